"""Workbooks: the strict reader of registers, and what writes them."""
