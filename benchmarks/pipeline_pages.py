"""The results of ``pipeline`` as tables for the terminal and as a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.contenders import JOBS, NAMES, SLOW, Contender

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.contenders import Case
    from benchmarks.pipeline import Figures, Results

NOTES = (
    f"A run is four notebooks with HTML and PDF; batches are made {JOBS} at a time. Ours makes DOCX and a "
    "linked review, too. Plain papermill and ploomber have stock nbconvert make the HTML, and our exporter "
    "the PDF (--to khacphuc_pdf): the stock one needs LaTeX or a browser. Plain keeps nothing, so its "
    "unchanged run is another cold one; one by one it makes a batch run after run, each of which takes as "
    "long. The floor is the notebooks' cells as plain functions in one process, which has made a run before. "
    "Memory is what the machine had less available, at most."
)
NO_PLOOMBER = " ploomber was not measured: only --full does, if its environment could be made."
LOOKS: dict[Contender, tuple[str, str]] = {
    "ours": ("o", "#0b5394"),
    "plain": ("s", "#b45f06"),
    "in_turn": ("v", "#b45f06"),
    "ploomber": ("^", "#6a3d9a"),
    "floor": ("D", "#6b6b6b"),
}


def table(results: Results) -> Table:
    """Every figure, a row each contender and case."""
    missing = (
        "" if any("ploomber" in by_contender for by_contender in results.figures.values()) else NO_PLOOMBER
    )
    grid = Table(title="From figures to documents: medians", caption=NOTES + missing)
    for column in ("", "by", "wall s", "against ours", "CPU s", "memory MB", "measured"):
        grid.add_column(column, justify="left" if column in {"", "by", "measured"} else "right")
    for case, by_contender in results.figures.items():
        label = case.name
        for contender in NAMES:
            if contender in by_contender:
                grid.add_row(label, NAMES[contender], *_cells(by_contender[contender], contender))
                label = ""
        grid.add_section()
    return grid


def _cells(figures: Figures, contender: Contender) -> tuple[str, ...]:
    about = "" if figures.rounds else "≈ "
    return (
        f"{about}{figures.wall:.2f}",
        "" if contender == "ours" else f"{about}{figures.against_ours:.2f} ×",
        f"{about}{figures.cpu:.2f}",
        f"{about}{figures.memory:.0f}",
        f"{figures.rounds} ×" if figures.rounds else "no: by fewer runs",
    )


def chart(results: Results, path: Path) -> None:
    """Seconds, CPU seconds and memory of every case; open marks are not measured but multiplied."""
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    cases = list(results.figures)
    measured = [name for name in NAMES if any(name in row for row in results.figures.values())]
    panels = {"wall": "seconds", "cpu": "CPU seconds", "memory": "peak memory, MB"}
    with mpl.rc_context({"svg.hashsalt": "bench", "font.size": 10}):
        figure = Figure(figsize=(11, 3.8))
        for place, (name, label) in enumerate(panels.items(), 1):
            axes = figure.add_subplot(1, 3, place)
            for contender in measured:
                _draw(axes, [results.figures[case].get(contender) for case in cases], cases, contender, name)
            axes.set(ylabel=label, xlabel=f"one run | batches, {JOBS} at a time")
            if name == "memory":
                axes.set_ylim(bottom=0)
            else:
                axes.set_yscale("log")
            axes.set_xticks(range(len(cases)), labels=[_short(case) for case in cases])
            axes.yaxis.set_major_formatter("{x:g}")
            axes.spines[["top", "right"]].set_visible(False)
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, frameon=False, ncols=len(labels), loc="upper center")
        figure.tight_layout(rect=(0, 0, 1, 0.93))
        figure.savefig(path, metadata={"Date": None, "Creator": None})


def _draw(
    axes: object, figures: list[Figures | None], cases: list[Case], contender: Contender, name: str
) -> None:
    """A contender's marks, those of batches joined."""
    marker, colour = LOOKS[contender]
    for kind in ("batch", "one"):
        points = [
            (place, figure)
            for place, (case, figure) in enumerate(zip(cases, figures, strict=True))
            if figure is not None and (case.kind == "batch") == (kind == "batch")
        ]
        axes.plot(
            [place for place, _ in points],
            [getattr(figure, name) for _, figure in points],
            color=colour,
            marker=marker,
            markersize=5,
            linestyle="-" if kind == "batch" else "",
            label=NAMES[contender] if kind == "batch" else None,
        )
        for place, figure in points:
            if not figure.rounds and contender in SLOW:
                value = getattr(figure, name)
                axes.plot([place], [value], color="white", marker=marker, markersize=3, linestyle="")


def _short(case: Case) -> str:
    return str(case.runs) if case.kind == "batch" else case.kind.replace("unchanged", "un-\nchanged")
