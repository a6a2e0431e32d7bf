"""The chain of a code: rows and findings in; out come what it rests on, what rests on it, and its findings.

``rows`` makes an item of each row; here items are joined, down to what was printed and up to the
shortcomings. Pure; what comes out is data, which ``commands.trace`` prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from khacphuc.errors import UsageError
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from khacphuc.locale import Words
    from khacphuc.trace.items import Item

_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Branch:
    """A row, and the rows behind it in one direction."""

    item: Item
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingMention:
    """A finding about the row that is traced, or about one it rests on."""

    severity: str
    rule: str
    rows: tuple[str, ...]
    description: str
    answer: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What is known about one code.

    Attributes:
        item: the row itself.
        rests_on: what it rests on, down to what was printed.
        carries: what rests on it, up to the shortcomings.
        findings: those about it or about what it rests on.
        cited: the lines of the prose that cite it.
    """

    item: Item
    rests_on: tuple[Branch, ...]
    carries: tuple[Branch, ...]
    findings: tuple[FindingMention, ...]
    cited: tuple[int, ...]


def trace_code(
    code: str,
    items: Mapping[str, Item],
    findings: pd.DataFrame,
    cited: Mapping[str, tuple[int, ...]],
    language: str,
) -> Chain:
    """Follow a code in both directions.

    Args:
        code: of any row; capitals do not matter, and the term of a ratio stands for its figure.
        items: every row (see ``items_of``).
        findings: with ``severity``, ``rule``, ``row_id``, ``related``, ``description`` and ``answer``.
        cited: the lines of the prose that cite each code.
        language: of the run.

    Raises:
        UsageError: nothing has the code; the nearest codes and labels are named.
    """
    wanted = code.strip().removeprefix("@").partition(":")[0]
    item = {known.casefold(): item for known, item in items.items()}.get(wanted.casefold())
    if item is None:
        labels = words(language, "trace")
        raise UsageError(labels["no_code"].format(code=wanted), remedy=_nearest(wanted, items, labels))
    users: dict[str, list[str]] = {}
    for other in items.values():
        for used in other.uses:
            users.setdefault(used, []).append(other.code)
    rests_on = _branches(item.code, items, lambda code: items[code].uses)
    concerned = {item.code, *codes_of(rests_on)}
    return Chain(
        item,
        rests_on,
        _branches(item.code, items, lambda code: users.get(code, ())),
        tuple(_finding(row) for row in findings.pipe(row_dicts) if concerned & _about(row)),
        cited.get(item.code, ()),
    )


def _branches(
    code: str,
    items: Mapping[str, Item],
    following: Callable[[str], Iterable[str]],
    above: tuple[str, ...] = (),
) -> tuple[Branch, ...]:
    """The rows behind one; one that leads back to itself is left out: a finding reports it."""
    way = (*above, code)
    return tuple(
        Branch(items[other], _branches(other, items, following, way))
        for other in following(code)
        if other in items and other not in way
    )


def codes_of(branches: Iterable[Branch]) -> set[str]:
    """The codes of all rows in some branches."""
    return {code for branch in branches for code in (branch.item.code, *codes_of(branch.branches))}


def _about(row: Mapping[Any, Any]) -> set[str]:
    return {code.partition(":")[0] for code in (row["row_id"], *row["related"].split(SEPARATOR))}


def _finding(row: Mapping[Any, Any]) -> FindingMention:
    rows = tuple(filter(None, (row["row_id"], *row["related"].split(SEPARATOR))))
    return FindingMention(row["severity"], row["rule"], rows, row["description"], row["answer"])


def _nearest(wanted: str, items: Mapping[str, Item], labels: Words) -> str:
    """The most similar codes; else the rows whose label holds or resembles the words."""
    near = get_close_matches(wanted.upper(), list(items), n=_MOST_NEAR, cutoff=0.6)
    if not near:
        typed = wanted.casefold()
        near = [code for code, item in items.items() if typed in item.label.casefold()][:_MOST_NEAR]
    if not near:
        codes = {item.label: code for code, item in items.items()}
        near = [codes[label] for label in get_close_matches(wanted, codes, n=_MOST_NEAR, cutoff=0.6)]
    if not near:
        return labels["codes_are_such"]
    return labels["did_you_mean"].format(codes=", ".join(f"{code} ({items[code].label})" for code in near))
