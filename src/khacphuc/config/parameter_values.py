"""The kinds of values parameters have, as fields of their models: lines, dates, ids, whole numbers."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from khacphuc.config.yaml_tree import PlainScalar
from khacphuc.errors import QuantityError
from khacphuc.project.layout import RUN_ID
from khacphuc.text.characters import first_invisible
from khacphuc.text.typeface import typeset


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text).strip()
    if character := first_invisible(text):
        raise ValueError(f"holds the character U+{ord(character):04X}")
    return typeset(text)


def blank_as_text(value: object) -> object:
    """Nothing, as empty text."""
    return "" if value is None else value


def _number_as_text(value: object) -> object:
    # "number: 12" and "previous: 2020" are what people write
    if isinstance(value, PlainScalar) and value.is_number:
        return value.text
    return blank_as_text(value)


def read_whole_number(value: object) -> object:
    """A whole number, as people write it; without quotes."""
    if isinstance(value, PlainScalar) and value.text.isdecimal():
        return int(value.text)
    if isinstance(value, int):  # of a program: a file gives none
        return value
    raise ValueError


def read_truth(value: object) -> object:
    """``true`` or ``false``."""
    if isinstance(value, PlainScalar) and value.text.lower() in {"true", "false"}:
        return value.text.lower() == "true"
    raise ValueError


def _date(text: str) -> str:
    # imported here, so that what needs no date needs no grammar of quantities
    from khacphuc.text.dates import parse_date  # noqa: PLC0415

    if text:
        try:
            parse_date(text)
        except QuantityError as error:
            raise ValueError(str(error)) from error
    return text


def id_or_empty(text: str) -> str:
    """The id of a run or an office, or nothing."""
    if text and not RUN_ID.fullmatch(text):
        raise ValueError
    return text


def each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    """A list without repetitions."""
    if len(set(values)) < len(values):
        raise ValueError
    return values


AnyText = Annotated[str, AfterValidator(_clean)]
OneLine = Annotated[AnyText, Field(min_length=1)]
BlankText = Annotated[AnyText, BeforeValidator(blank_as_text)]
NumberText = Annotated[AnyText, BeforeValidator(_number_as_text)]
DateText = Annotated[AnyText, BeforeValidator(blank_as_text), AfterValidator(_date)]
A_LINE: Final = "one line of text, not empty"
A_LINE_OR_NOTHING: Final = 'one line of text, or ""'
A_DATE: Final = 'a date such as 03/3/2021 (day/month/year), or ""'
