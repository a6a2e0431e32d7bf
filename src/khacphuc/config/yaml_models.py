"""YAML files, read without trust into frozen models; one error lists all the problems of a file.

Such a file is written by people, so each problem has its line, and the description of a field is what
messages say was expected. The file is data, and a small one: anchors, aliases and tags are refused, so
nothing in it can run, and nothing small in it can become large.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from khacphuc.config.yaml_tree import PlainScalar, Reading, Where, parse_tree
from khacphuc.errors import ParameterError, SourceError
from khacphuc.project.files import read_text
from khacphuc.text.characters import escape_unprintable

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

_LONGEST_QUOTE = 60  # characters of a value that a message quotes


class Model(BaseModel):
    """Base of what a YAML file may say: unknown keys are refused, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


ModelT = TypeVar("ModelT", bound=BaseModel)


def load_model(path: Path, model: type[ModelT], *, filename: str, as_written: bool = False) -> ModelT:
    """Read a YAML file as a model; its name without the ending is the ``name`` of the validation's context.

    Args:
        path: the file.
        model: what it should say.
        filename: how messages call the file.
        as_written: hand numbers, truth values and dates to the model as ``PlainScalar``, so that it may
            take ``03`` for text; else as what YAML 1.2 reads (dates as text).

    Raises:
        ParameterError: the file cannot be read, is not YAML, or does not say what it must; the message
            has one line for each problem.
    """
    text = read_model_text(path, filename=filename)
    return _parse_model(text, model, Reading(filename, as_written=as_written), path.stem)


def read_model_text(path: Path, *, filename: str) -> str:
    """Read the text of a YAML file.

    Args:
        path: the file.
        filename: how messages call the file.

    Raises:
        ParameterError: the file cannot be read.
    """
    try:
        return read_text(path, filename=filename)
    except SourceError as error:
        raise ParameterError(
            error.observed, place=error.place, expected=error.expected, remedy=error.remedy
        ) from error


def parse_model(text: str, model: type[ModelT], *, filename: str, after_line: int = 0) -> ModelT:
    """Read YAML text that stands in another file, after the line ``after_line`` of it.

    Raises:
        ParameterError: as ``load_model``.
    """
    return _parse_model(text, model, Reading(filename, after_line=after_line))


def _parse_model(text: str, model: type[ModelT], reading: Reading, name: str = "") -> ModelT:
    tree = parse_tree(text, reading)
    if not isinstance(tree, dict):
        what = "is empty" if tree is None else "has no keys"
        reading.complain(0, f"{what}; expected the keys {', '.join(_keys(model))}")
    if not tree or not isinstance(tree, dict):
        reading.raise_if_any()
    try:
        result = model.model_validate(tree, context={"name": name})
    except ValidationError as error:
        _explain(error.errors(include_url=False), model, reading)
        raise ParameterError(reading.message()) from error
    reading.raise_if_any()
    return result


def _explain(problems: list[ErrorDetails], model: type[BaseModel], reading: Reading) -> None:
    """Note what pydantic found, each problem in our words."""
    missing = {problem["loc"]: problem["msg"] for problem in problems if problem["type"] == "missing"}
    for problem in problems:
        where: Where = problem["loc"]
        key, line = _dotted(where), reading.line(where)
        if problem["type"] == "extra_forbidden":
            owner = _model(where[:-1], model)
            known = _keys(owner) if owner else []
            near = next(iter(difflib.get_close_matches(str(where[-1]), known, n=1)), "")
            hint = f'did you mean "{near}"?' if near else f"known are {', '.join(known)}"
            reading.complain(line, f'unknown key "{key}"; {hint}')
            missing.pop((*where[:-1], near), None)  # one slip of the finger is one problem
        elif problem["type"] != "missing":
            reason = str(problem["ctx"]["error"]) if problem["type"] == "value_error" else ""
            value = _described(problem["input"]) + (f" ({reason})" if reason else "")
            expected = _expected(where, model, problem["msg"])
            reading.complain(
                line, f'the key "{key}" is {value}; expected {expected}' if key else reason or value
            )
    for where, message in missing.items():
        problem_text = f'the key "{_dotted(where)}" is missing; expected {_expected(where, model, message)}'
        reading.complain(reading.line(where[:-1]), problem_text)


def _fields(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """The fields of a model by the keys a file gives them."""
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def _keys(model: type[BaseModel]) -> list[str]:
    return list(_fields(model))


def _model(where: Where, model: type[BaseModel]) -> type[BaseModel] | None:
    """The model of the mapping at a place, through lists and optional values; None if there is none."""
    around: type[BaseModel] | None = model
    for part in where:
        if isinstance(part, int):
            continue
        named = _fields(around)
        around = inner_model(named[part].annotation) if part in named else None
    return around


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model a field takes, through lists and optional values; None if it takes none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, (inner_model(inner) for inner in get_args(annotation))), None)


def _expected(where: Where, model: type[BaseModel], message: str) -> str:
    names = [part for part in where if isinstance(part, str)]
    owner = _model(tuple(names[:-1]), model) if names else None
    fields = _fields(owner)
    described = fields[names[-1]].description if names and names[-1] in fields else ""
    return described or message


def _described(value: Any) -> str:
    if isinstance(value, PlainScalar):
        return f"{value.kind} {value.text}"
    if isinstance(value, dict):
        return "a mapping of keys and values"
    if isinstance(value, list):
        return f"a list of {len(value)} items"
    return f'"{escape_unprintable(str(value)[:_LONGEST_QUOTE])}"' if value not in (None, "") else "empty"


def _dotted(where: Where) -> str:
    return escape_unprintable(".".join(str(part + 1) if isinstance(part, int) else part for part in where))
