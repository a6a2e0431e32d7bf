"""What is doubtful in the numbers of forms: their own rules, earlier numbers, and those of children."""
