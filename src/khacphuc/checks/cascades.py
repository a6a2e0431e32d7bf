"""A code that no table has is one finding, in however many cells and tables it is named. Pure."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from khacphuc.checks.findings import in_order
from khacphuc.locale import words
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from khacphuc.checks.findings import Finding


def absent_codes(
    row: Mapping[str, object], columns: Iterable[str], known: Collection[str]
) -> tuple[str, ...]:
    """The codes in some cells of a row that no table has; the term of a ratio stands for its figure.

    >>> absent_codes({"operands": "SL010:numerator;SL011"}, ["operands"], {"SL011"})
    ('SL010',)
    """
    named = chain.from_iterable(str(row[name]).split(SEPARATOR) for name in columns)
    codes = dict.fromkeys(code.partition(":")[0] for code in named if code)
    return tuple(code for code in codes if code not in known)


def join_cascades(findings: Iterable[Finding], language: str) -> tuple[Finding, ...]:
    """Findings about the same absent code as one: the first of them, with the places of all.

    Args:
        findings: of any rules.
        language: of the sentence such a finding has.

    Returns:
        The findings in order.
    """
    leading: dict[str, Finding] = {}
    others = []
    for finding in in_order(findings):
        if not finding.absent:
            others.append(finding)
        elif finding.absent in leading:
            leading[finding.absent] = _joined(leading[finding.absent], finding, language)
        else:
            leading[finding.absent] = finding
    return in_order([*others, *leading.values()])


def _joined(first: Finding, second: Finding, language: str) -> Finding:
    places = tuple(dict.fromkeys((*first.places, *second.places)))
    codes, labels = dict.fromkeys(place.code for place in places), words(language, "checks")
    return replace(
        first,
        description=labels["absent"],
        related=tuple(code for code in codes if code and code != first.row_id),
        places=places,
        expected=labels["absent_expected"].format(code=first.absent),
    )
