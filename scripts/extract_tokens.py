"""List the quantities a printed report holds, as the golden file of its tokens.

    python scripts/extract_tokens.py bao-cao-2021.txt tests/golden/tokens-2021.csv

The result holds numbers and their places only, none of the report's sentences.
"""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import read_document
from khacphuc.data.source.tokens import extract_tokens
from khacphuc.project.files import write_text

COLUMNS = ("section", "ordinal", "printed", "kind")


def main(arguments: list[str] | None = None) -> None:
    """Read the text, write the table, and print how many quantities it has."""
    parser = argparse.ArgumentParser(description="List the quantities a printed report holds.")
    parser.add_argument("source", type=Path, help="the report's plain text, UTF-8")
    parser.add_argument("target", type=Path, help="the CSV file to write")
    options = parser.parse_args(arguments)
    tokens = extract_tokens(cover_document(read_document(options.source)))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(token, name) for name in COLUMNS] for token in tokens)
    write_text(options.target, table.getvalue())
    print(f"{options.target}: {len(tokens)} quantities")


if __name__ == "__main__":
    main()
