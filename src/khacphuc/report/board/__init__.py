"""The board paper: what a month brought, on a page or two."""
