"""What is true of an example: every number, count, status and class, and what was planted to be found.

It is written down when the example is invented, not read from its tables, so that tests compare the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from khacphuc.office.example.ratings import RatingTruth
    from khacphuc.office.example.returns_truth import ReturnsTruth

#: The kinds of years a story is told in, in turn.
FIRST: Final = "first"
SECOND: Final = "second"
AGAIN: Final = "again"


@dataclass(frozen=True, slots=True)
class PlantedFinding:
    """A finding that was planted: its rule, the row it is about, its severity, and how it is answered."""

    rule: str
    row_id: str
    severity: str = "warning"
    decision: str = ""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What a unit got in emulation: the points that count, those deadlines took, its rank and who shares it.

    Without a rank it is not scored for every criterion.
    """

    points: Fraction
    lost: Fraction
    rank: int | None
    tied_with: frozenset[str]


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """What became of a measure: how far it is, why it was dropped, the months of which nobody reported.

    ``late``: due and neither done nor dropped; ``done_late``: done in a later month than it was due in;
    ``unproven``: done without evidence.
    """

    status: str
    reason: str = ""
    silent: tuple[str, ...] = ()
    late: bool = False
    done_late: bool = False
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class RunTruth:
    """What is true of one run.

    Attributes:
        run: its id.
        office: the folder of its reference tables.
        year: its year.
        exit_code: of ``khacphuc run`` and ``check``.
        figures: the value of every figure in the unit of the clean tables, by its code; a ratio's quotient.
        computed: the exact value of every computed number, by its code.
        statuses: of every criterion, by its code.
        classes: the class the policy proposes for each shortcoming, by its code.
        declared: the class its tables declare, by its code.
        rows: how many rows each of its raw tables has.
        units: how many units its office has of each level.
        planted: what the checks find, and nothing besides.
        returns: what is true of the forms its units sent; None where they send none.
        scores: of every unit that is scored, by its code; empty where none is.
        admission: how many each district introduced, how many of them are workers, were considered and
            admitted, by its code.
        measures: what became of each, by its code.
        ratings: what is true of the monthly ratings.
        papers: what became of each paper of a meeting, by its code.
        departments: how many papers each department had due, and how many in time.
        meetings: what became of each meeting, by its code.
        supervision: what became of each finding of supervision, with the days to its answer or year's end.
    """

    run: str
    office: str
    year: int
    exit_code: int
    figures: Mapping[str, Fraction]
    computed: Mapping[str, Fraction]
    statuses: Mapping[str, str]
    classes: Mapping[str, str]
    declared: Mapping[str, str]
    rows: Mapping[str, int]
    units: Mapping[str, int]
    planted: frozenset[PlantedFinding]
    returns: ReturnsTruth | None = None
    scores: Mapping[str, UnitResult] = field(default_factory=dict)
    admission: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    measures: Mapping[str, MeasureResult] = field(default_factory=dict)
    ratings: RatingTruth | None = None
    papers: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    meetings: Mapping[str, str] = field(default_factory=dict)
    supervision: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExampleTruth:
    """What is true of every run of an example, by its id."""

    runs: Mapping[str, RunTruth]
