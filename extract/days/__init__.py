"""When: the days, stretches and moves a text names, and those reckoned from the day it was written."""
