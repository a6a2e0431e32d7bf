"""What the returns of a run come to: rates, totals and faults, beside its clean tables."""
