"""Checks of the clean tables: rules and suites (Great Expectations), findings (plain frames)."""
