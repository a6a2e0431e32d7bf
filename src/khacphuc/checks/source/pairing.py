"""Rows of the figures beside the quantities a document prints: which row means which. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from khacphuc.checks.source.alignment import align
from khacphuc.errors import QuantityError
from khacphuc.text.letters import search_key
from khacphuc.text.nouns import noun_is_printed
from khacphuc.text.quantities import Kind, parse
from khacphuc.text.units import Unit, parse_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.text.tokens import Token

_NUMBER = re.compile(r"[0-9](?:[0-9.,/ ]*[0-9])?")
_COUNT, _MONEY, _PERCENTAGE = (kind.value for kind in (Kind.COUNT, Kind.MONEY, Kind.PERCENTAGE))

# What it costs to take a row and a quantity for one thing though they differ in this; leaving both
# alone costs 2. A number typed wrongly costs more the less is left of it.
_COSTS = {"unit": 0.3, "noun": 0.3, "place": 0.35, "qualifier": 0.1}
_OTHER_NUMBER, _UNLIKE, _REPEATS = 0.4, 0.5, 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the figures, and what of it a document can be compared with."""

    position: int
    cells: Mapping[str, Any]
    number: str
    kind: str
    unit: Unit
    repeats: bool = False

    @classmethod
    def read(cls, position: int, cells: Mapping[str, Any], *, repeats: bool = False) -> Row:
        """Take the row at a position of the clean table ``figures``; it may hold anything.

        ``repeats``: its code stands in an earlier row too, so it is the likelier to be one too many.
        """
        printed, unit = _text(cells["printed"]), _text(cells["unit"])
        found = _NUMBER.search(printed)
        number = _key(found[0] if found else printed)
        return cls(position, cells, number, *_measured(printed, unit), repeats)

    @property
    def code(self) -> str:
        """Its code."""
        return _text(self.cells["figure_id"])

    @property
    def section(self) -> str:
        """The section it says it stands in."""
        return _text(self.cells["section"])

    @property
    def paragraph(self) -> int | None:
        """The paragraph it says it stands in."""
        paragraph = self.cells["paragraph"]
        return paragraph if isinstance(paragraph, int) else None


@dataclass(slots=True)
class Pairs:
    """Every row and every quantity once: together, or alone."""

    together: list[tuple[Row, Token]]
    rows: list[Row]
    tokens: list[Token]


def differences(row: Row, token: Token) -> list[str]:
    """What a row and a printed quantity differ in, gravest first.

    Returns:
        Of ``number``, ``unit`` (kind or scale), ``noun``, ``qualifier``, ``place`` those that differ.
    """
    same_unit = _same_unit(row, token)
    differ = {
        "number": row.number != _key(token.printed),
        "unit": not same_unit,
        "noun": same_unit and not row.unit.is_money and not noun_is_printed(row.unit.noun, token.after),
        "qualifier": not _same_qualifier(row, token),
        "place": row.section != token.section or row.paragraph not in {None, token.paragraph},
    }
    return [name for name, differs in differ.items() if differs]


def pair(rows: Sequence[Row], tokens: Sequence[Token]) -> Pairs:
    """Pair the rows with the quantities: in order within a section, then what was moved or swapped."""
    found = Pairs([], [], [])
    for section in dict.fromkeys([*(row.section for row in rows), *(token.section for token in tokens)]):
        for row, token in align(
            [row for row in rows if row.section == section],
            [token for token in tokens if token.section == section],
            _cost,
        ):
            if row and token:
                found.together.append((row, token))
            elif row:
                found.rows.append(row)
            elif token:
                found.tokens.append(token)
    _exchange(found.together)
    _pair_moved(found)
    return found


def swapped_numbers(together: Sequence[tuple[Row, Token]]) -> dict[int, str]:
    """By the position of a row one name for it and the row whose number it was given."""
    wrong = [both for both in together if "number" in differences(*both)]
    names: dict[int, str] = {}
    for (one, first), (other, second) in combinations(wrong, 2):
        crossed = "number" not in differences(one, second) and "number" not in differences(other, first)
        if crossed and not {one.position, other.position} & names.keys():
            names[one.position] = names[other.position] = f"{one.position} {other.position}"
    return names


def _exchange(together: list[tuple[Row, Token]]) -> None:
    """Give two rows each other's quantity where both print it and their codes say the rows were swapped.

    Where the codes stand in order, the numbers were swapped and not the rows.
    """
    wrong = [i for i, (row, token) in enumerate(together) if _weighty(row, token)]
    for i, j in combinations(wrong, 2):
        (one, first), (other, second) = together[i], together[j]
        swapped = one.code > other.code and _weighty(one, first) and _weighty(other, second)
        if swapped and not _weighty(one, second) and not _weighty(other, first):
            together[i], together[j] = (one, second), (other, first)


def _pair_moved(found: Pairs) -> None:
    """Pair what is left over wherever it stands, if it prints the same; the likeliest first."""
    candidates = sorted(
        (_cost(row, token), i, j)
        for i, row in enumerate(found.rows)
        for j, token in enumerate(found.tokens)
        if not _weighty(row, token)
    )
    taken_rows: set[int] = set()
    taken_tokens: set[int] = set()
    for _, i, j in candidates:
        if i not in taken_rows and j not in taken_tokens:
            found.together.append((found.rows[i], found.tokens[j]))
            taken_rows.add(i)
            taken_tokens.add(j)
    found.rows = [row for i, row in enumerate(found.rows) if i not in taken_rows]
    found.tokens = [token for j, token in enumerate(found.tokens) if j not in taken_tokens]


def _weighty(row: Row, token: Token) -> bool:
    return bool({"number", "unit", "noun"}.intersection(differences(row, token)))


def _cost(row: Row, token: Token) -> float:
    differ = differences(row, token)
    cost = sum(_COSTS[name] for name in differ if name in _COSTS) + (_REPEATS if row.repeats else 0)
    if "number" in differ:
        likeness = SequenceMatcher(None, row.number, _key(token.printed), autojunk=False).ratio()
        cost += _OTHER_NUMBER + _UNLIKE * (1 - likeness)
    return cost


@lru_cache(maxsize=4096)
def _key(printed: str) -> str:
    """A number as it is compared: ``9 / 11`` is ``9/11``, and its ``%`` is a matter of the unit."""
    return "".join(printed.split()).removesuffix("%")


def _measured(printed: str, unit: str) -> tuple[str, Unit]:
    """The kind and the unit of a row, as far as they can be read."""
    try:
        quantity = parse(printed, unit=unit)
        return quantity.kind.value, parse_unit(quantity.unit)
    except QuantityError:
        return "", Unit(noun=unit)


def _same_unit(row: Row, token: Token) -> bool:
    if row.unit.scale != token.scale:
        return False
    if token.kind == _PERCENTAGE and not _text(row.cells["unit"]).startswith(("%", "phần trăm")):
        # the column may leave % to the number, but then it names what is printed behind it
        noun = search_key(row.unit.noun)
        return row.kind == _PERCENTAGE and bool(noun) and search_key(token.after).startswith(noun)
    # of 1,4 tỷ with nothing behind it the table may know that it is money
    return row.kind == token.kind or bool(token.scale and row.kind == _MONEY and token.kind == _COUNT)


def _same_qualifier(row: Row, token: Token) -> bool:
    typed, printed = search_key(_text(row.cells["qualifier"])), search_key(token.qualifier)
    if typed == printed:
        return True
    # a qualifier the grammar does not know, typed as it stands before the number
    return bool(typed) and not printed and search_key(token.before).endswith(typed)


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
