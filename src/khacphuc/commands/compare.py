"""The command ``khacphuc compare``: years of an office side by side, or offices in one year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.commands.front_page import refresh_after_runs
from khacphuc.commands.run import print_outcome, run_progress
from khacphuc.config.parameters import load_parameters
from khacphuc.errors import UsageError
from khacphuc.project.comparisons import Comparison, run_comparison_of
from khacphuc.project.offices import find_office
from khacphuc.project.published_parameters import check_published_parameters
from khacphuc.project.runs import check_run, existing_runs, runs_near
from khacphuc.run.run_one import make_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.config.parameters import RunParameters
    from khacphuc.project.layout import Layout
    from khacphuc.run.outcome import Options


def compare_runs(layout: Layout, runs: Sequence[str], options: Options, *, offices: bool = False) -> int:
    """Make and publish a comparison, unless nothing has changed since.

    Args:
        layout: the project.
        runs: two or more, in any order.
        options: how it is to be made.
        offices: whether the runs are of several offices.

    Returns:
        The exit code: 0 if it is published.

    Raises:
        UsageError: runs cannot be compared: fewer than two, real and synthetic ones, one that is not
            published or whose parameters were edited since, of other offices than ``offices`` says, or
            two of one office and one year.
    """
    names = list(dict.fromkeys(map(check_run, runs)))
    if len(names) < 2:  # noqa: PLR2004 - two are compared
        raise UsageError("there is one run", expected="two or more, such as khacphuc compare 2021 2022")
    parameters = {name: _parameters(layout, name) for name in names}
    ordered = sorted(names, key=lambda name: (parameters[name].year, name))
    _check_alike(layout, parameters, offices=offices)
    comparison = Comparison(ordered[-1], tuple(ordered[:-1]))
    if run_comparison_of(comparison.id) != comparison:
        raise UsageError(f"{comparison.id!r} cannot be the name of a comparison", remedy="rename the runs")
    for name in comparison.others:
        check_published_parameters(layout, name)
    outcome = make_run(layout, comparison.id, options, progress=run_progress())
    print_outcome(outcome)
    refresh_after_runs(layout, [outcome])
    return outcome.exit_code


def _parameters(layout: Layout, run: str) -> RunParameters:
    known = existing_runs(layout)
    if run not in known:
        raise UsageError(f"there is no run {run}", remedy=runs_near(run, known))
    file = layout.parameters(run)
    return load_parameters(file, filename=layout.relative(file))


def _check_alike(layout: Layout, parameters: dict[str, RunParameters], *, offices: bool) -> None:
    """Check that the runs may stand side by side."""
    if len({of_run.synthetic for of_run in parameters.values()}) > 1:
        raise UsageError(
            "real and synthetic years are not compared", expected="runs that are all real, or all synthetic"
        )
    of = {run: find_office(layout, run, of_run.office) for run, of_run in parameters.items()}
    several = len(set(of.values())) > 1
    first: dict[tuple[str, int], str] = {}
    for run, office in of.items():
        if (other := first.setdefault((office, parameters[run].year), run)) != run:
            raise UsageError(
                f"{other} and {run} are of one office and one year",
                expected="one run of an office a year",
                remedy=f"khacphuc history {run} tells what differs between versions of a run",
            )
    if several and not offices:
        listed = ", ".join(f"{run} ({office or '-'})" for run, office in of.items())
        raise UsageError(
            f"the runs are of several offices: {listed}",
            expected="runs of one office",
            remedy="add --offices for a page of offices",
        )
    if offices and not several:
        raise UsageError(
            "the runs are of one office", expected="runs of several", remedy="leave --offices out"
        )
