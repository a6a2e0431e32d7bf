"""What is printed to a terminal: progress, outcomes, wrapped text."""
