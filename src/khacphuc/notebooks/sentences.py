"""What sentences about a run are put together of: counted things, things in a row, whole sentences. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.notebooks.assessed_run import AssessedRun

MOST_NAMED: Final = 8
"""More are no sentence: the tables have them all."""
SEMICOLON: Final = "; "


def counted(run: AssessedRun, key: str, number: int, **parts: str) -> str:
    """Words of ours for a number of things."""
    return run.labels.counted(key, number).format(count=run.context.count(number), **parts)


def listed(run: AssessedRun, items: Iterable[str], between: str = SEMICOLON) -> str:
    """Things in a row; of many the first, and how many more there are."""
    named = list(items)
    more = len(named) - MOST_NAMED
    if more > 1:
        named[MOST_NAMED:] = [counted(run, "more", more)]
    return between.join(named)


def as_sentence(text: str) -> str:
    """Words as a sentence: it begins with a capital letter and ends with one point."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
