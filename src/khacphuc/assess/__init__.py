"""From evidence to proposed classes: targets, criteria, decision table. Pure."""
