"""Say in one line when the Python that would make the environment is too old."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well run this file
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"khacphuc needs Python 3.11 or newer; this is {found}. Name one: make PYTHON=python3.12 report")
