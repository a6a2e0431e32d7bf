"""The events of a run, ``schedule:`` in its parameters: what is done on which days, and what if it fails."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from khacphuc.config.parameter_values import (
    A_DATE,
    BlankText,
    DateText,
    NumberText,
    OneLine,
    id_or_empty,
    read_whole_number,
)
from khacphuc.config.yaml_models import Model
from khacphuc.text.dates import parse_date

EventKind = Literal["open", "remind", "gather", "draft", "escalate"]
"""``open``: begin the run of the next year; ``remind``: a notice of what is awaited; ``gather``: take in the
forms of a folder; ``draft``: make the run; ``escalate``: a notice to the second list."""
Recurrence = Literal["", "day", "week", "month"]
HOME_ZONE: Final = "Asia/Ho_Chi_Minh"
_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_TARGETS: Final = {"open": "run", "gather": "inbox"}
"""The key that only one kind of event has, and which it must have."""
_A_MINUTE_COUNT: Final = "a number of minutes from 1 to 1440"


def _time(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise ValueError
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # a folder of zones is an OSError
        raise ValueError("there is no such zone") from error
    return text


def _folder(text: str) -> str:
    if text.startswith(("/", "\\", "~")) or ".." in re.split(r"[/\\]", text) or ":" in text:
        raise ValueError("it leads out of the project")
    return text


def _another(text: str, info: ValidationInfo) -> str:
    if text and text == (info.context or {}).get("name"):
        raise ValueError("it is the run of this file, and open begins another")
    return text


_Minutes = Annotated[int, BeforeValidator(read_whole_number), Field(ge=1, le=1440)]


class EventParameters(Model):
    """An event: what is done, when, and what if it fails or nobody was there to do it."""

    event: EventKind = Field(description="open, remind, gather, draft or escalate")
    on: DateText = Field(default="", description=A_DATE)
    every: Recurrence = Field(default="", description="day, week or month; leave it out for once")
    until: DateText = Field(default="", description=A_DATE)
    days_before: Annotated[int, BeforeValidator(read_whole_number), Field(ge=0, le=366)] | None = Field(
        default=None,
        description="a number of days from 0 to 366, for remind; leave it out where on says the day",
    )
    at: Annotated[OneLine, AfterValidator(_time)] = Field(
        default="07:00", description="an hour such as 07:00, from 00:00 to 23:59"
    )
    zone: Annotated[OneLine, AfterValidator(_zone)] = Field(
        default=HOME_ZONE, description="the name of a time zone, such as Asia/Ho_Chi_Minh"
    )
    limit: _Minutes = Field(default=60, description=_A_MINUTE_COUNT)
    retries: Annotated[int, BeforeValidator(read_whole_number), Field(ge=0, le=10)] = Field(
        default=2, description="a number from 0 to 10"
    )
    backoff: _Minutes = Field(default=10, description=_A_MINUTE_COUNT)
    catch_up: Literal["once", "none"] = Field(default="once", description="once or none")
    run: Annotated[NumberText, AfterValidator(id_or_empty), AfterValidator(_another)] = Field(
        default="", description="the id of a run, such as 2022, for open; else leave it out"
    )
    inbox: Annotated[BlankText, AfterValidator(_folder)] = Field(
        default="",
        description="a folder below that of the project, such as inbox/2021, for gather; else leave it out",
    )

    @property
    def key(self) -> str:
        """What the record of events calls it: its kind, and what only it is about.

        >>> EventParameters(event="gather", on="01/3/2021", inbox="inbox/2021").key
        'gather inbox/2021'
        """
        return " ".join(filter(None, (self.event, self.run or self.inbox)))

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        """Refuse keys that contradict each other."""
        if bool(self.on) == (self.days_before is not None):
            raise ValueError('it has "on" or, for remind, "days_before"; not both, and not neither')
        if self.days_before is not None and self.event != "remind":
            raise ValueError('only remind has "days_before"')
        if bool(self.every) != bool(self.until):
            raise ValueError('"every" and "until" go together')
        if self.every and not self.on:
            raise ValueError('"every" goes on from the day in "on"')
        if self.until and parse_date(self.until) < parse_date(self.on):
            raise ValueError('"until" is before "on"')
        for kind, name in _TARGETS.items():
            if bool(getattr(self, name)) != (self.event == kind):
                raise ValueError(f'{kind} needs the key "{name}", and nothing else has it')
        return self
