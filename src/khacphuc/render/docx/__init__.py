"""The document as DOCX, for Word."""
