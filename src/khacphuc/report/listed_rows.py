"""Tables of rows the prose lists by their codes: figures with their units, documents as a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from khacphuc.errors import ParameterError
from khacphuc.report.document import nodes
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.report.charts.context import ChartContext

_UNDATED: Final = pd.Timestamp.max


def figure_table(context: ChartContext, codes: Sequence[str], caption: str) -> nodes.Table:
    """Numbers in the order given: what each counts, as it is cited, its unit.

    Raises:
        ParameterError: a code stands for no number.
    """
    labels = context.labels
    names = _column(context, "indicators", "name")
    computed = _column(context, "computed", "label")
    rows = []
    for code in codes:
        if context.is_awaited(code):
            rows.append((_text(context.citations.citables[code].label), _number(context, code), _text("")))
            continue
        value = context.value(code)
        label = names.get(value.indicator) or computed.get(code, code)
        unit = "" if value.kind in {"percentage", "money"} else value.unit
        rows.append((_text(label), _number(context, code), _text(unit)))
    return nodes.Table(
        id="-".join(("bang-figures", *codes)),
        caption=_text(caption),
        columns=tuple(labels[f"column_{name}"] for name in ("item", "done", "unit")),
        rows=tuple(rows),
        align=("left", "right", "left"),
        widths=(5, 2, 2),
    )


def document_table(context: ChartContext, codes: Sequence[str], caption: str) -> nodes.Table:
    """Documents by their date: symbol, date, issuer, subject, and what each carries out.

    Args:
        context: the run.
        codes: the documents; all that were issued if there are none.
        caption: what stands above the table.

    Raises:
        ParameterError: no document has one of the codes.
    """
    labels = context.labels
    documents = context.tables["documents"].drop_duplicates("document_id")
    rows = {str(row["document_id"]): row for row in documents.pipe(row_dicts)}
    if strange := [code for code in codes if code not in rows]:
        raise ParameterError(f"no document has the code {strange[0]}", remedy=context.hint(strange[0]))
    chosen = [rows[code] for code in codes or rows]
    chosen.sort(key=lambda row: _UNDATED if pd.isna(row["issued_on"]) else row["issued_on"])
    return nodes.Table(
        id="-".join(("bang-documents", *codes)) if codes else "bang-documents-tat-ca",
        caption=_text(caption),
        columns=tuple(
            labels[f"column_{name}"] for name in ("document", "date", "issuer", "subject", "carries_out")
        ),
        rows=tuple(_document(context, row, rows) for row in chosen),
        align=("left",) * 5,
        widths=(2.4, 2, 2.4, 4.8, 2.4),
    )


def _document(
    context: ChartContext, row: Mapping[Any, Any], rows: Mapping[str, Mapping[Any, Any]]
) -> tuple[tuple[nodes.Inline, ...], ...]:
    above = rows.get(row["carries_out"])
    date = "–" if pd.isna(row["issued_on"]) else format_date(row["issued_on"].date())
    return (
        (context.citations.quote(row["document_id"], _symbol(row)),),
        _text(date),
        _text(row["issuer"]),
        _text(row["subject"]),
        (context.citations.quote(row["carries_out"], _symbol(above)),) if above else _text("–"),
    )


def _symbol(row: Mapping[Any, Any]) -> str:
    return str(row["symbol"] or row["type"])


def _number(context: ChartContext, code: str) -> tuple[nodes.Inline, ...]:
    """A number as it is cited, with its qualifier before or behind it."""
    cited = context.citations.cite(code)
    if cited is None:
        return _text("–")
    before, _, behind = context.qualified(code, cited.text).partition(cited.text)
    return (*_some(before), cited, *_some(behind))


def _column(context: ChartContext, table: str, name: str) -> dict[str, str]:
    frame = context.tables[table]
    return dict(zip(frame[frame.columns[0]].astype("str"), frame[name].astype("str"), strict=True))


def _some(words: str) -> tuple[nodes.Text, ...]:
    return _text(words) if words else ()


def _text(words: str) -> tuple[nodes.Text, ...]:
    return (nodes.Text(text=words),)
