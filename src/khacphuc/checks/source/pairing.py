"""Pair the rows of the figures with the quantities a document prints, and list what they differ in. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from khacphuc.checks.source.alignment import align
from khacphuc.data.section_names import BEFORE_FIRST, section_name
from khacphuc.errors import QuantityError
from khacphuc.text.cells import readable_cell
from khacphuc.text.letters import search_key
from khacphuc.text.nouns import noun_is_printed
from khacphuc.text.quantities import Kind, parse
from khacphuc.text.units import Unit, parse_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khacphuc.text.tokens import Token

_NUMBER = re.compile(r"[0-9](?:[0-9.,/]*[0-9])?[a-z½¼¾‰]?|[½¼¾⅓⅔]")
"""A number in what is printed, whatever stands around it: ``13,6 triệu``, ``94/94``; ranges have two."""
_SPACED = re.compile(
    r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))|(?<=[0-9]) ?(?=/)|(?<=/) (?=[0-9])|(?<=[0-9],) (?=[0-9])"
)
_SIGN = re.compile(r"[+\-−±]\s?(?=[0-9])")
_WITH_UNITS = {Kind.RATE.value, Kind.RANK.value}
"""Kinds whose units stand among their numbers; they are compared by what ``parse`` makes of them."""
_SHARES = ("%", "phần trăm", "‰", "phần nghìn")
_COUNT, _MONEY, _PERCENTAGE = (kind.value for kind in (Kind.COUNT, Kind.MONEY, Kind.PERCENTAGE))

# What it costs to pair a row and a quantity though they differ in this; leaving both alone costs 2
# (``align``). All costs together stay below 2: in a section with one row and one quantity left, the row is
# taken for the quantity typed wrongly, not for one too many beside one forgotten. A wrong number weighs most,
# as it is what tells quantities apart, and the more the less it is like the printed one. A slip in the
# qualifier weighs least.
_COSTS = {"unit": 0.3, "noun": 0.3, "place": 0.35, "qualifier": 0.1}
_OTHER_NUMBER, _UNLIKE = 0.4, 0.5
_REPEATS = 0.01
"""Only decides between rows that are otherwise alike: the row whose code stood before is left over."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the figures, and what of it a document can be compared with."""

    position: int
    cells: Mapping[str, Any]
    number: str
    kind: str
    unit: Unit
    repeats: bool = False
    measure: str = ""

    @classmethod
    def read(cls, position: int, cells: Mapping[str, Any], *, repeats: bool = False) -> Row:
        """Read a row of the clean table ``figures``; its cells may hold anything.

        Args:
            position: of the row in the table.
            cells: by column.
            repeats: whether its code stands in an earlier row too; it then is the likelier one too many.
        """
        printed, unit = readable_cell(cells["printed"]), readable_cell(cells["unit"])
        kind, measured, measure = _measured(printed, unit)
        return cls(position, cells, _key(printed), kind, measured, repeats, measure)

    @property
    def code(self) -> str:
        """Its code."""
        return readable_cell(self.cells["figure_id"])

    @property
    def section(self) -> str:
        """The section it says it stands in."""
        name = section_name(readable_cell(self.cells["section"]))
        return "" if name == BEFORE_FIRST else name

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
        "noun": same_unit and not _same_noun(row, token),
        "qualifier": not _same_qualifier(row, token),
        "place": not _same_section(row.section, token.section)
        or row.paragraph not in {None, token.paragraph},
    }
    return [name for name, differs in differ.items() if differs]


def pair(rows: Sequence[Row], tokens: Sequence[Token]) -> Pairs:
    """Pair the rows with the quantities: in order within a section, then what was moved or swapped."""
    pairs = Pairs([], [], [])
    for section in dict.fromkeys([*(row.section for row in rows), *(token.section for token in tokens)]):
        for row, token in align(
            [row for row in rows if row.section == section],
            [token for token in tokens if token.section == section],
            _cost,
        ):
            if row and token:
                pairs.together.append((row, token))
            elif row:
                pairs.rows.append(row)
            elif token:
                pairs.tokens.append(token)
    _exchange(pairs.together)
    _pair_moved(pairs)
    return pairs


def swapped_numbers(together: Sequence[tuple[Row, Token]]) -> dict[int, str]:
    """The rows that were given each other's number: the same name, by the position of each of the two."""
    wrong = [both for both in together if "number" in differences(*both)]
    names: dict[int, str] = {}
    for (row, token), (other_row, other_token) in combinations(wrong, 2):
        crossed = not any("number" in differences(*both) for both in ((row, other_token), (other_row, token)))
        if crossed and not {row.position, other_row.position} & names.keys():
            names[row.position] = names[other_row.position] = f"{row.position} {other_row.position}"
    return names


