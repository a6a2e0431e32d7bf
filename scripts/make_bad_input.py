"""Make the corpus of bad input: small projects, each with one thing wrong (or odd, but right).

    python scripts/make_bad_input.py FOLDER

Every case is a copy of the raw tables of 2021, as CSV files or as a register, changed in one way, with what
must come of it: the same tables, or an error whose message holds certain words. ``tests/bad_input`` runs
them all.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from bad_input_cases.case import Case, new_project
from bad_input_cases.csv_files import csv_errors, csv_tables
from bad_input_cases.files import files
from bad_input_cases.folders import folders
from bad_input_cases.odd_registers import register_tables
from bad_input_cases.wrong_registers import register_errors


def cases() -> list[Case]:
    """All cases; their names are unique."""
    return [*csv_tables(), *csv_errors(), *folders(), *register_tables(), *register_errors(), *files()]


def main(arguments: list[str] | None = None) -> None:
    """Write every case into a folder of its own."""
    parser = argparse.ArgumentParser(description="Make the corpus of bad input.")
    parser.add_argument("folder", type=Path, help="an empty folder to write to")
    options = parser.parse_args(arguments)
    count = 0
    for case in cases():
        if case.needs != "pipes" or hasattr(os, "mkfifo"):
            case.make(new_project(options.folder / re.sub(r"[^a-z0-9-]", "_", case.name)))
            count += 1
    print(f"{options.folder}: {count} cases")


if __name__ == "__main__":
    main(sys.argv[1:])
