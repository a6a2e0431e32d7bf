"""The runs there are, and the stages of a run: what each reads and must leave behind.

No pandas here: planning is quick.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.data.gathered.asked import has_collections
from khacphuc.project.board_papers import board_paper_of
from khacphuc.project.comparisons import run_comparison_of
from khacphuc.project.workspace import CITED, FINDINGS, FINDINGS_PRINTED, GATHERED

if TYPE_CHECKING:
    from pathlib import Path

    from khacphuc.project.layout import Layout
    from khacphuc.project.selection import Selection

#: The parameters every notebook declares; all are strings.
PARAMETERS: Final = ("run", "root", "build")


@dataclass(frozen=True)
class Stage:
    """One notebook of the way through.

    Attributes:
        name: the notebook's name, without its ending.
        artefacts: the files it must write below the build.
        imports: the modules its kernel finds imported already: those the notebook imports, those that are
            imported only when they are first used, and what reads ahead (``notebooks.preload``).
        reads: what it reads of the project besides the notebook, by the names in ``places``.
        builds: what it reads of what stages before it have made, as paths below the build.
    """

    name: str
    artefacts: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    builds: tuple[str, ...] = ()

    def notebook(self, layout: Layout) -> Path:
        """The notebook as people edit it."""
        return layout.notebooks / f"{self.name}.ipynb"

    def executed(self, build: Path) -> Path:
        """The notebook as it was run, inside a build."""
        return build / "notebooks" / f"{self.name}.ipynb"

    def places(self, layout: Layout, run: str, selection: Selection) -> tuple[Path, ...]:
        """The files and folders of the project it reads: nothing else may be.

        Args:
            layout: the project.
            run: the run.
            selection: what it reads that is not the run's own.
        """
        other = selection.previous
        # raw tables are read by the policy that says when papers are due
        previous = (layout.raw(other), layout.paper_policy, layout.parameters(other)) if other else ()
        comparison = run_comparison_of(run)
        compared = [
            place
            for name in (comparison.others if comparison else ())
            for place in (layout.published_clean(name), layout.parameters(name))
        ]
        known = {
            "parameters": (layout.parameters(run),),
            "prose": (layout.prose(run),),
            "policy": (layout.policy,),
            "rating policy": (layout.rating_policy,),
            "raw": (layout.raw(run), layout.paper_policy),
            "reference": selection.reference(layout),
            "expectations": (layout.expectations,),
            "previous": previous,
            "compared": tuple(compared),
        }
        return (self.notebook(layout), *(place for name in self.reads for place in known[name]))


RETURNS: Final = Stage(
    "05_returns",
    (
        *(f"clean/{GATHERED}/{name}.parquet" for name in ("values", "forms", "faults", "rates", "totals")),
        *(f"report/tables/{name}.csv" for name in ("returns", "rates")),
    ),
    ("khacphuc.outputs",),
    reads=("parameters", "raw", "reference"),
)
CLEAN: Final = Stage(
    "10_clean",
    ("clean/figures.parquet", "report/tables/figures.csv"),
    (
        *("khacphuc.outputs", "khacphuc.notebooks.clean", "pyarrow.parquet", "babel.dates"),
        "khacphuc.notebooks.preload.tables",
    ),
    reads=("parameters", "raw", "reference", "rating policy"),
    builds=(f"clean/{GATHERED}",),
)
CHECK: Final = Stage(
    "20_check",
    (f"clean/{FINDINGS_PRINTED}",),
    (
        *("khacphuc.outputs", "khacphuc.notebooks.check", "pyarrow.dataset"),
        "khacphuc.notebooks.preload.templates",
        "khacphuc.notebooks.preload.suites",
    ),
    reads=("parameters", "policy", "expectations", "previous", "reference"),
    builds=("clean",),
)
ASSESS: Final = Stage(
    "30_assess",
    (
        f"clean/{FINDINGS}",
        *(f"report/tables/{name}.csv" for name in ("targets", "criteria", "assessments", "findings")),
    ),
    ("khacphuc.outputs", "khacphuc.notebooks.assess", "khacphuc.notebooks.preload.charts"),
    reads=("parameters", "policy", "expectations"),
    builds=("clean", CITED),  # not the prose: words between citations change nothing here
)
REPORT: Final = Stage(
    "40_report",
    imports=("khacphuc.notebooks.report", "khacphuc.notebooks.preload.charts"),
    reads=("parameters", "prose", "policy", "previous", "reference"),
    builds=("clean", CITED),
)
BOARD: Final = Stage(
    "60_board",
    ("report/tables/board.csv",),
    ("khacphuc.notebooks.board",),
    reads=("parameters", "policy", "reference"),
    builds=("clean",),
)

COMPARE: Final = Stage(
    "50_compare",
    ("report/tables/compare.csv",),
    ("khacphuc.notebooks.compare", "khacphuc.notebooks.preload.charts"),
    reads=("parameters", "policy", "compared"),
    builds=("clean",),
)

#: What every kernel would read again, and no first one waits for.
WHEN_IDLE: Final = ("khacphuc.notebooks.preload.catalogues", "khacphuc.notebooks.preload.rules")
#: What the process that waits for kernels needs behind them: to open a run for its assessment, the writers.
BEHIND_KERNELS: Final = (
    *("khacphuc.inputs", "khacphuc.text.hand_typed"),
    *("khacphuc.render.documents", "khacphuc.review.files", "khacphuc.notebooks.pages"),
)
#: What it needs behind the last of them: the writers, what keeps a version, and the offices' front page.
BEHIND_THE_LAST_KERNEL: Final = (
    *BEHIND_KERNELS,
    *("khacphuc.history.commit", "khacphuc.history.evidence", "khacphuc.history.keeping"),
    *("khacphuc.notebooks.preload.pages", "khacphuc.schedule.standing", "khacphuc.schedule.front_page"),
)
#: What is imported for all runs of a batch, before the processes that make them are forked.
IN_A_BATCH: Final = (
    *("khacphuc.run.attempt", "khacphuc.report.prose.mistakes", "nbformat", "papermill"),
    *("khacphuc.kernels.bounded_client", "IPython", "ipykernel.kernelspec", "jupyter_client.kernelspec"),
    *("khacphuc.data.raw.run", "khacphuc.run.prose_mistakes"),
    *BEHIND_THE_LAST_KERNEL,
)
#: In the order of the way through, in every run.
STAGES: Final = (CLEAN, CHECK, ASSESS, REPORT)
#: The stages that make a document, one at the end of each way.
DOCUMENT_STAGES: Final = (REPORT, BOARD, COMPARE)


def stages_after(stage: Stage) -> tuple[Stage, ...]:
    """The stages behind one; all behind one that comes before them, or is none of ours."""
    if stage in DOCUMENT_STAGES:
        return ()
    return STAGES[STAGES.index(stage) + 1 :] if stage in STAGES else STAGES


def warm_up(*stages: Stage) -> None:
    """Begin the imports of the stages that will be executed first, while this process imports its own."""
    # imported here: where nothing has changed no kernel is needed
    from khacphuc.kernels.zygote import NoZygoteError, is_zygote_wanted, start_zygote  # noqa: PLC0415

    with suppress(NoZygoteError):  # plain kernels serve, and their provisioner logs why
        if is_zygote_wanted():
            start_zygote([module for stage in stages for module in stage.imports])


def stages_of(layout: Layout, run: str) -> tuple[Stage, ...]:
    """The stages of a run, in their order: returns are gathered only where it asks its units for any.

    Those of a board paper or a comparison end with it in the place of the report.
    """
    last = BOARD if board_paper_of(run) else COMPARE if run_comparison_of(run) else REPORT
    stages = (*STAGES[:-1], last)
    return (RETURNS, *stages) if has_collections(layout.raw(run)) else stages
