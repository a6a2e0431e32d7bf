"""The one way a frame becomes a table that people read: words for codes, links for what is explained.

>>> import pandas as pd
>>> frame = pd.DataFrame({"target_id": ["CT1"], "count": [1], "status": ["not_met"]})
>>> table = to_table(
...     frame, ["target_id", "count", TableColumn("status", label="Kết quả")], name="t", caption="Chỉ tiêu"
... )
>>> table.columns, table.names
(('Mã chỉ tiêu', 'Số lượng', 'Kết quả'), ('target_id', 'count', 'status'))
>>> nodes.plain(table.rows[0][2]), table.rows[0][2][0].hint
('○ chưa đạt', 'not_met')

``khacphuc.render.notebook.aside`` displays it. A column that is only named has its label from the catalogue
(group ``column``), and its kind by what it holds (see ``cell_kind``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np
import pandas as pd

from khacphuc.checks.labels import (
    CLASS_COLUMNS,
    CODE_COLUMNS,
    COMPARATOR_SIGNS,
    SIGN_COLUMNS,
    column_labels,
    label,
)
from khacphuc.data.clean import problem_in_words, section_in_words
from khacphuc.data.values import code_in_words
from khacphuc.errors import DocumentError
from khacphuc.locale import words
from khacphuc.report.document import nodes
from khacphuc.report.words import document_words
from khacphuc.schema.tables import SEPARATOR, TABLES
from khacphuc.text.cells import readable_cell
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khacphuc.report.prose.citable import Citable

ColumnKind = Literal["text", "number", "code", "word", "status"]
_INLINE: Final = get_args(get_args(nodes.Inline)[0])
# more rows are no longer read, and a page of them no longer opens at once
_MOST_ROWS: Final = 1000
# no printed figure has more; all digits stand in the hint
_DECIMALS: Final = 4

_STATUS_COLUMNS: Final = frozenset({"status", "declared_status", "recorded", "severity", *CLASS_COLUMNS})
_OTHER_CODES: Final = frozenset(
    {
        *("threshold", "baseline", "reproduces", "operands", "part_id", "row_id", "related"),
        *("parts", "whole", "unnamed", "elsewhere", "counted_rows", "threshold_code", "units_known"),
    }
)
_CODES: Final = _OTHER_CODES | {
    field.name
    for table in TABLES.values()
    for field in table.fields
    # a unit of measure is called by its name
    if field.reference or field.dtype == "codes" or (field.name == table.key and field.name != "name")
}
_MARKS: Final[Mapping[str, tuple[str, nodes.Tone]]] = {
    **dict.fromkeys(("met", "declared_met", "achieved", "remedied"), ("●", "good")),
    **dict.fromkeys(("improved", "partly"), ("▲", "warning")),
    **dict.fromkeys(
        ("not_met", "declared_not_met", "not_achieved", "not_thorough", "not_remedied"), ("○", "bad")
    ),
    "worse": ("▼", "bad"),
    **dict.fromkeys(("missing", "insufficient_data"), ("–", "quiet")),
    "critical": ("×", "bad"),
    "warning": ("!", "warning"),
    "true": ("●", ""),
    "false": ("○", ""),
}
"""The symbol and the tone of each status. The word always stands with them, and the typeface has them all."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a frame as people see it.

    Attributes:
        name: what the frame calls it.
        label: its heading; by its name where there is none.
        kind: how its cells are printed; by what it holds where there is none.
        names: what its codes are called, for ``word`` and ``status``; else as ``checks.labels`` says.
        align: where its cells stand; numbers at the right, everything else at the left.
    """

    name: str
    label: str = ""
    kind: ColumnKind | Literal[""] = ""
    names: Mapping[str, str] | None = None
    align: nodes.Alignment | Literal[""] = ""


def to_table(
    frame: pd.DataFrame,
    columns: Iterable[str | TableColumn] = (),
    *,
    name: str,
    caption: str,
    language: str = "vi",
    class_names: Mapping[str, str] | None = None,
    citables: Mapping[str, Citable] | None = None,
    row_id: str = "",
    note: str = "",
    most: int = _MOST_ROWS,
) -> nodes.Table:
    """Make a table of a frame; its index is left out.

    A cell that is an inline node, or a tuple of them, stays as it is.

    Args:
        frame: a row each.
        columns: what is shown, in this order; all where none are named.
        name: the id of the table.
        caption: what it shows.
        language: of the run.
        class_names: how each class is printed, where a column holds a class.
        citables: what codes stand for: they become links to where they are explained.
        row_id: the column by which a row is reached from elsewhere.
        note: what stands below.
        most: rows that are shown; of a longer table the first, and the note says so.

    Raises:
        DocumentError: a column has no label, here or in the catalogue.
    """
    chosen = [
        column if isinstance(column, TableColumn) else TableColumn(column)
        for column in columns or map(str, frame)
    ]
    first = frame.head(most)
    cells = _Cells(language, class_names or {}, citables or {})
    kinds = [column.kind or cell_kind(frame, column.name) for column in chosen]
    written = [
        [cells.cell(value, column, kind) for value in first[column.name]]
        for column, kind in zip(chosen, kinds, strict=True)
    ]
    return nodes.Table(
        id=name,
        caption=(nodes.Text(text=caption),),
        columns=tuple(column.label or label_of(column.name, language) for column in chosen),
        rows=tuple(zip(*written, strict=True)),
        align=tuple(
            column.align or ("right" if kind == "number" else "left")
            for column, kind in zip(chosen, kinds, strict=True)
        ),
        row_ids=tuple(map(str, first[row_id])) if row_id else (),
        names=tuple(column.name for column in chosen),
        note=_note(note, len(frame), len(first), language),
    )


def label_of(column: str, language: str) -> str:
    """What a column of our tables is called.

    Raises:
        DocumentError: the catalogue does not know it.
    """
    labels = words(language, "column")
    if column not in labels:
        raise DocumentError(
            f"the column {column!r} has no label",
            remedy="give it one (TableColumn(…, label=…)), or add it to the group column of the catalogue",
        )
    return labels[column]


def cell_kind(frame: pd.DataFrame, column: str) -> ColumnKind:
    """How the cells of a column are printed, by its name and its type.

    >>> cell_kind(pd.DataFrame({"status": ["met"], "value": [1.5]}), "value")
    'number'
    """
    dtype = frame[column].dtype
    if column in _STATUS_COLUMNS or pd.api.types.is_bool_dtype(dtype):
        return "status"
    if column in CODE_COLUMNS or column in {"table", "decision", *SIGN_COLUMNS}:
        return "word"
    if column in _CODES:
        return "code"
    return "number" if pd.api.types.is_numeric_dtype(dtype) else "text"


class _Cells:
    """Writes the cells of one table."""

    def __init__(
        self, language: str, class_names: Mapping[str, str], citables: Mapping[str, Citable]
    ) -> None:
        self._language = language
        self._citables = citables
        codes = words(language, "code")
        self._codes: Mapping[str, str] = codes
        self._names = column_labels(class_names, language)
        self._names |= {name: words(language, name) for name in ("severity", "table", "decision")}
        self._names |= dict.fromkeys(SIGN_COLUMNS, COMPARATOR_SIGNS)

    def cell(self, value: Any, column: TableColumn, kind: ColumnKind) -> tuple[nodes.Inline, ...]:
        if isinstance(value, _INLINE):
            return (value,)
        if isinstance(value, tuple):
            return value
        if value is None or pd.isna(value):
            return ()
        if isinstance(value, np.generic):
            value = value.item()
        if kind == "code":
            return self._linked(str(value))
        if kind in {"word", "status"}:
            names = self._names.get(column.name, self._codes) if column.names is None else column.names
            return _named(value, names, marked=kind == "status")
        return self._text(value, column.name)

    def _text(self, value: Any, column: str) -> tuple[nodes.Inline, ...]:
        text = readable_cell(value, self._language)
        if isinstance(value, float) and (short := _short(value)) != value:
            return (nodes.Text(text=readable_cell(short, self._language), hint=text),)
        if column == "section":
            return self._part(text)
        read = problem_in_words(text, self._language) if column == "problem" else text
        return (nodes.Text(text=read, hint="" if read == text else text),) if text else ()

    def _linked(self, codes: str) -> tuple[nodes.Inline, ...]:
        """Several codes in a cell, each a link of its own where it is known."""
        parts: list[nodes.Inline] = []
        for written in filter(None, codes.split(SEPARATOR)):
            citable = self._citables.get(written.partition(":")[0])
            if parts:
                parts.append(nodes.Text(text=", "))
            if not citable:
                parts += self._part(written)
                continue
            text = code_in_words(written, self._language)
            parts.append(nodes.CitedValue(id=citable.code, text=text, kind=citable.kind, trace=citable.trace))
        return tuple(parts)

    def _part(self, code: str) -> tuple[nodes.Inline, ...]:
        """A part of the document, or a code that is no link: in words where people do not write it so."""
        text = section_in_words(code_in_words(code, self._language), self._language)
        return (nodes.Text(text=text, hint="" if text == code else code),) if code else ()


def _short(number: float) -> float:
    """A number with as many digits as people compare; a quotient has no end.

    >>> _short(3.10249307479224), _short(0.000012345678), _short(13600000.5)
    (3.1025, 1.235e-05, 13600000.5)
    """
    return round(number, _DECIMALS) if abs(number) >= 1 else float(f"{number:.{_DECIMALS}g}")


def status(code: str, name: str) -> nodes.Text:
    """A status as a word with its symbol, for a cell or a sentence.

    >>> status("not_met", "chưa đạt").text
    '○ chưa đạt'
    """
    symbol, tone = _MARKS.get(code, ("", ""))
    return nodes.Text(text=f"{symbol} {name}".strip(), hint="" if code == name else code, tone=tone)


def _named(value: Any, names: Mapping[str, str], *, marked: bool) -> tuple[nodes.Inline, ...]:
    code = str(value).lower() if pd.api.types.is_bool(value) else str(value)
    if not code:
        return ()
    name = label(code, names)
    return (status(code, name),) if marked else (nodes.Text(text=name, hint="" if code == name else code),)


def _note(note: str, rows: int, first: int, language: str) -> tuple[nodes.Inline, ...]:
    if rows > first:
        cut = document_words(language)["table_cut"]
        numbers = {"rows": rows, "first": first}
        printed = {key: format_decimal(number, 0, language=language) for key, number in numbers.items()}
        note = f"{note} {cut.format(**printed)}".strip()
    return (nodes.Text(text=note),) if note else ()
