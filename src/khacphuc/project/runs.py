"""The runs a project has: every ``params/<run>.yml`` is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.errors import ParameterError, UsageError
from khacphuc.project.comparisons import run_comparison_of
from khacphuc.project.layout import RUN_ID, check_run_id
from khacphuc.project.papers import is_paper, run_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.project.layout import Layout

NO_RUN: Final = "there is no run yet; khacphuc new RUN --office ID begins one"


def existing_runs(layout: Layout) -> tuple[str, ...]:
    """The ids of the runs there are, sorted."""
    names = (file.stem for file in (layout.root / "params").glob("*.yml"))
    return tuple(sorted(name for name in names if RUN_ID.fullmatch(name) and not is_paper(name)))


def check_run(run: object) -> str:
    """The id of a run as text, where a board paper or a comparison will not do.

    Raises:
        ParameterError: the id is not one.
        UsageError: it is that of one.
    """
    text = check_run_id(run)
    if is_paper(text):
        what = "a comparison" if run_comparison_of(text) else "a board paper"
        raise UsageError(f"{text} is {what}", expected=f"a run, such as {run_of(text)}")
    return text


def runs_near(run: str, known: Iterable[str]) -> str:
    """Which runs may be meant by an id there is none of: those that look like it, else all there are.

    >>> runs_near("2012", ["2021"]), runs_near("2021", ["demo"])
    ('did you mean run 2021?', 'the runs there are: demo')
    """
    import difflib  # noqa: PLC0415 - most names are right

    ids = sorted(known)
    # ids are short: 2012 for 2021 has a ratio of 0.75, and 0.5 still finds two wrong digits of four
    if near := difflib.get_close_matches(run, ids, n=3, cutoff=0.5):
        return f"did you mean run {' or '.join(near)}?"
    return f"the runs there are: {', '.join(ids)}" if ids else NO_RUN


def check_notebook_run(layout: Layout, run: str) -> None:
    """Check that the run a notebook names is one of the project: notebooks are delivered with one of ours.

    Raises:
        ParameterError: there is no such run; it says which there are, and what to enter.
    """
    file, known = layout.parameters(run), existing_runs(layout)
    if file.exists():
        return
    enter = f'enter run = "{known[0]}" in the first code cell of the notebook' if len(known) == 1 else ""
    several = f"enter one in the first code cell of the notebook: the runs there are: {', '.join(known)}"
    raise ParameterError(
        f"no such file, so no run {run}",
        place=layout.relative(file),
        remedy=enter or (several if known else NO_RUN),
    )
