"""What a form says about a column: made of its declaration, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.locale import words
from khacphuc.schema.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khacphuc.schema.tables import Field, TableSchema

_TYPED_AS = {"Int64": "whole_number", "bool": "yes_no", "date": "date", "codes": "codes"}


def heading_note(
    table: TableSchema, field: Field, language: str, *, example: str = "", classes: Mapping[str, str]
) -> str:
    """The note at the heading of a column, a line each: what it holds, whether it must, and how it is typed.

    Args:
        table: whose column it is.
        field: the column.
        language: of the note.
        example: how a cell of it is typed.
        classes: how each class is printed.
    """
    labels = words(language, "form")
    names = {**words(language, "code"), **classes}
    lines = [f"{words(language, 'column')[field.name]} ({field.name})"]
    lines += _lines(table, field, labels, words(language, "table"), words(language, "code_form"))
    if field.allowed:
        lines.append(labels["only"].format(values="; ".join(_named(value, names) for value in field.allowed)))
    if example:
        lines.append(labels["example"].format(text=example))
    return "\n".join(lines)


def _lines(
    table: TableSchema,
    field: Field,
    labels: Mapping[str, str],
    tables: Mapping[str, str],
    forms: Mapping[str, str],
) -> Iterator[str]:
    yield labels["required" if field.required else "optional"]
    if field.name == table.key and table.name != "declared":
        yield labels["unique"]
    if (field.name == table.key or field.reference) and field.dtype == "str":
        named = field.reference or (table.name,)
        yield from (labels["code"].format(form=forms[name]) for name in named if name in forms)
    if field.dtype in _TYPED_AS:
        yield labels[_TYPED_AS[field.dtype]]
    elif field.quantity:
        yield labels["as_printed"]
    if field.reference:
        yield labels["refers"].format(
            tables=labels["or"].join(f"{tables[name]} ({name})" for name in field.reference if name in TABLES)
        )


def _named(value: str, names: Mapping[str, str]) -> str:
    """An allowed value with what it means, where a code does not say it."""
    return f"{value} ({names[value]})" if value in names else value
