"""Checks what a run needs before a kernel starts: mistakes show in a second, not after a minute of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.config.parameters import TO_FILL_IN, RunParameters, load_parameters
from khacphuc.errors import ParameterError, SourceError, UsageError
from khacphuc.project.board_papers import board_paper_of
from khacphuc.project.files import check_file, read_text
from khacphuc.project.layout import Layout, check_run_id
from khacphuc.project.offices import find_office
from khacphuc.project.papers import run_of
from khacphuc.project.runs import existing_runs, runs_near
from khacphuc.project.selection import Selection
from khacphuc.render import profiles
from khacphuc.run.hashing import input_files
from khacphuc.run.stages import stages_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class NoDraftError(UsageError):
    """Only a draft was to be made, and it is none by now."""


def check_draft(layout: Layout, run: str, parameters: RunParameters) -> None:
    """See that a run is a draft: as its parameters were read, and as they are now.

    Raises:
        NoDraftError: it is none.
    """
    file = layout.parameters(run)
    status = load_parameters(file, filename=layout.relative(file)).status
    if {parameters.status, status} != {"draft"}:
        raise NoDraftError(
            f"its status is {status}, and only a draft was to be made",
            place=layout.relative(file),
            remedy=f"khacphuc run {run} publishes it",
        )


def check_preconditions(layout: Layout, run: object) -> RunParameters:
    """The parameters of a run, after everything was checked that needs no kernel.

    Raises:
        ParameterError: the id is not one, there is no such run or office, or its parameters or its prose
            are wrong.
        SourceError: the run has no raw tables, or one of its files is a link out of the project, a pipe or
            a device.
        UsageError: notebooks, expectations or the policy are missing.
    """
    run = check_run_id(run)
    file = layout.parameters(run)
    if _is_missing(file):
        near = runs_near(run_of(run), existing_runs(layout))
        raise ParameterError("no such file", place=layout.relative(file), remedy=near)
    parameters = load_parameters(file, filename=layout.relative(file))
    if parameters.previous and _is_missing(layout.parameters(parameters.previous)):
        near = runs_near(parameters.previous, set(existing_runs(layout)) - {run})
        raise ParameterError(
            f'the key "previous" names run {parameters.previous}', place=layout.relative(file), remedy=near
        )
    if parameters.previous == run:
        raise ParameterError('the key "previous" names the run itself', place=layout.relative(file))
    _check_month(run, parameters)
    _check_previous_office(layout, run, parameters)
    _check_form(parameters, layout.relative(file))
    _check_filled_in(parameters, layout.relative(file))
    if _is_missing(layout.prose(run)):
        raise ParameterError(
            f"no such file; it is the prose of run {run}", place=layout.relative(layout.prose(run))
        )
    if not _holds_files(layout.raw(run)):
        raise SourceError(
            "no such folder, or an empty one",
            place=layout.relative(layout.raw(run)),
            remedy=f"put the raw tables of run {run} there",
        )
    _check_shared(layout, run)
    for file in input_files(layout, run, selection_of(layout, run, parameters)):
        check_file(file, filename=layout.relative(file))
    _check_prose(layout.prose(run), layout.relative(layout.prose(run)), parameters)
    return parameters


def selection_of(layout: Layout, run: str, parameters: RunParameters) -> Selection:
    """Whose tables a run reads besides its own.

    Raises:
        ParameterError: there is no such office, or several and none is named.
    """
    return Selection(parameters.previous, find_office(layout, run, parameters.office))


def _check_shared(layout: Layout, run: str) -> None:
    """Check that the notebooks of a run, expectations and the policy, which runs share, are there."""
    for stage in stages_of(layout, run):
        if _is_missing(stage.notebook(layout)):
            place = layout.relative(stage.notebook(layout))
            raise UsageError("no such notebook", place=place, remedy="restore it")
    if not _holds_files(layout.expectations):
        raise UsageError(
            "no such folder, or an empty one",
            place=layout.relative(layout.expectations),
            remedy="restore it",
        )
    if _is_missing(layout.policy):
        raise ParameterError(
            "no such file; it is the policy of assessment", place=layout.relative(layout.policy)
        )


def _check_month(run: str, parameters: RunParameters) -> None:
    """Check that a board paper is about a month of the run's year."""
    paper = board_paper_of(run)
    if paper and paper.year != parameters.year:
        months = f"a month of {parameters.year}, such as {parameters.year}-03"
        raise UsageError(f"run {paper.run} is not about {paper.month}", expected=months)


def _check_previous_office(layout: Layout, run: str, parameters: RunParameters) -> None:
    """Check that the run of the year before is one of the same office: figures are compared with its."""
    if not parameters.previous:
        return
    try:
        other = load_parameters(layout.parameters(parameters.previous)).office
    except ParameterError:  # it may be old: its tables are all that is read of it
        return
    office = find_office(layout, run, parameters.office)
    if other not in {"", office}:
        raise ParameterError(
            f'the key "previous" names run {parameters.previous}, of the office {other}',
            place=layout.relative(layout.parameters(run)),
            expected=f"a run of the office {office}",
        )


def _check_form(parameters: RunParameters, filename: str) -> None:
    """Check that the profile exists, and that the signatories' authority is written as its form requires."""
    try:
        profile = profiles.load(parameters.profile)
    except ParameterError as error:
        raise error.at(f'{filename}: the key "profile"') from error
    named = {"signatory": parameters.signatory, "second_signatory": parameters.second_signatory}
    for key, signatory in named.items():
        typed, expected = profile.on_behalf_for(signatory.authority) if signatory else ("", "")
        if typed != expected:
            raise ParameterError(
                f'the key "{key}.authority" begins with "{typed}"; '
                f'the form {parameters.profile} writes "{expected}"',
                place=filename,
            )


def _check_filled_in(parameters: RunParameters, filename: str) -> None:
    """Check that a final report is signed by somebody: only a draft may lack what was to be filled in."""
    lacking = [key for key, text in _texts(parameters.model_dump()) if TO_FILL_IN in text]
    if parameters.status == "final" and lacking:
        raise ParameterError(
            f'the key "{lacking[0]}" is still to be filled in ({TO_FILL_IN})',
            place=filename,
            remedy="write it; only a draft may lack it",
        )


def _texts(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of nested keys, with its key: ``issuer.place``."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str):
        yield key, value


def _check_prose(file: Path, filename: str, parameters: RunParameters) -> None:
    # imported here: what reads tables is slow to import, and kernels warm up meanwhile
    from khacphuc.report.prose.mistakes import refuse_mistakes  # noqa: PLC0415

    prose = read_text(file, filename=filename)
    refuse_mistakes(prose, filename=filename)
    lines = [number for number, line in enumerate(prose.splitlines(), start=1) if TO_FILL_IN in line]
    if parameters.status == "final" and lines:
        raise ParameterError(
            f"is still to be filled in ({TO_FILL_IN})",
            place=f"{filename}, line {lines[0]}",
            remedy="write it; only a draft may lack it",
        )


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(not entry.name.startswith(".") for entry in folder.iterdir())


def _is_missing(file: Path) -> bool:
    """Whether a file is not there; a pipe in its place is, and is refused when it is looked at."""
    return not file.exists() or file.is_dir()
