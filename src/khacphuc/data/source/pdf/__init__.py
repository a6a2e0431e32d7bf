"""A PDF: what its pages draw, the lines and tables that makes, and the paragraphs they are parts of."""
