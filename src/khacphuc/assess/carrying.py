"""Which shortcomings go to next year: those that are not remedied. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

_REMEDIED: Final = "remedied"


def standing_class(declared: str, computed: str) -> str:
    """The class a shortcoming goes by: the declared one, and the computed one where none is declared.

    >>> standing_class("improved", "not_thorough"), standing_class("", "not_thorough")
    ('improved', 'not_thorough')
    """
    return declared or computed


def goes_on(declared: str, computed: str) -> bool:
    """Whether a shortcoming goes to next year, whatever is planned for it.

    >>> goes_on("remedied", "partly"), goes_on("", "remedied"), goes_on("partly", "remedied")
    (False, False, True)
    """
    return standing_class(declared, computed) != _REMEDIED


def carried_over(assessments: pd.DataFrame) -> tuple[str, ...]:
    """The codes of the shortcomings that go to next year.

    Args:
        assessments: ``assess``'s result, with ``shortcoming_id``, ``declared_class``, ``computed_class``.

    Returns:
        In the order of the table.
    """
    columns = ("shortcoming_id", "declared_class", "computed_class")
    rows = zip(*(assessments[column] for column in columns), strict=True)
    return tuple(code for code, declared, computed in rows if goes_on(declared, computed))
