"""Documents that were tabulated, read as text: txt, docx, pdf."""
