"""A report in the browser that follows the prose while it is typed."""
