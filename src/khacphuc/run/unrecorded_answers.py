"""Answers typed into a ``findings.xlsx`` and not recorded yet: the file is copied before it is made again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from khacphuc.errors import SourceError
from khacphuc.project.files import hash_file, read_bytes, write_bytes
from khacphuc.run.manifest import MANIFEST, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.project.layout import Layout

_LOG = logging.getLogger(__name__)
_NAME = "findings.xlsx"


def save_unrecorded(layout: Layout, run: str, places: tuple[Path, ...]) -> list[Path]:
    """Copy workbooks that hold answers nobody has recorded to ``.runs/<run>``, and say so.

    Args:
        layout: the project.
        run: the run.
        places: folders that are about to be replaced.

    Returns:
        The copies.
    """
    copies = []
    for place in places:
        file = place / _NAME
        if (
            file.is_file()
            and not _is_as_published(file)
            and _holds_news(layout, run, data := read_bytes(file))
        ):
            copy = _free(layout.runs(run))
            write_bytes(copy, data)
            copies.append(copy)
            _LOG.warning(
                "%s holds answers that are not recorded; they are kept in %s: khacphuc answer %s FILE",
                layout.relative(file),
                layout.relative(copy),
                run,
            )
    return copies


def _is_as_published(file: Path) -> bool:
    """Whether nobody has typed into a workbook since it was published; to read one is slow."""
    try:
        published = read_manifest(file.with_name(MANIFEST)).outputs.get(f"report/{_NAME}")
    except SourceError:
        return False
    return published == hash_file(file)


def _holds_news(layout: Layout, run: str, data: bytes) -> bool:
    # imported here: in most runs nobody has typed anything
    from khacphuc.data.xlsx.container import open_container  # noqa: PLC0415
    from khacphuc.review.answers import recorded_answers  # noqa: PLC0415
    from khacphuc.review.workbook_reader import read_answers  # noqa: PLC0415

    try:
        open_container(data, _NAME)
    except SourceError:
        return False
    try:
        filled = read_answers(data, filename=_NAME)
        known = recorded_answers(layout, run) if filled.answers else set()
    except SourceError:  # its headings were changed, or the table cannot be read
        return True
    return bool(filled.errors) or any(
        (answer.rule, answer.row_id, answer.decision, answer.uses, answer.reason, answer.role, answer.date)
        not in known
        for answer in filled.answers
    )


def _free(folder: Path) -> Path:
    number = 1
    while (file := folder / f"answers-not-recorded-{number}.xlsx").exists():
        number += 1
    return file
