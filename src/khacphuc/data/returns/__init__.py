"""Figures from the units: forms that came in, what is expected, what is wrong, and how they add up."""
