"""Printed Vietnamese quantities, dates and document numbers; never touches a disk."""
