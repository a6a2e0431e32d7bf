"""Workbooks: the strict reader of registers, and the writers of workbooks."""
