"""What a form consists of: names and places that whoever writes one and whoever reads it share. Pure.

A workbook has a sheet for each period. Who it is of stands in a sheet that spreadsheets do not show: a row
for each of the others. A sheet begins with its title, then come the answers about the whole form, then a
table with a row for each item; headings of sections stand between the rows, in the column of the items, with
nothing beside them. Everything can be recognised by its label, in whichever language, if somebody has moved
it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM_SHEET: Final = "_form"
"""The hidden sheet: names of columns in its first row, then a row for each sheet that is filled in."""

FORM_IDENTITY: Final = (
    *("sheet", "form_id", "version", "run", "collection", "unit", "period", "revision"),
    "labels_checksum",
)
"""The columns of the hidden sheet, from A.

``sheet`` is the name the other sheet had when the form was sent, ``version`` that of the form, ``unit`` the
code of the unit. The revision a sheet shows counts, if there is one: people change it, and this stays.
"""

TITLE_CELL: Final = "A1"
UNIT_CELL: Final = "A2"
PERIOD_CELL: Final = "A3"
"""For people: whose form it is and for when, in words; the codes of unit and period stand in them."""

NIL_ROW: Final = 4
COMPLETE_ROW: Final = 5
REVISION_ROW: Final = 6
HEAD_ROW: Final = 8
FIRST_ITEM_ROW: Final = 9
"""The row of the first item or section."""

FORM_COLUMNS: Final = ("order", "item", "unit", "value", "reason", "note", "check")
"""The columns of the table, from A. ``check`` has formulas that tell who fills it in what is wrong."""

ITEM_COLUMN: Final = FORM_COLUMNS.index("item") + 1
"""Where labels stand: of the items, and of the answers about the whole form."""
VALUE_COLUMN: Final = FORM_COLUMNS.index("value") + 1
"""Where is typed: the values, and beside their labels the answers about the whole form."""


class FormLabels(NamedTuple):
    """The words a form in one language is recognised by.

    Attributes:
        columns: the heads of the table, in the order of FORM_COLUMNS.
        nil: beside the answer that there is nothing to report.
        complete: beside the answer that the form is complete.
        revision: beside the number of times it was sent.
        yes: an answer.
        no: an answer; empty means the same.
        guide: the name of the sheet that says how it is filled in.
    """

    columns: tuple[str, ...]
    nil: str
    complete: str
    revision: str
    yes: str
    no: str
    guide: str


def form_labels(language: str) -> FormLabels:
    """The words of a form.

    >>> form_labels("vi").complete, form_labels("vi").yes, form_labels("en").columns[:3]
    ('Đã hoàn thành', 'có', ('No.', 'Item', 'Unit'))
    """
    labels = words(language, "unit_form")
    return FormLabels(
        columns=tuple(labels[f"column_{name}"] for name in FORM_COLUMNS),
        nil=labels["nil"],
        complete=labels["complete"],
        revision=labels["revision"],
        yes=labels["yes"],
        no=labels["no"],
        guide=labels["guide"],
    )


def labels_checksum(items: Iterable[tuple[str, str]]) -> str:
    """What tells whether a form still asks what was sent: a digest of its items and their units of measure.

    Args:
        items: the label and the unit of measure of each, from top to bottom, as they are printed.

    >>> labels_checksum([("Số cuộc kiểm tra", "cuộc")])
    '12f06ed0dd170210'
    """
    text = "\n".join(f"{label}\t{unit}" for label, unit in items)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
