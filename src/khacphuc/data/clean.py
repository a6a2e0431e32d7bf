"""Raw tables (text cells) in, typed tables out, with as many rows: for the checks and everything after them.

A cell that cannot be read becomes a ``problem`` of its row, which the checks report as critical; the row
itself stays, so that every other check still sees it. Pure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.data.typed_column import empty_column, typed_column
from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.schema.tables import TABLES
from khacphuc.text.citations import parse_document_number
from khacphuc.text.vectors import parse_column

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.schema.tables import TableSchema

    Texts = pd.Series[Any]

_OF_COLUMN = re.compile(r"(^|; )([a-z_]+): ")
"""The column at the head of what is wrong with a cell."""


def clean_table(
    table: TableSchema, raw: pd.DataFrame, *, source: str = "", language: str = "vi"
) -> pd.DataFrame:
    """Type one table.

    Args:
        table: its declaration.
        raw: text cells with the columns of ``table.raw``, ``file`` and ``line``; not changed.
        source: short name of the document it was typed from, for readable locators.
        language: of locators and problems.

    Returns:
        One row per row of ``raw``, in its order, with the columns of ``table.clean``; ``problem`` says
        what could not be read, with the columns' names.
    """
    return without_rows(table) if raw.empty else _clean(table, raw, source, language)


def without_rows(table: TableSchema) -> pd.DataFrame:
    """A clean table with the columns of ``table.clean`` and no rows: most offices use some tables only."""
    return _without_rows(table).copy()


@cache
def _without_rows(table: TableSchema) -> pd.DataFrame:
    index = pd.RangeIndex(0)
    return pd.DataFrame({field.name: empty_column(field, index) for field in table.clean}, index=index)


def _clean(table: TableSchema, raw: pd.DataFrame, source: str, language: str) -> pd.DataFrame:
    frame = raw.copy()
    problems = [""] * len(frame)
    for field in table.raw:
        form = words(language, "code_form").get(table.name, "") if field.name == table.key else ""
        cells = frame[field.name]
        frame[field.name], wrong = typed_column(field, cells, language, form)
        if field.unless and wrong:
            instead = zip(cells, raw[field.unless], wrong, strict=True)
            wrong = ["" if not cell and other else message for cell, other, message in instead]
        problems = _join(problems, wrong)
    derive = _DERIVED.get(table.name)
    if derive:
        frame, more = derive(frame, source, language)
        problems = _join(problems, more.tolist())
    frame["problem"] = pd.Series(problems, index=frame.index, dtype="str")
    return with_all_columns(table, frame)


def with_all_columns(table: TableSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """A table with the columns of its ``clean``, in order; those it lacks have no cells.

    They are computed later, from several tables; or the table was published before there was the column.
    """
    names = [field.name for field in table.clean]
    if list(frame.columns) == names:
        return frame
    lacking = {
        field.name: empty_column(field, frame.index) for field in table.fields if field.name not in frame
    }
    return frame.assign(**lacking)[names]


def clean_tables(
    raw: dict[str, pd.DataFrame], short_source: Callable[[str], str], language: str = "vi"
) -> dict[str, pd.DataFrame]:
    """Type every table (see ``clean_table``); ``short_source`` names the document a table came from."""
    return {
        name: clean_table(TABLES[name], frame, source=short_source(name), language=language)
        for name, frame in raw.items()
    }


def section_in_words(section: str, language: str) -> str:
    """A part of a document as people call it: a note by its number, a section as it is.

    >>> section_in_words("fn1", "vi"), section_in_words("III.1", "vi")
    ('chú thích 1', 'III.1')
    """
    number = section.removeprefix("fn")
    is_note = number != section and number[:1].isdecimal()
    return words(language, "place")["note"].format(number=number) if is_note else section


def problem_in_words(problem: str, language: str) -> str:
    """What is wrong with a row, each column called as people call it.

    >>> problem_in_words("printed: trống, phải điền; unit: trống, phải điền", "vi")
    'Đã in: trống, phải điền; Đơn vị tính: trống, phải điền'
    """
    names = words(language, "column")
    return _OF_COLUMN.sub(lambda match: f"{match[1]}{names.get(match[2], match[2])}: ", problem)


def locator(section: str, paragraph: Any, source: str, language: str = "vi") -> str:
    """Where a number is printed, for people; a paragraph or a source that is not known is left out.

    >>> locator("III.1.2", 2, "Báo cáo 2021")
    'Báo cáo 2021, mục III.1.2, đoạn 2'
    >>> locator("fn1", 1, "Báo cáo 2021", "en")
    'Báo cáo 2021, note 1'
    """
    labels = words(language, "place")
    note = section_in_words(section, language)
    if note != section:
        where = [note]
    else:
        where = [labels["section"].format(section=section)]
        if not pd.isna(paragraph):
            where.append(labels["paragraph"].format(paragraph=int(paragraph)))
    return ", ".join(filter(None, [source, *where]))


def _figures(frame: pd.DataFrame, source: str, language: str) -> tuple[pd.DataFrame, Texts]:
    parsed = parse_column(frame["printed"], frame["unit"], language=language)
    for name in ("kind", "value", "value_to", "numerator", "denominator", "decimals", "flags"):
        frame[name] = parsed[name]
    places = [
        locator(section, paragraph, source, language)
        for section, paragraph in zip(frame["section"], frame["paragraph"], strict=True)
    ]
    frame["source"] = pd.Series(places, index=frame.index, dtype="str")
    wrong = ("printed: " + parsed["error"]).where((parsed["error"] != "") & (frame["printed"] != ""), "")
    return frame, wrong.astype("str")


def _documents(frame: pd.DataFrame, _: str, language: str) -> tuple[pd.DataFrame, Texts]:
    parsed = {cell: _document(cell, language) for cell in frame["symbol"].unique()}
    columns = list(zip(*(parsed[cell] for cell in frame["symbol"]), strict=True)) or [(), (), ()]
    frame["number"] = pd.Series(columns[0], index=frame.index, dtype="Int64")
    frame["register"] = pd.Series(columns[1], index=frame.index, dtype="str")
    return frame, pd.Series(columns[2], index=frame.index, dtype="str")


def _document(cell: str, language: str) -> tuple[int | None, str, str]:
    if not cell:
        return None, "", ""
    try:
        number = parse_document_number(cell)
    except QuantityError as error:
        return None, "", f"symbol: {error.in_language(language)}"
    return number.number, number.register, ""


def _returns(frame: pd.DataFrame, _: str, language: str) -> tuple[pd.DataFrame, Texts]:
    parsed = parse_column(frame["printed"], frame["unit"], language=language)
    for name in ("kind", "value", "value_to"):
        frame[name] = parsed[name]
    wrong = ("printed: " + parsed["error"]).where((parsed["error"] != "") & (frame["printed"] != ""), "")
    return frame, wrong.astype("str")


def _meetings(frame: pd.DataFrame, _: str, __: str) -> tuple[pd.DataFrame, Texts]:
    day = frame["held_on"].fillna(frame["planned_on"])
    frame["days_ahead"] = (day - frame["papers_sent_on"]).dt.days.astype("Int64")
    return frame, pd.Series([""] * len(frame), index=frame.index, dtype="str")


def _points(frame: pd.DataFrame, _: str, language: str) -> tuple[pd.DataFrame, Texts]:
    """Points, which may be halved: ``9,5``. No other kind of quantity is points."""
    parsed = parse_column(frame["points"], language=language)
    is_read = (parsed["kind"] == "count") & (parsed["unit"] == "") & (parsed["qualifier"] == "")
    frame["value"] = parsed["value"].where(is_read)
    frame["flags"] = parsed["flags"].where(is_read, "")
    template = words(language, "problem")["not_points"]
    wrong = [
        "" if good or not cell else template.format(column="points", cell=cell)
        for good, cell in zip(is_read, frame["points"], strict=True)
    ]
    return frame, pd.Series(wrong, index=frame.index, dtype="str")


_DERIVED: dict[str, Callable[[pd.DataFrame, str, str], tuple[pd.DataFrame, Texts]]] = {
    "figures": _figures,
    "documents": _documents,
    "returns": _returns,
    "meetings": _meetings,
    "score_sheets": _points,
    "scores": _points,
    "rating_sheets": _points,
    "ratings": _points,
}


def _join(problems: list[str], more: list[str]) -> list[str]:
    if not any(more):
        return problems
    return ["; ".join(filter(None, both)) for both in zip(problems, more, strict=True)]


def link_targets(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Count the parts of every target.

    Returns:
        The table ``targets`` with ``parts_listed`` (rows of ``target_parts``) and ``parts_counted`` (the
        denominator of its printed ratio) filled in.
    """
    frame = tables["targets"].copy()
    listed = tables["target_parts"].groupby("target_id").size()
    figures = tables["figures"].drop_duplicates("figure_id").set_index("figure_id")["denominator"]
    frame["parts_listed"] = frame["target_id"].map(listed).where(frame["parts_ratio"] != "").astype("Int64")
    frame["parts_counted"] = frame["parts_ratio"].map(figures).astype("Int64")
    return frame
