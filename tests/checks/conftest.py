"""Import Great Expectations once, outside the rule that warnings are errors: its import warns."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it imports sre_constants
    import great_expectations  # noqa: F401
