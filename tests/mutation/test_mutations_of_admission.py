"""Mistakes in the column ``part_of`` of the list of indicators are findings; what is right is none.

Cells are made to name another indicator of the list, their own, or one there is none of.
"""

from __future__ import annotations

import random
import warnings
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from khacphuc.checks.codes import known_codes
from khacphuc.checks.views.lookups import by_key, look_up_texts
from khacphuc.data.records.admission import circles, whole_figures

from .. import run2021

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # Great Expectations imports sre_constants
    from khacphuc.checks.suites import load_suites

    from .direct import broken_rows

if TYPE_CHECKING:
    import pandas as pd

    from khacphuc.checks.suites import SuiteFile

pytestmark = pytest.mark.full

SHARE, SEED, MISTAKES = 0.98, 16, 150
RULES = {"indicators": ("DM-12", "DM-13", "DM-14"), "figures": ("SL-31",)}


@cache
def rules() -> dict[str, SuiteFile]:
    """The rules about parts and wholes."""
    loaded = load_suites(run2021.LAYOUT.expectations)
    return {
        name: loaded[name].model_copy(
            update={"expectations": [rule for rule in loaded[name].expectations if rule.meta.rule in codes]}
        )
        for name, codes in RULES.items()
    }


@cache
def known() -> dict[str, list[str]]:
    """The codes there are."""
    return known_codes(run2021.tables())


def broken(part_of: pd.Series) -> set[tuple[str, str]]:
    """The rules that rows break where ``part_of`` is another."""
    tables = run2021.tables()
    indicators = tables["indicators"].assign(part_of=part_of)
    frames = {
        "indicators": indicators.assign(
            circle=circles(indicators),
            whole_kind=look_up_texts(part_of, by_key(indicators, "indicator_id", "kind")),
        ),
        "figures": tables["figures"].join(whole_figures(tables["figures"], indicators)),
    }
    return {pair for name, suite in rules().items() for pair in broken_rows(suite, frames[name], known())}


@cache
def cells(column: str) -> dict[str, str]:
    """A column of the list of indicators by their codes."""
    indicators = run2021.tables()["indicators"]
    return dict(zip(indicators["indicator_id"], indicators[column], strict=True))


@cache
def largest() -> tuple[dict[str, float], dict[str, float]]:
    """By indicator the largest number that is printed: of figures that name no parent, and of all."""
    figures = run2021.tables()["figures"].dropna(subset="value")
    parts = figures[figures["parent"] == ""]
    return parts.groupby("indicator")["value"].max().to_dict(), figures.groupby("indicator")[
        "value"
    ].max().to_dict()


def is_knowable(code: str, whole: str) -> bool:
    """Whether an indicator would be a part of itself or of another kind of number, or more than its whole."""
    kinds, above = cells("kind"), cells("part_of") | {code: whole}
    if kinds.get(whole) != kinds[code]:
        return True
    way = [code]
    while step := above[way[-1]]:
        if step in way:
            return True
        way.append(step)
    of_parts, printed = largest()
    nearest = next((printed[name] for name in way[1:] if name in printed), None)
    return nearest is not None and code in of_parts and of_parts[code] > nearest


def knowable(number: int) -> list[tuple[str, str]]:
    """Some of the mistakes somebody could know of: an indicator, and what it is said to be a part of."""
    above = cells("part_of")
    pairs = [(code, whole) for code in above for whole in (*above, f"{code}_9999") if whole != above[code]]
    random.Random(SEED).shuffle(pairs)  # noqa: S311 - seeded on purpose
    return [*islice((pair for pair in pairs if is_knowable(*pair)), number)]


def share_of(pairs: list[tuple[str, str]]) -> tuple[float, list[tuple[str, str]]]:
    """The share of some mistakes that is told, and those that are not."""
    indicators = run2021.tables()["indicators"]
    codes, part_of = indicators["indicator_id"], indicators["part_of"]
    silent = [(code, whole) for code, whole in pairs if not broken(part_of.mask(codes == code, whole))]
    return 1 - len(silent) / len(pairs), silent


def test_what_is_right_is_not_told() -> None:
    """The list as it is breaks none of these rules."""
    assert broken(run2021.tables()["indicators"]["part_of"]) == set()


def test_mistakes_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Nearly all that can be known; the share is printed."""
    share, silent = share_of(knowable(MISTAKES))
    with capsys.disabled():
        print(f"\npart_of: {share:.1%} of {MISTAKES} mistakes are told")  # noqa: T201
    assert share >= SHARE, silent
