"""A document of any office, read: its text, a table of its numbers, a page that shows them."""
