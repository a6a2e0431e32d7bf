"""What each notebook displays: one module a notebook, with one class that has a method for each question."""
