"""Projects of offices: making one, keeping it up to date with the package, and what its tables start from."""
