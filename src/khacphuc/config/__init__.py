"""Parameters and policy of a run, read from YAML with the line of every mistake."""
