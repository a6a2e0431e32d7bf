"""The document as Word reads it."""
