"""Every table and column declared once."""
