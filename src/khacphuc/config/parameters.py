"""The parameters of a run, ``params/<run>.yml``, as frozen models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from khacphuc.config.parameter_values import (
    A_DATE,
    A_LINE,
    A_LINE_OR_NOTHING,
    BlankText,
    DateText,
    NumberText,
    OneLine,
    each_once,
    id_or_empty,
    read_truth,
    read_whole_number,
)
from khacphuc.config.schedule_parameters import EventParameters  # noqa: TC001 - pydantic reads it
from khacphuc.config.yaml_models import Model, load_model
from khacphuc.errors import UsageError
from khacphuc.locale import HOUSE, LANGUAGES, TOOL, Language
from khacphuc.project.layout import RUN_ID

if TYPE_CHECKING:
    from pathlib import Path


TO_FILL_IN: Final = "[…]"
"""Stands in the parameters of a new run where nobody could know better; a final report has none."""


class IssuerParameters(Model):
    """Who issues the report, as its heading prints it."""

    superior: BlankText = Field(description=A_LINE_OR_NOTHING)
    body: OneLine = Field(description=A_LINE)
    symbol: OneLine = Field(description="the symbol of the document, such as BC/TĐTN-VP")
    place: OneLine = Field(description=A_LINE)


class DocumentParameters(Model):
    """Number and date of the document; empty where they are not known yet."""

    number: NumberText = Field(description='the number of the document, or ""')
    date: DateText = Field(description=A_DATE)


class SignatoryParameters(Model):
    """Who signs, and in whose name."""

    authority: OneLine = Field(description=A_LINE)
    office: OneLine = Field(description=A_LINE)
    name: OneLine = Field(description=A_LINE)


class RunParameters(Model):
    """What one report needs to know besides its figures and its prose."""

    year: Annotated[int, BeforeValidator(read_whole_number), Field(ge=1900, le=2999)] = Field(
        description="a year, such as 2021, without quotes"
    )
    office: Annotated[NumberText, AfterValidator(id_or_empty)] = Field(
        default="",
        description="the name of a folder in data/raw/reference, such as tay-ninh; "
        "leave it out where there is one",
    )
    status: Literal["draft", "final", "reconstruction"] = Field(description="draft, final or reconstruction")
    language: Language = Field(description=" or ".join(LANGUAGES))
    forms_language: Language = Field(default=HOUSE, description=" or ".join(LANGUAGES))
    profile: Annotated[OneLine, Field(pattern=rf"^{RUN_ID.pattern}$")] = Field(
        description="the name of a profile: small letters, digits and hyphens, such as youth-union"
    )
    title: OneLine = Field(description="one line of text, not empty (over several lines after >-)")
    issuer: IssuerParameters = Field(description="the keys superior, body, symbol and place")
    document: DocumentParameters = Field(description="the keys number and date")
    signatory: SignatoryParameters = Field(description="the keys authority, office and name")
    second_signatory: SignatoryParameters | None = Field(
        default=None, description="the keys authority, office and name; leave it out where one signs"
    )
    recipients: Annotated[tuple[OneLine, ...], Field(min_length=1, max_length=30)] = Field(
        description="a list of 1 to 30 lines of text, each after a hyphen"
    )
    previous: Annotated[NumberText, AfterValidator(id_or_empty)] = Field(
        description='the id of a run, such as 2020, or ""'
    )
    due: DateText = Field(description=A_DATE)
    annexes: Annotated[tuple[Literal["figures", "method"], ...], AfterValidator(each_once)] = Field(
        description="a list of figures and method, each at most once; [] for none"
    )
    synthetic: Annotated[bool, BeforeValidator(read_truth)] = Field(
        default=False,
        description="true where the figures are invented, so that every page says so; else leave it out",
    )
    signoffs: Annotated[tuple[OneLine, ...], AfterValidator(each_once)] = Field(
        default=(),
        description="a list of roles, each once; leave it out where nobody is to sign off",
    )
    rating_roles: Annotated[tuple[OneLine, ...], AfterValidator(each_once)] = Field(
        default=(),
        description="a list of the offices that are rated each month, each once and without names; leave it "
        "out where none is",
    )
    keep: Annotated[int, BeforeValidator(read_whole_number), Field(ge=1, le=99)] = Field(
        default=2, description="a number from 1 to 99; leave it out for the published one and one before it"
    )
    schedule: tuple[EventParameters, ...] = Field(
        default=(),
        description="a list of events, each with the key event; leave it out where none is planned",
    )
    names: tuple[OneLine, ...] = Field(
        default=(), description="a list of names that hold a number, such as Đội 14; [] for none"
    )


def load_parameters(path: Path, *, filename: str = "") -> RunParameters:
    """Read and check the parameters of a run.

    Args:
        path: the file; its name is the id of the run.
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