def _exchange(together: list[tuple[Row, Token]]) -> None:
    """Give two rows each other's quantity where both print it and their codes say the rows were swapped.

    Where the codes stand in order, the numbers were swapped and not the rows.
    """
    wrong = [i for i, (row, token) in enumerate(together) if _differ_in_content(row, token)]
    for i, j in combinations(wrong, 2):
        (row, token), (other_row, other_token) = together[i], together[j]
        # an earlier exchange may have settled one of them
        wrong_now = _differ_in_content(row, token) and _differ_in_content(other_row, other_token)
        right_then = not _differ_in_content(row, other_token) and not _differ_in_content(other_row, token)
        if row.code > other_row.code and wrong_now and right_then:
            together[i], together[j] = (row, other_token), (other_row, token)


def _pair_moved(pairs: Pairs) -> None:
    """Pair what is left over wherever it stands, if it prints the same; the likeliest first."""
    candidates = sorted(
        (_cost(row, token), i, j)
        for i, row in enumerate(pairs.rows)
        for j, token in enumerate(pairs.tokens)
        if not _differ_in_content(row, token)
    )
    taken_rows: set[int] = set()
    taken_tokens: set[int] = set()
    for _, i, j in candidates:
        if i not in taken_rows and j not in taken_tokens:
            pairs.together.append((pairs.rows[i], pairs.tokens[j]))
            taken_rows.add(i)
            taken_tokens.add(j)
    pairs.rows = [row for i, row in enumerate(pairs.rows) if i not in taken_rows]
    pairs.tokens = [token for j, token in enumerate(pairs.tokens) if j not in taken_tokens]


def _differ_in_content(row: Row, token: Token) -> bool:
    """Whether they differ in what is counted; a place or a qualifier is easily typed wrongly."""
    return bool({"number", "unit", "noun"}.intersection(differences(row, token)))


def _cost(row: Row, token: Token) -> float:
    """What it costs to pair them, for ``align``."""
    differ = differences(row, token)
    cost = sum(_COSTS[name] for name in differ if name in _COSTS) + (_REPEATS if row.repeats else 0)
    if "number" in differ:
        likeness = SequenceMatcher(None, row.number, _key(token.printed), autojunk=False).ratio()
        cost += _OTHER_NUMBER + _UNLIKE * (1 - likeness)
    return cost


@lru_cache(maxsize=4096)
def _key(printed: str) -> str:
    """The numbers of a quantity as they are compared: ``9 / 11`` is ``9/11``, ``%`` is a matter of the unit.

    >>> _key("1 231"), _key("3 - 5"), _key("-1,2 %"), _key("không")
    ('1231', '3 5', '-1,2', 'không')
    """
    printed = _SPACED.sub("", " ".join(printed.split()))
    sign = _SIGN.match(printed)
    numbers = " ".join(_NUMBER.findall(printed))
    return f"{sign[0].strip() if sign else ''}{numbers}" or "".join(printed.split())


def _measured(printed: str, unit: str) -> tuple[str, Unit, str]:
    """The kind and the unit of a row, as far as they can be read, and the unit as it is printed back."""
    try:
        quantity = parse(printed, unit=unit)
    except QuantityError:
        return "", Unit(noun=unit), unit
    try:
        return quantity.kind.value, parse_unit(quantity.unit), quantity.unit
    except QuantityError:  # that of a rate
        return quantity.kind.value, Unit(noun=quantity.unit), quantity.unit


def _same_noun(row: Row, token: Token) -> bool:
    if row.kind in _WITH_UNITS:
        return not row.measure or search_key(row.measure) == search_key(token.unit) or not token.unit
    return row.unit.is_money or noun_is_printed(row.unit.noun, token.after)


def _same_unit(row: Row, token: Token) -> bool:
    """Whether kind and scale agree; the noun is compared by itself."""
    if row.unit.scale != token.scale or _is_points(row.measure) != _is_points(token.unit):
        return False
    if token.kind == _PERCENTAGE and not readable_cell(row.cells["unit"]).startswith(_SHARES):
        # the column may leave % to the number, but then it names what is printed behind it
        noun = search_key(row.unit.noun)
        return row.kind == _PERCENTAGE and bool(noun) and search_key(token.after).startswith(noun)
    # of 1,4 tỷ with nothing behind it the table may know that it is money
    return row.kind == token.kind or bool(token.scale and row.kind == _MONEY and token.kind == _COUNT)


def _same_section(typed: str, printed: str) -> bool:
    """Whether a place is the printed one, as far as the document tells it (``0.4`` below ``3``)."""
    known, untold, _ = printed.partition(".0.")
    return typed.startswith(f"{known}.") if untold else typed == printed


def _is_points(unit: str) -> bool:
    """Whether it is percentage points."""
    return "%" in unit and not unit.startswith("%")


def _same_qualifier(row: Row, token: Token) -> bool:
    typed, printed = search_key(readable_cell(row.cells["qualifier"])), search_key(token.qualifier)
    if typed == printed:
        return True
    # a qualifier the grammar does not know, typed as it stands before the number
    return bool(typed) and not printed and search_key(token.before).endswith(typed)
