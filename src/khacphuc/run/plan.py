"""The stages of a run, and what each must leave behind (no pandas here: planning is quick)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.paths import Layout

#: The parameters every notebook declares; all are strings.
PARAMETERS: Final = ("run", "root", "build")


@dataclass(frozen=True)
class Stage:
    """One notebook of the way through.

    Attributes:
        name: the notebook's name, without its ending.
        artefacts: the files it must write below the build.
        imports: the modules its kernel finds imported already: those the notebook imports, and those
            that are imported only when they are first used.
    """

    name: str
    artefacts: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()

    def notebook(self, layout: Layout) -> Path:
        """The notebook as people edit it."""
        return layout.notebooks / f"{self.name}.ipynb"

    def executed(self, build: Path) -> Path:
        """The notebook as it was run, inside a build."""
        return build / "notebooks" / f"{self.name}.ipynb"


CLEAN: Final = Stage(
    "10_clean",
    ("clean/figures.parquet", "report/tables/figures.csv"),
    ("khacphuc.data.store", "khacphuc.data.changes", "pyarrow.parquet", "babel.dates"),
)
CHECK: Final = Stage(
    "20_check",
    ("report/tables/findings.csv", "report/review.html", "report/findings.xlsx"),
    (
        *("khacphuc.checks.check", "khacphuc.checks.cited", "khacphuc.assess.run", "khacphuc.data.params"),
        *("khacphuc.data.answer_sheets", "khacphuc.render.review", "pyarrow.dataset"),
    ),
)
ASSESS: Final = Stage(
    "30_assess",
    ("report/tables/targets.csv", "report/tables/criteria.csv", "report/tables/assessments.csv"),
    ("khacphuc.assess.run", "khacphuc.data.store"),
)
REPORT: Final = Stage(
    "40_report",
    imports=(
        *("khacphuc.report.blocks", "khacphuc.report.compose", "khacphuc.data.params"),
        *("matplotlib.font_manager", "matplotlib.figure", "matplotlib.backends.backend_svg"),
    ),
)

#: In the order of the way through.
STAGES: Final = (CLEAN, CHECK, ASSESS, REPORT)
