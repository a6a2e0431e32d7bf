"""Whose tables a run reads besides its own: those of the run of the year before and of its office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.project.layout import Layout

#: How the names of files begin that editors leave: hidden ones, and the locks of Office.
EDITORS_FILES: Final = (".", "~$")


@dataclass(frozen=True)
class Selection:
    """Whose tables a run reads besides its own.

    Attributes:
        previous: the run of the year before; empty where there is none.
        office: the office; empty where the project has none.
    """

    previous: str = ""
    office: str = ""

    def reference(self, layout: Layout) -> tuple[Path, ...]:
        """The files all offices share, one by one, and the folder of the office: never that of another."""
        shared = layout.reference
        files = sorted(entry for entry in shared.iterdir() if not entry.is_dir()) if shared.is_dir() else []
        visible = (file for file in files if not file.name.startswith(EDITORS_FILES))
        return (*visible, layout.office(self.office)) if self.office else tuple(visible)
