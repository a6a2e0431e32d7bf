"""A table or the findings of a run as a notebook displays them, and how its stage leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.labels import CLASS_COLUMNS
from khacphuc.data.clean_summary import figures_as_read
from khacphuc.locale import words
from khacphuc.outputs import save_assessment, save_findings, save_printed
from khacphuc.render.notebook.aside import Aside, FindingCards, aside
from khacphuc.report.table import to_table
from khacphuc.review.cards import Cards

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from khacphuc.checks.findings import Finding
    from khacphuc.inputs import Inputs

__all__ = ["save_assessment", "save_findings", "save_printed", "show_figures", "show_findings", "show_table"]


def show_table(inputs: Inputs, frame: pd.DataFrame, name: str) -> Aside:
    """Display a frame with one of our tables in it.

    Args:
        inputs: the run.
        frame: all of its columns are shown.
        name: of the table, whose name is the caption.
    """
    language = inputs.parameters.language
    # a stage that shows no class does not read the policy
    class_names = inputs.class_names if frame.columns.isin(CLASS_COLUMNS).any() else {}
    caption = words(language, "table")[name]
    return aside(
        to_table(frame, name=name, caption=caption, language=language, class_names=class_names),
        language=language,
    )


def show_figures(inputs: Inputs, figures: pd.DataFrame) -> Aside:
    """Display each figure as printed and as read, flagged ones first."""
    return show_table(inputs, figures_as_read(figures), "figures")


def show_findings(inputs: Inputs, findings: Iterable[Finding]) -> Aside:
    """Display findings as the cards of the review page."""
    language, every = inputs.parameters.language, tuple(findings)
    groups = Cards(every, inputs.tables, language).by_severity(every)
    return aside(FindingCards.of(groups), language=language)
