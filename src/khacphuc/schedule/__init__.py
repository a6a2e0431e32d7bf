"""What is done on days that parameters name: events, their record, states of runs, and notices of them."""
