"""What offices are called where several stand side by side. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.text.letters import without_marks
from khacphuc.years.comparability import ComparedYear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khacphuc.years.year import Year


def office_names(years: Sequence[Year]) -> dict[str, str]:
    """What each office is called, by its id, in the order of the names.

    It is the name of the one unit that belongs to no other on the last day of its last year; where there is
    no such unit, what stands at the head of its documents. Offices of one name are told apart by their ids.

    Args:
        years: of one or several offices, in their order.
    """
    names = {year.office: _name(year) for year in years}
    shared = Counter(names.values())
    named = {
        office: f"{name} ({office})" if shared[name] > 1 and office != name else name
        for office, name in names.items()
    }
    return dict(sorted(named.items(), key=lambda item: (without_marks(item[1]), item[1])))


def _name(year: Year) -> str:
    return ComparedYear(year).office_name or year.letterhead or year.office
