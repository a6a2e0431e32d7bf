"""The document and the pages beside it as HTML."""
