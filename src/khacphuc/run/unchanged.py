"""A run that would make what is published again is not made. Light: this decides how long nothing takes."""

from __future__ import annotations

from khacphuc.errors import SourceError
from khacphuc.paths import Layout, check_run_id
from khacphuc.run.differences import since_published
from khacphuc.run.manifest import NAME, read_manifest
from khacphuc.run.outcome import Outcome


def unchanged(layout: Layout, run: object) -> Outcome | tuple[str, ...]:
    """How a run ends that is not made, or why it must be made.

    Args:
        layout: the project.
        run: the run.

    Returns:
        The outcome, if inputs, package, versions and published files are those on record; else what
        differs, a few words each.

    Raises:
        ParameterError: the id of the run is not one.
    """
    run = check_run_id(run)
    why = since_published(layout, run)
    if why:
        return why
    folder = layout.published_report(run)
    try:
        record = read_manifest(folder / NAME)
    except SourceError:  # another process publishes right now
        return ("its record is being replaced",)
    return Outcome(run, "unchanged", 0, folder, record.findings, record.verdicts)
