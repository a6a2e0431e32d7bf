"""The page of changes: what the checks find now and did not in the last published run, and the reverse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from khacphuc.checks.since_published import CHANGES
from khacphuc.locale import words
from khacphuc.render.html.page_template import write_page
from khacphuc.review.cards import Cards

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from khacphuc.config.parameters import RunParameters


_TEMPLATE: Final = Path(__file__).parent / "templates" / "changes.html.j2"


def to_changes(changes: pd.DataFrame, parameters: RunParameters, class_names: Mapping[str, str]) -> str:
    """What changed since the last published run as HTML: one file, offline, without scripts.

    Args:
        changes: findings (``checks.findings.FINDING_COLUMNS``) with a column ``change``: ``new``,
            ``changed``, ``gone`` or ``same``.
        parameters: the run's parameters.
        class_names: how each class is printed.
    """
    told = changes[changes["change"] != "same"]
    cards = Cards(told, {}, class_names, parameters.language)
    labels = words(parameters.language, "change")
    groups = [
        {
            "change": change,
            "label": labels[change],
            "total": int((told["change"] == change).sum()),
            "groups": cards.by_severity(told[told["change"] == change]),
        }
        for change in CHANGES
        if change != "same"
    ]
    return write_page(_TEMPLATE, parameters, groups=groups, total=len(told), same=len(changes) - len(told))
