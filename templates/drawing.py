"""Layout of the drawn figures as SVG."""
