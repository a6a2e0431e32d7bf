"""What is missing from the versions of a run, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.locale import words

if TYPE_CHECKING:
    from khacphuc.history.gaps import Gap
    from khacphuc.locale import Words
    from khacphuc.project.layout import Layout

_MOST: Final = 20
"""Lines somebody reads; where there are more, a file is to be taken back whole."""


def gap_lines(layout: Layout, run: str, language: str) -> tuple[str, ...]:
    """What is missing from the folder of a run's versions or was edited there, and how to mend it.

    Args:
        layout: the project.
        run: the run.
        language: of the run.

    Returns:
        A heading, a line each, and the remedy; nothing where the folder is whole, or there is none.

    Raises:
        SourceError: a version, the vintages or the sign-offs cannot be read.
    """
    folder = layout.history(run)
    if not folder.is_dir():
        return ()
    # imported here: a run of which nothing is kept needs no pandas for this
    from khacphuc.history.gaps import history_gaps  # noqa: PLC0415

    gaps, labels = history_gaps(folder), words(language, "history")
    if not gaps:
        return ()
    place = layout.relative(folder)
    more = [labels["gaps_more"].format(count=len(gaps) - _MOST)] if len(gaps) > _MOST else []
    lines = [*(_line(place, gap, labels) for gap in gaps[:_MOST]), *more]
    return (labels["gaps"].format(run=run), *(f"  {line}" for line in lines), labels["gaps_remedy"])


def _line(folder: str, gap: Gap, labels: Words) -> str:
    file = f"{folder}/{gap.file}"
    place = labels["gap_place"].format(file=file, line=gap.line) if gap.line else file
    sentence = labels[f"gap_{gap.kind}"].format(
        version=gap.version, code=gap.code, observed=gap.observed, expected=gap.expected
    )
    return f"{place}: {sentence}"
