"""The document that compares years of one office, or offices in one year."""
