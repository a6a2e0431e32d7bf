"""What was published before: whole versions of a run, and every value with the versions that changed it."""
