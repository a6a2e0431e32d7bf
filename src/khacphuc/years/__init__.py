"""Years of an office side by side: what became of its promises, and which numbers may be compared. Pure."""
