"""The folder of received files: what they are called in it, and which of its entries are some."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from khacphuc.data.raw.cells import check_cell
from khacphuc.data.returns.forms.cell_values import quoted_text
from khacphuc.errors import SourceError
from khacphuc.text.letters import without_marks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_RECEIVED: Final = 50_000
"""Files of a run: 94 communes, twelve months, and forty times that."""

_UNSAFE = re.compile("[^a-z0-9._]+")
_LONGEST_NAME = 80
_HASH_LETTERS = 16
_NO_FORMS = ("~$", ".")  # what Excel keeps beside an open workbook, and what systems hide


def received_name(sha256: str, original_name: str) -> str:
    """What a file is called once it is received: by what is in it, and for people by what it was called.

    >>> received_name("0123456789abcdef0123", "Báo cáo Tháng 3.XLSX")
    '0123456789abcdef-bao-cao-thang-3.xlsx'
    """
    safe = _UNSAFE.sub("-", without_marks(original_name)).strip("-.")
    return f"{sha256[:_HASH_LETTERS]}-{safe[-_LONGEST_NAME:].strip('-.') or 'form'}"


def receipt_cell(text: str) -> str:
    """A text of a form as a receipt holds it: as it is, or, where no table may hold it, quoted.

    >>> receipt_cell("T3"), receipt_cell("=1+1"), receipt_cell("Mar-21")
    ('T3', '«=1+1»', '«Mar-21»')
    """
    cell = quoted_text(text)
    for plain in (cell, f"«{cell}»"):
        with suppress(SourceError):
            check_cell(plain, "")
            return plain
    return repr(cell.encode())[1:]  # typed with an old font: by its bytes


def received_names(folder: Path) -> list[str]:
    """The names of the files in the folder of received files, sorted; without a folder there are none.

    Raises:
        SourceError: there are more than MOST_RECEIVED.
    """
    names = sorted(_names(folder)) if folder.is_dir() else []
    if len(names) > MOST_RECEIVED:
        raise SourceError(
            f"{len(names):,} files",
            place=str(folder),
            expected=f"at most {MOST_RECEIVED:,}",
            remedy="is it the right folder?",
        )
    return names


def _names(folder: Path) -> Iterator[str]:
    return (path.name for path in folder.iterdir() if not path.name.startswith(_NO_FORMS))
