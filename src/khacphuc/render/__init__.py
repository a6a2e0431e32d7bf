"""The writers: a numbered document becomes HTML, PDF, in the form its profile prescribes."""
