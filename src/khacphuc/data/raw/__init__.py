"""The raw tables of a run, from CSV files or a register, as the files hold them."""
