"""What quantities are made of: numbers in words, what stands before them, the forms that hold two."""
