"""The reports units were asked for, an ``Item`` each: the day it was due, and where its forms lie. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.returns.period_names import period_name
from khacphuc.data.returns.revisions import FORM_KEY
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.text.dates import format_date
from khacphuc.trace.items import Item

if TYPE_CHECKING:
    from collections.abc import Mapping


def report_items(
    gathered: Mapping[str, pd.DataFrame], units: pd.DataFrame, *, folder: str, language: str
) -> dict[str, Item]:
    """Every report that was expected, by its code: collection, unit and period, ``propaganda/DV1/2021-03``.

    Args:
        gathered: the frames ``expected`` and ``forms``.
        units: the clean table.
        folder: of the run, from the root of the project.
        language: of the words.
    """
    labels = words(language, "trace")
    names = dict(zip(units["unit_id"], units["name"], strict=True))
    forms: dict[str, list[str]] = {}
    for row in gathered["forms"].sort_values(["revision", "file"]).pipe(row_dicts):
        forms.setdefault(_code(row), []).append(_form(row, folder, language))
    items = {}
    for row in gathered["expected"].pipe(row_dicts):
        code = _code(row)
        came = "; ".join(forms.get(code, ())) or labels["no_form"]
        due = _day(row["due_on"])
        facts = ((labels["due"], due), (labels["forms"], came))
        named = f"{names.get(row['unit_id'], row['unit_id'])}, {period_name(str(row['period']), language)}"
        brief = "; ".join(f"{name}: {text}" for name, text in facts if text)
        items[code] = Item(
            code, labels["row_reports"], named, brief, tuple((name, text) for name, text in facts if text)
        )
    return items


def _code(row: Mapping[Any, Any]) -> str:
    return "/".join(str(row[name]) for name in FORM_KEY)


def _form(row: Mapping[Any, Any], folder: str, language: str) -> str:
    labels = words(language, "trace")
    place = labels["form_at"].format(file=f"{folder}/{row['file']}", sheet=row["sheet"])
    return f"{_day(row['received_on'])} {place}".strip()


def _day(cell: object) -> str:
    return format_date(cell.date()) if isinstance(cell, pd.Timestamp) and not pd.isna(cell) else ""
