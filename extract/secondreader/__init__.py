"""The second reader: what a sentence resembles, taught by the examples (``extract/examples``)."""
