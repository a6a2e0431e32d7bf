"""The prose as a report while one types."""
