"""The numbers of one office through the years: invented with a seed, each exact and as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from khacphuc.office.example.meetings import papers_in_time
from khacphuc.office.example.truth import AGAIN, FIRST, SECOND
from khacphuc.text.formats import format_count, format_decimal, format_part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from khacphuc.office.example.names import Province

#: From outstanding members introduced to those admitted: each is a part of the one before.
ADMISSION: Final = ("SL012", "SL013", "SL035", "SL036")
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its value in the unit of the clean tables, and how it is printed."""

    value: Fraction
    printed: str


@dataclass(frozen=True, slots=True)
class OfficeYear:
    """The numbers of one office in one year.

    Attributes:
        kind: of the year (see ``truth``).
        figures: by their codes.
        computed: by their codes.
        returns: what the communes returned; they sum up to SL020 and SL021.
        admission: what each district returned of SL012, SL013, SL035 and SL036.
    """

    kind: str
    figures: dict[str, Number]
    computed: dict[str, Number]
    returns: tuple[tuple[str, int, int], ...]
    admission: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Base:
    """What an office is like in every year."""

    required: int
    sessions: int
    attendances: int
    leaflets: int
    gifts: int
    corners: int
    activities: int
    participants: int
    members: int
    gathering: int
    worker_share: float


def office_years(random: Random, province: Province, count: int) -> tuple[OfficeYear, ...]:
    """Invent the numbers of an office for so many years."""
    base = _Base(
        required=random.randrange(1000, 2500, 50),
        sessions=random.randint(180, 300),
        attendances=random.randint(14_000, 24_000),
        leaflets=random.randint(3_000, 4_500),
        gifts=random.randint(12, 18),
        corners=random.randint(14, 30),
        activities=random.randint(30, 60),
        participants=random.randint(1_400, 2_400),
        members=random.randint(90, 140),
        gathering=random.randint(640, 700),
        worker_share=random.uniform(0.045, 0.06),
    )
    return tuple(_year(random, province, base, kind) for kind in year_kinds(count))


def year_kinds(count: int) -> tuple[str, ...]:
    """The kinds of so many years in turn.

    >>> year_kinds(4)
    ('first', 'second', 'again', 'second')
    """
    return tuple(SECOND if index % 2 else AGAIN if index else FIRST for index in range(count))


def _year(random: Random, province: Province, base: _Base, kind: str) -> OfficeYear:
    after = kind == SECOND

    def near(number: int) -> int:
        # far from half of what it is in another year, which would be a finding of its own (SL-24)
        return round(number * random.uniform(0.9, 1.1))

    communes = province.of_level("commune")
    covered = round(len(communes) * (random.uniform(0.93, 0.97) if after else random.uniform(0.84, 0.9)))
    returns = _returns(random, [unit.unit_id for unit in communes], covered)
    introduced = round(base.required * (random.uniform(1.01, 1.06) if after else random.uniform(0.88, 0.96)))
    workers = round(introduced * base.worker_share)
    considered = workers * 2 // 5
    branches = 5 if after else 4
    members = near(base.members)
    tenths = base.gifts * 10 + random.randint(1, 9)
    money = format_decimal(Fraction(tenths, 10), 1)
    # planted in years of the first kind: a point where Vietnamese print a comma (SL-12)
    printed_money = money if after else money.replace(",", ".")
    gathering = base.gathering - random.randint(15, 40) if after else base.gathering + random.randint(0, 9)
    counts = {
        **dict.fromkeys(("SL001", "SL034"), 4),
        **dict.fromkeys(("SL002", "SL003", "SL004", "SL005"), 1),
        "SL006": 4,
        "SL008": 11,
        "SL010": base.required,
        "SL012": introduced,
        "SL013": workers,
        "SL015": 4,
        "SL016": 2 + branches,
        "SL017": 2,
        "SL018": branches,
        "SL020": sum(counselled for _, counselled, _ in returns),
        "SL021": sum(progressed for _, _, progressed in returns),
        "SL022": near(base.sessions),
        "SL023": near(base.attendances),
        # planted in years of the second kind: more than half as many again (SL-24)
        "SL024": base.leaflets * 17 // 10 if after else base.leaflets,
        "SL026": near(base.corners),
        "SL027": 11 if after else 10,
        "SL028": 3,
        "SL030": near(base.activities),
        "SL031": near(base.participants),
        "SL032": members,
        # planted in years of the first kind: one number, printed as two (SL-10)
        "SL033": members if after else members + 2,
        "SL035": considered,
        # planted in years of the first kind: one thing counted by two definitions (SL-11)
        "SL036": considered if after else considered - 3,
    }
    figures = {code: Number(Fraction(count), format_count(count)) for code, count in counts.items()}
    figures |= {
        "SL007": Number(Fraction(100), "100%"),
        "SL009": _ratio(11 if after else 9, 11),
        "SL011": Number(Fraction(4), "4%"),
        "SL014": _rounded(Fraction(workers * 100, introduced), 1),
        "SL019": _ratio(covered, len(communes)),
        "SL025": Number(Fraction(tenths * _MILLION, 10), printed_money),
        "SL029": _rounded(Fraction(gathering, 10), 1),
    }
    districts = [unit.unit_id for unit in province.of_level("district")]
    admission = _admission(districts, [counts[code] for code in ADMISSION])
    return OfficeYear(kind, dict(sorted(figures.items())), _computed(figures, kind), returns, admission)


