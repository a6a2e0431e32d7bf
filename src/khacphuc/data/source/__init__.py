"""Documents of offices, read: txt, docx, pdf."""
