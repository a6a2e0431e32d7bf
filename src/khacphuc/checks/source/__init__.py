"""Figures beside the document they were typed from: pure functions of frames and tokens."""
