"""What the suites look at: frames derived from the clean tables, one module a subject."""
