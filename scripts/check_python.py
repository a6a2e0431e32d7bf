"""End with a message if this Python is too old to make the environment; run by ``make``."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may well run this file
    version = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"khacphuc needs Python 3.11 or newer; this is {version}. Name one: make PYTHON=python3.12 report"
    )
