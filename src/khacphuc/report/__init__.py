"""The document: its nodes, what notebooks display, prose with citations, charts, numbering."""
