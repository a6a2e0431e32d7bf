"""What goes between an office and its units: forms that are sent out, and what is said about them."""
