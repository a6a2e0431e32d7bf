"""Charts as pictures of lists of plain things: matplotlib is imported here, and nowhere else."""
