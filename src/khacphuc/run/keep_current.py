"""Keeps what is published as a version, with what it was made of, before anything replaces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.errors import KhacphucError, UsageError
from khacphuc.history.publication import DRAFT, is_held, keep_published
from khacphuc.locale import words
from khacphuc.project.disk_errors import explained
from khacphuc.project.files import read_bytes, write_bytes
from khacphuc.project.papers import run_of
from khacphuc.run.builds import current_id, drop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khacphuc.config.parameters import RunParameters
    from khacphuc.project.layout import Layout

_INPUTS = "inputs"


def leave_inputs(layout: Layout, build: Path, parameters: RunParameters, inputs: Iterable[str]) -> None:
    """Leave what a run was made of in its build until it is kept as a version: it may be edited before."""
    if parameters.status == DRAFT:
        return
    for name in inputs:
        if (layout.root / name).is_file():
            write_bytes(build / _INPUTS / name, read_bytes(layout.root / name))


def keep_current(layout: Layout, run: str) -> None:
    """Keep what is published as a version, with the parameters and files it was made of.

    Raises:
        KhacphucError: as ``keep_published``.
        OSError: the folder cannot be written.
    """
    # imported here: slow, and a run that has not changed needs nothing of it
    from khacphuc.config.parameters import load_parameters  # noqa: PLC0415

    copy = layout.runs(run) / current_id(layout, run) / _INPUTS
    inputs = copy if copy.is_dir() else layout.root
    file = inputs / layout.relative(layout.parameters(run_of(run)))
    keep_published(layout, run, load_parameters(file, filename=layout.relative(file)), inputs)
    drop(copy)


def keep_or_explain(layout: Layout, run: str, language: str) -> str:
    """Keep what is published as a version; why that could not be done, in one line.

    It is published by then, and kept when it is run again.
    """
    try:
        with explained(layout, layout.history(run)):
            keep_current(layout, run)
    except KhacphucError as error:
        return words(language, "terminal")["not_kept"].format(error=error)
    return ""


def keep_replaced(layout: Layout, run: str) -> None:
    """Keep what is published, where a full disk or a kill was in the way when it was published.

    Raises:
        UsageError: that cannot be done.
    """
    if is_held(layout, run):
        return
    try:
        with explained(layout, layout.history(run)):
            keep_current(layout, run)
    except KhacphucError as error:
        raise UsageError(
            f"what is published is no version in history/ yet, so it is not replaced: {error}",
            place=layout.published_report(run).relative_to(layout.root).as_posix(),
            remedy="mend that and run again; to give up what is published, move its folder away",
        ) from error
