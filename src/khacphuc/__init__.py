"""Yearly reports on remedied shortcomings: printed figures in, an official document out."""

__version__ = "0.2.0"
