"""The executed notebooks of a build as pages beside them, for reviewers who read code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from khacphuc.data.params import load_parameters
from khacphuc.paths import read_text, write_text
from khacphuc.run.plan import STAGES

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.paths import Layout


def write_pages(layout: Layout, run: str, build: Path) -> None:
    """Write a page beside each executed notebook of a build; the pages link to one another.

    Args:
        layout: the project.
        run: the run.
        build: its private folder, every stage executed and normalised.

    Raises:
        DocumentError: a notebook displays blocks that make no document.
    """
    from khacphuc.render import notebook  # noqa: PLC0415 - slow to import, and most failures come before it

    executed = {stage.name: json.loads(read_text(stage.executed(build))) for stage in STAGES}
    titles = {name: notebook.title_of(one) or name for name, one in executed.items()}
    parameters = load_parameters(layout.parameters(run))
    for stage in STAGES:
        page = notebook.to_page(executed[stage.name], parameters, name=stage.name, titles=titles)
        write_text(stage.executed(build).with_suffix(".html"), page)
