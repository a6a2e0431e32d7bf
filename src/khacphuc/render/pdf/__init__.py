"""The document as tagged PDF, through Typst."""
