"""The writers: a numbered document becomes HTML, PDF and DOCX in the form its profile prescribes."""
