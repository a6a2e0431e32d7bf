"""A project of fictional offices, and the truth about it: what issues and benchmarks are tested against."""
