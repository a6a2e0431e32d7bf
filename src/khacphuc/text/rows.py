"""Where a row of a raw table stands, as people say it: the file, in a workbook the sheet, the row. Pure."""

from __future__ import annotations

from khacphuc.locale import words

_SHEET_SIGN = ".xlsx#"  # the column ``file`` of a row of a workbook is ``<file>#<sheet>``


def in_workbook(file: str) -> bool:
    """Whether a row stands in a sheet of a workbook, by its column ``file``."""
    return _SHEET_SIGN in file


def format_row(file: str, line: int | str | None, language: str) -> str:
    """A row in words.

    Args:
        file: the raw table, with its sheet if it is one (the column ``file``).
        line: the line of the file or the row of the sheet; None where it is not known.
        language: of the words.

    >>> format_row("figures.csv", 32, "vi"), format_row("figures.csv", None, "vi")
    ('figures.csv, dòng 32', 'figures.csv')
    >>> format_row("register.xlsx#figures", 32, "vi")
    'register.xlsx, trang tính figures, dòng 32'
    >>> format_row("register.xlsx#figures", 32, "en")
    'register.xlsx, sheet figures, row 32'
    """
    labels = words(language, "place")
    parts = [file]
    if in_workbook(file):
        book, _, sheet = file.rpartition("#")
        parts = [book, labels["sheet"].format(sheet=sheet)]
    if line is not None and file:
        parts.append(labels["sheet_row" if in_workbook(file) else "file_line"].format(line=line))
    return ", ".join(parts)


def row_address(file: str, line: int | str | None, language: str) -> str:
    """A row as a terminal and ``findings.csv`` print it: a file of lines in the form editors follow.

    >>> row_address("figures.csv", 32, "vi"), row_address("register.xlsx#figures", 32, "en")
    ('figures.csv:32', 'register.xlsx, sheet figures, row 32')
    """
    if in_workbook(file) or line is None or not file:
        return format_row(file, line, language)
    return f"{file}:{line}"
