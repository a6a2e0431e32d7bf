"""What must stand before a kernel starts: a mistake is told in a second, not after a minute of work."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from khacphuc.config.parameters import RunParameters, load_parameters
from khacphuc.errors import ParameterError, SourceError, UsageError
from khacphuc.project.layout import Layout, check_run_id
from khacphuc.render import profiles
from khacphuc.run.stages import STAGES, existing_runs

if TYPE_CHECKING:
    from pathlib import Path


def check_preconditions(layout: Layout, run: object) -> RunParameters:
    """The parameters of a run, after everything was checked that needs no kernel.

    Raises:
        ParameterError: the id is not one, there is no such run, or its parameter file is wrong.
        SourceError: the run has no raw tables.
        UsageError: notebooks, expectations or the policy are missing.
    """
    run = check_run_id(run)
    file = layout.parameters(run)
    if not file.is_file():
        raise ParameterError(
            f"{layout.relative(file)}: no such file; {_runs_near(run, existing_runs(layout))}"
        )
    parameters = load_parameters(file, filename=layout.relative(file))
    if parameters.previous and not layout.parameters(parameters.previous).is_file():
        near = _runs_near(parameters.previous, tuple(set(existing_runs(layout)) - {run}))
        raise ParameterError(
            f'{layout.relative(file)}: the key "previous" names run {parameters.previous}; {near}'
        )
    if parameters.previous == run:
        raise ParameterError(f'{layout.relative(file)}: the key "previous" names the run itself')
    _check_form(parameters, layout.relative(file))
    if not layout.prose(run).is_file():
        raise ParameterError(
            f"{layout.relative(layout.prose(run))}: no such file; it is the prose of run {run}"
        )
    if not _holds_files(layout.raw(run)):
        raise SourceError(
            f"{layout.relative(layout.raw(run))}: no such folder, or an empty one; "
            f"put the raw tables of run {run} there"
        )
    for stage in STAGES:
        if not stage.notebook(layout).is_file():
            raise UsageError(f"{layout.relative(stage.notebook(layout))}: no such notebook; restore it")
    if not _holds_files(layout.expectations):
        raise UsageError(
            f"{layout.relative(layout.expectations)}: no such folder, or an empty one; restore it"
        )
    if not layout.policy.is_file():
        raise ParameterError(
            f"{layout.relative(layout.policy)}: no such file; it is the policy of assessment"
        )
    return parameters


def _check_form(parameters: RunParameters, shown: str) -> None:
    """See that the profile is one, and that who signs says so as its form asks."""
    try:
        profile = profiles.load(parameters.profile)
    except ParameterError as error:
        raise ParameterError(f'{shown}: the key "profile": {error}') from error
    named = {"signatory": parameters.signatory, "second_signatory": parameters.second_signatory}
    for key, signatory in named.items():
        typed, asked = profile.on_behalf_for(signatory.authority) if signatory else ("", "")
        if typed != asked:
            raise ParameterError(
                f'{shown}: the key "{key}.authority" begins with "{typed}"; '
                f'the form {parameters.profile} writes "{asked}"'
            )


def _runs_near(run: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(run, known, n=3, cutoff=0.5)
    if near:
        return f"did you mean run {' or '.join(near)}?"
    return f"the runs there are: {', '.join(sorted(known))}" if known else "there is no run yet"


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(not entry.name.startswith(".") for entry in folder.iterdir())
