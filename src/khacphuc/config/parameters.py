"""The parameters of a run, ``params/<run>.yml``, as frozen models."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from khacphuc.config.yaml_models import Model, load_model
from khacphuc.config.yaml_tree import PlainScalar
from khacphuc.errors import QuantityError, UsageError
from khacphuc.locale import HOUSE, LANGUAGES, TOOL, Language
from khacphuc.project.layout import RUN_ID
from khacphuc.text.characters import first_invisible
from khacphuc.text.typeface import typeset

if TYPE_CHECKING:
    from pathlib import Path


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text).strip()
    if character := first_invisible(text):
        raise ValueError(f"holds the character U+{ord(character):04X}")
    return typeset(text)


def _blank_as_text(value: object) -> object:
    return "" if value is None else value


def _number_as_text(value: object) -> object:
    # "number: 12" and "previous: 2020" are what people write
    if isinstance(value, PlainScalar) and value.is_number:
        return value.text
    return _blank_as_text(value)


def _whole_number(value: object) -> object:
    if isinstance(value, PlainScalar) and value.text.isdecimal():
        return int(value.text)
    raise ValueError


def _truth(value: object) -> object:
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


def _id_or_empty(text: str) -> str:
    if text and not RUN_ID.fullmatch(text):
        raise ValueError
    return text


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError
    return values


TO_FILL_IN: Final = "[…]"
"""Stands in the parameters of a new run where nobody could know better; a final report has none."""

_Text = Annotated[str, AfterValidator(_clean)]
_Line = Annotated[_Text, Field(min_length=1)]
_Blank = Annotated[_Text, BeforeValidator(_blank_as_text)]
_Number = Annotated[_Text, BeforeValidator(_number_as_text)]
_Date = Annotated[_Text, BeforeValidator(_blank_as_text), AfterValidator(_date)]
_A_LINE = "one line of text, not empty"
_A_LINE_OR_NOTHING = 'one line of text, or ""'
_A_DATE = 'a date such as 03/3/2021 (day/month/year), or ""'


class IssuerParameters(Model):
    """Who issues the report, as its heading prints it."""

    superior: _Blank = Field(description=_A_LINE_OR_NOTHING)
    body: _Line = Field(description=_A_LINE)
    symbol: _Line = Field(description="the symbol of the document, such as BC/TĐTN-VP")
    place: _Line = Field(description=_A_LINE)


class DocumentParameters(Model):
    """Number and date of the document; empty where they are not known yet."""

    number: _Number = Field(description='the number of the document, or ""')
    date: _Date = Field(description=_A_DATE)


class SignatoryParameters(Model):
    """Who signs, and in whose name."""

    authority: _Line = Field(description=_A_LINE)
    office: _Line = Field(description=_A_LINE)
    name: _Line = Field(description=_A_LINE)


class RunParameters(Model):
    """What one report needs to know besides its figures and its prose."""

    year: Annotated[int, BeforeValidator(_whole_number), Field(ge=1900, le=2999)] = Field(
        description="a year, such as 2021, without quotes"
    )
    office: Annotated[_Number, AfterValidator(_id_or_empty)] = Field(
        default="",
        description="the name of a folder in data/raw/reference, such as tay-ninh; "
        "leave it out where there is one",
    )
    status: Literal["draft", "final", "reconstruction"] = Field(description="draft, final or reconstruction")
    language: Language = Field(description=" or ".join(LANGUAGES))
    forms_language: Language = Field(default=HOUSE, description=" or ".join(LANGUAGES))
    profile: Annotated[_Line, Field(pattern=rf"^{RUN_ID.pattern}$")] = Field(
        description="the name of a profile: small letters, digits and hyphens, such as youth-union"
    )
    title: _Line = Field(description="one line of text, not empty (over several lines after >-)")
    issuer: IssuerParameters = Field(description="the keys superior, body, symbol and place")
    document: DocumentParameters = Field(description="the keys number and date")
    signatory: SignatoryParameters = Field(description="the keys authority, office and name")
    second_signatory: SignatoryParameters | None = Field(
        default=None, description="the keys authority, office and name; leave it out where one signs"
    )
    recipients: Annotated[tuple[_Line, ...], Field(min_length=1, max_length=30)] = Field(
        description="a list of 1 to 30 lines of text, each after a hyphen"
    )
    previous: Annotated[_Number, AfterValidator(_id_or_empty)] = Field(
        description='the id of a run, such as 2020, or ""'
    )
    due: _Date = Field(description=_A_DATE)
    annexes: Annotated[tuple[Literal["figures", "method"], ...], AfterValidator(_each_once)] = Field(
        description="a list of figures and method, each at most once; [] for none"
    )
    synthetic: Annotated[bool, BeforeValidator(_truth)] = Field(
        default=False,
        description="true where the figures are invented, so that every page says so; else leave it out",
    )
    signoffs: Annotated[tuple[_Line, ...], AfterValidator(_each_once)] = Field(
        default=(),
        description="a list of roles, each once; leave it out where nobody is to sign off",
    )
    rating_roles: Annotated[tuple[_Line, ...], AfterValidator(_each_once)] = Field(
        default=(),
        description="a list of the offices that are rated each month, each once and without names; leave it "
        "out where none is",
    )
    keep: Annotated[int, BeforeValidator(_whole_number), Field(ge=1, le=99)] = Field(
        default=2, description="a number from 1 to 99; leave it out for the published one and one before it"
    )
    names: tuple[_Line, ...] = Field(
        default=(), description="a list of names that hold a number, such as Đội 14; [] for none"
    )


def load_parameters(path: Path, *, filename: str = "") -> RunParameters:
    """Read and check the parameters of a run.

    Args:
        path: the file.
        filename: how messages call it; by default the path as given.

    Raises:
        ParameterError: the file is not as it should be; the message has one line for each problem.
    """
    return load_model(path, RunParameters, filename=filename or str(path), as_written=True)


def language_of(path: Path) -> str:
    """The language a run is spoken of in: that of its parameters, ``TOOL`` where they cannot be read."""
    try:
        return load_parameters(path).language
    except UsageError:
        return TOOL
