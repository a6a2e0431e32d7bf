"""The cases of bad input, for ``make_bad_input``."""
