"""What makes runs slow on this machine or would stop them."""
