"""``params/<run>.yml`` of a new run: every key there is, in order, each with a comment. Pure.

The keys are those of ``RunParameters``; what a comment says stands in the catalogue, group ``parameter``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from khacphuc.config.parameters import TO_FILL_IN, RunParameters
from khacphuc.config.yaml_models import inner_model
from khacphuc.locale import words
from khacphuc.text.dates import shifted_years, years_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from khacphuc.config.schedule_parameters import EventParameters
    from khacphuc.locale import Words

_YEAR: Final = re.compile(r"(?<![0-9])(?:19|2[0-9])[0-9]{2}(?![0-9])")
"""A year in the id of a run or the name of a folder: ``tay-ninh-2022``."""


def first_values(office: str, year: int, language: str) -> dict[str, Any]:
    """The parameters of a run that follows none; what nobody can know is to be filled in.

    Args:
        office: whose report it is.
        year: the year it is about.
        language: of the document.
    """
    labels = words(language, "new_run")
    return {
        "year": year,
        "office": office,
        "status": "draft",
        "language": language,
        "profile": "youth-union",
        "title": labels["title"].format(year=year),
        "issuer": {
            "superior": TO_FILL_IN,
            "body": labels["body"],
            "symbol": f"BC/{TO_FILL_IN}",
            "place": TO_FILL_IN,
        },
        "document": {"number": "", "date": ""},
        "signatory": {"authority": labels["authority"], "office": labels["office"], "name": TO_FILL_IN},
        "recipients": [TO_FILL_IN, labels["archive"]],
        "previous": "",
        "due": "",
        "annexes": ["figures"],
    }


def next_values(previous: RunParameters, previous_run: str, office: str, year: int) -> dict[str, Any]:
    """The parameters of a run that follows another: its own, a draft, without number and date of it."""
    values = previous.model_dump(exclude_none=True)
    return values | {
        "schedule": tuple(next_event(event, previous.year, year) for event in previous.schedule),
        "year": year,
        "office": office,
        "status": "draft",
        "title": shifted_years(previous.title, previous.year, year),
        "document": {"number": "", "date": ""},
        "previous": previous_run,
        "due": previous.due and years_later(previous.due, year - previous.year),
    }


def next_event(event: EventParameters, year: int, new_year: int) -> dict[str, Any]:
    """An event of the schedule of another year: so many years later, with what was not left to defaults."""
    values = event.model_dump(exclude_defaults=True)
    later = {name: years_later(values[name], new_year - year) for name in ("on", "until") if name in values}
    shifted = {
        name: _YEAR.sub(lambda match: str(int(match[0]) + new_year - year), values[name])
        for name in ("run", "inbox")
        if name in values
    }
    return values | later | shifted


def parameters_text(values: Mapping[str, Any], heading: str) -> str:
    """The text of the file.

    Args:
        values: by key; a key that is left out has its default, and one without any is commented out.
        heading: the first comment.
    """
    labels = words(str(values["language"]), "parameter")
    return "\n".join([f"# {heading}", *_lines(RunParameters, values, labels)]) + "\n"


def _lines(
    model: type[BaseModel], values: Mapping[str, Any], labels: Words, before: str = ""
) -> Iterator[str]:
    indent = "  " if before else ""
    for name, field in model.model_fields.items():
        inner = inner_model(field.annotation)
        is_left_out = name not in values and field.default is None
        sign = "# " if is_left_out else ""
        if not before:
            yield ""
        yield f"{indent}# {labels[f'{before}{name}']}"
        if inner and not isinstance(field.get_default(), tuple):
            yield f"{indent}{sign}{name}:"
            lines = _lines(
                inner, values.get(name) or dict.fromkeys(inner.model_fields, ""), labels, f"{name}_"
            )
            yield from (f"{sign}{line}" for line in lines)
        else:
            value = values.get(name, field.get_default())
            yield from (f"{indent}{line}" for line in _entry(name, value))


def _entry(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield f"{name}:" if value else f"{name}: []"
        for item in value:
            first, *others = _mapping(item) if isinstance(item, dict) else [_scalar(item)]
            yield f"  - {first}"
            yield from (f"    {line}" for line in others)
    else:
        yield f"{name}: {_scalar(value)}"


def _mapping(values: Mapping[str, Any]) -> list[str]:
    return [f"{name}: {_scalar(value)}" for name, value in values.items()]


def _scalar(value: Any) -> str:
    """A scalar as JSON and YAML both read it: text in double quotes."""
    return json.dumps(value, ensure_ascii=False)
