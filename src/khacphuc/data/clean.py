"""Raw tables (text cells) in, typed tables out, with as many rows: for the checks and everything after them.

A cell that cannot be read becomes a ``problem`` of its row, which the checks report as critical; the row
itself stays, so that every other check still sees it. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from khacphuc.errors import QuantityError
from khacphuc.locale import words
from khacphuc.schema.tables import SEPARATOR, TABLES
from khacphuc.text.citations import parse_document_number
from khacphuc.text.dates import parse_date
from khacphuc.text.vectors import parse_column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from khacphuc.schema.tables import Field, TableSchema

    Texts = pd.Series[Any]

_YES = frozenset({"có", "x", "1", "yes", "true"})
_NO = frozenset({"", "không", "0", "no", "false"})
_OF_COLUMN = re.compile(r"(^|; )([a-z_]+): ")
"""The column at the head of what is wrong with a cell."""
_DTYPES = {
    "str": "str",
    "codes": "str",
    "Int64": "Int64",
    "float64": "float64",
    "bool": "bool",
    "date": "datetime64[us]",
}


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
    frame = raw.copy()
    problems = pd.Series([""] * len(frame), index=frame.index, dtype="str")
    for field in table.raw:
        form = words(language, "code_form").get(table.name, "") if field.name == table.key else ""
        frame[field.name], wrong = _typed(field, frame[field.name], language, form)
        if field.unless:
            wrong = wrong.mask((raw[field.name] == "") & (raw[field.unless] != ""), "")
        problems = _join(problems, wrong)
    derive = _DERIVED.get(table.name)
    if derive:
        frame, wrong = derive(frame, source, language)
        problems = _join(problems, wrong)
    frame["problem"] = problems
    return with_all_columns(table, frame)


def with_all_columns(table: TableSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """A table with the columns of its ``clean``, in order; those it lacks have no cells.

    They are computed later, from several tables; or the table was published before there was the column.
    """
    lacking = {field.name: _empty(field, frame.index) for field in table.fields if field.name not in frame}
    return frame.assign(**lacking)[[field.name for field in table.clean]]


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


def _typed(field: Field, cells: Texts, language: str, form: str) -> tuple[Texts, Texts]:
    """One column typed, and per row a message about its cell, or ``""``; ``form`` is that of its codes."""
    labels = words(language, "problem")
    wrong = pd.Series([""] * len(cells), index=cells.index, dtype="str")
    if field.required:
        wrong = wrong.mask(cells == "", _empty_cell(field, labels, form))
    if field.allowed:
        bad = (cells != "") & ~_are_allowed(cells, field)
        allowed = _allowed(field, words(language, "code"))
        wrong = _with_messages(wrong, bad, cells, labels["allowed"].replace("{allowed}", allowed), field)
    if field.dtype == "Int64":
        whole = cells.str.fullmatch("[0-9]{1,15}")
        wrong = _with_messages(wrong, (cells != "") & ~whole, cells, labels["not_whole"], field)
        return pd.to_numeric(cells.where(whole, None)).astype("Int64"), wrong
    if field.dtype == "bool":
        word = cells.str.casefold()
        wrong = _with_messages(wrong, ~word.isin(_YES | _NO), cells, labels["not_yes_no"], field)
        return word.isin(_YES), wrong
    if field.dtype == "date":
        parsed = {cell: _date(cell) for cell in cells.unique()}
        days = cells.map(parsed)
        wrong = _with_messages(wrong, (cells != "") & days.isna(), cells, labels["not_date"], field)
        return pd.to_datetime(days).astype("datetime64[us]"), wrong
    if field.dtype == "codes":
        return _separated(cells), wrong
    return cells, wrong


def _separated(cells: Texts) -> Texts:
    return cells.str.replace(rf"\s*[{SEPARATOR},]\s*", SEPARATOR, regex=True)


def _are_allowed(cells: Texts, field: Field) -> Texts:
    if field.dtype != "codes":
        return cells.isin(field.allowed)
    return _separated(cells).map(lambda cell: set(cell.split(SEPARATOR)) <= set(field.allowed)).astype("bool")


def _allowed(field: Field, names: Mapping[str, str]) -> str:
    """The codes a cell may hold, each with what it is called."""
    called = {code: names.get(code, code) for code in field.allowed}
    return ", ".join(code if name == code else f"{code} ({name})" for code, name in called.items())


def _empty_cell(field: Field, labels: Mapping[str, str], form: str) -> str:
    word = "empty_code" if form else "empty"
    return labels[word].format(column=field.name, form=form)


def _with_messages(wrong: Texts, bad: Texts, cells: Texts, template: str, field: Field) -> Texts:
    """The messages ``wrong`` with one more for each of the bad cells."""
    if not bad.any():
        return wrong
    messages = [template.format(column=field.name, cell=cell) for cell in cells[bad]]
    return wrong.mask(bad, pd.Series(messages, index=cells.index[bad], dtype="str"))


def _date(cell: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(parse_date(cell))
    except QuantityError:
        return None


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


def _empty(field: Field, index: pd.Index) -> Texts:
    dtype = _DTYPES[field.dtype]
    return pd.Series([""] * len(index) if dtype == "str" else [None] * len(index), index=index, dtype=dtype)


def _join(problems: Texts, more: Texts) -> Texts:
    is_more = more != ""
    if not is_more.any():
        return problems
    both = (problems != "") & is_more
    return (problems + both.map({True: "; ", False: ""}) + more).astype("str")


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