def _returns(random: Random, communes: list[str], covered: int) -> tuple[tuple[str, int, int], ...]:
    """Per commune how many were counselled, and how many of them progressed; none where nobody counsels."""
    counselling = set(random.sample(communes, covered))
    rows = []
    for commune in communes:
        counselled = random.randint(2, 6) if commune in counselling else 0
        rows.append((commune, counselled, random.randint(counselled // 2, counselled)))
    return tuple(rows)


def _admission(districts: list[str], steps: list[int]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each step of every district, by its share of the step before: so none has more than of that."""
    weights = [len(districts) + place for place in range(len(districts))]
    columns = []
    for total in steps:
        weights = apportion(total, weights)
        columns.append(weights)
    return tuple(zip(districts, zip(*columns, strict=True), strict=True))


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """A total in whole parts by their weights: the largest remainders get what is left.

    >>> apportion(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    shares = [divmod(total * weight, whole) for weight in weights]
    counts = [count for count, _ in shares]
    by_remainder = sorted(range(len(weights)), key=lambda place: (-shares[place][1], place))
    for place in by_remainder[: total - sum(counts)]:
        counts[place] += 1
    return counts


def _computed(figures: dict[str, Number], kind: str) -> dict[str, Number]:
    value = {code: number.value for code, number in figures.items()}
    shares = {
        "TL01": (value["SL012"] / value["SL010"], 1),
        "TL02": (value["SL013"] / value["SL012"], 1),
        "TL04": (value["SL009"], 2),
        "TL05": (value["SL019"], 2),
        "TL06": (value["SL021"] / value["SL020"], 1),
        "TL08": (papers_in_time(kind), 1),
    }
    numbers = {
        code: Number(share * 100, _percentage(share * 100, decimals))
        for code, (share, decimals) in shares.items()
    }
    sums = {
        "TL03": value["SL017"] + value["SL018"],
        "TL07": sum((value[f"SL00{place}"] for place in range(2, 6)), Fraction(0)),
    }
    return dict(
        sorted((numbers | {code: Number(total, format_count(total)) for code, total in sums.items()}).items())
    )


def _ratio(numerator: int, denominator: int) -> Number:
    return Number(Fraction(numerator, denominator), format_part(numerator, denominator))


def _rounded(percent: Fraction, decimals: int) -> Number:
    """A percentage that is printed, and so has no more digits than are printed."""
    printed = _percentage(percent, decimals)
    return Number(Fraction(printed.removesuffix("%").replace(",", ".")), printed)


def _percentage(percent: Fraction, decimals: int) -> str:
    return f"{format_decimal(percent, decimals)}%"
