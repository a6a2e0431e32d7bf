"""The meetings of an office, their papers and its supervision: what becomes of each first, rows of it then.

In years of the first kind some papers are late, one is never sent and a meeting is put off; in those of the
second all are in time, and of one meeting nobody recorded any.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from khacphuc.config.yaml_models import Model, load_model
from khacphuc.office.example.templates import EXAMPLE_TEMPLATES
from khacphuc.office.example.truth import SECOND, PlantedFinding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.office.example.names import Province

    Rows = list[dict[str, str]]

_MONTHS: Final = 12
_DAY: Final = 20
_AHEAD: Final = 5  # days: two more than are asked
_LATE: Final = 1
#: The meeting of which only the day its papers were sent is recorded, and the one of which not even that is.
_SUMMARY: Final = 7
_UNRECORDED: Final = 3
#: Month and place of the papers that are late, and of the one that is never sent; the meeting put off.
_LATE_PAPERS: Final = frozenset({(2, 1), (9, 0)})
_UNSENT_PAPERS: Final = frozenset({(11, 2)})
_MOVED: Final = 9
_DAYS_MOVED: Final = 5
_PER_MEETING: Final = 3
_DEPARTMENTS: Final = MappingProxyType(
    {
        "office": "agenda",
        "propaganda": "propaganda",
        "movement": "movement",
        "organisation": "organisation",
    }
)


@dataclass(frozen=True, slots=True)
class OfficeMeetings:
    """The meetings, papers and supervision of an office in one year.

    Attributes:
        tables: the rows of each table.
        papers: what became of each paper, by its code; of a meeting without rows of papers by the meeting's.
        departments: how many papers each department had due, and how many in time.
        meetings: what became of each meeting, by its code.
        supervision: what became of each finding, by its code, with the days to its answer or the year's end.
        planted: what the checks find about them.
    """

    tables: dict[str, Rows]
    papers: Mapping[str, str]
    departments: Mapping[str, tuple[int, int]]
    meetings: Mapping[str, str]
    supervision: Mapping[str, tuple[str, int | None]]
    planted: frozenset[PlantedFinding]


def papers_in_time(kind: str) -> Fraction:
    """The share of papers in time in a year of one kind."""
    states = Counter(state for _, _, state in _paper_states(kind))
    states[_summary_state(kind)] += 1
    return Fraction(states["in_time"], sum(states.values()))


class _Words(Model):
    words: dict[str, str]


@cache
def _words() -> dict[str, str]:
    return load_model(EXAMPLE_TEMPLATES / "meetings.yml", _Words, filename="meetings.yml").words


def office_meetings(province: Province, year: int, kind: str, values: Mapping[str, str]) -> OfficeMeetings:
    """Tell what becomes of the meetings and the supervision of a year.

    Args:
        province: whose year it is.
        year: the year.
        kind: of the year (see ``truth``); one that begins anew goes as the first.
        values: what stands in templates for each name in them.
    """
    words = _words()
    held = {month: _held(year, kind, month) for month in range(1, _MONTHS + 1)}
    meetings, papers = _meeting_rows(year, kind, held), []
    states: dict[str, str] = {f"PH{_SUMMARY:02}": _summary_state(kind)}
    departments: dict[str, list[int]] = {"": [1, int(_summary_state(kind) == "in_time")]}
    planted = set()
    for number, (month, department, state) in enumerate(_paper_states(kind), start=1):
        code, name = f"TA{number:02}", words[f"department_{department}"]
        days = {"in_time": _AHEAD, "late": _LATE}.get(state)
        sent = "" if days is None else _print(held[month] - dt.timedelta(days=days))
        title = words[f"title_{_DEPARTMENTS[department]}"].format(month=month)
        papers.append(
            {
                "paper_id": code,
                "meeting_id": f"PH{month:02}",
                "department": name,
                "title": title,
                "sent_on": sent,
            }
        )
        states[code] = state
        counts = departments.setdefault(name, [0, 0])
        counts[0] += 1
        counts[1] += state == "in_time"
        if state != "in_time":
            planted.add(PlantedFinding("TA-07" if state == "late" else "TA-08", code))
    if kind != SECOND:
        planted |= {PlantedFinding("PH-08", f"PH{_MOVED:02}"), PlantedFinding("PH-05", f"PH{_SUMMARY:02}")}
    else:
        planted.add(PlantedFinding("PH-06", f"PH{_UNRECORDED:02}"))
    supervision, results, others = _supervision(province, year, kind, values)
    return OfficeMeetings(
        tables={"meetings": meetings, "papers": papers, **supervision},
        papers=MappingProxyType(states),
        departments=MappingProxyType({name: (due, good) for name, (due, good) in departments.items()}),
        meetings=MappingProxyType(
            {
                f"PH{month:02}": "moved" if kind != SECOND and month == _MOVED else "on_day"
                for month in range(1, _MONTHS + 1)
            }
        ),
        supervision=MappingProxyType(results),
        planted=frozenset(planted | others),
    )


def _summary_state(kind: str) -> str:
    return "in_time" if kind == SECOND else "late"


def _paper_states(kind: str) -> list[tuple[int, str, str]]:
    """Month, department and state of each paper, in order."""
    names, states = list(_DEPARTMENTS), []
    for month in range(1, _MONTHS + 1):
        if month == _SUMMARY or (kind == SECOND and month == _UNRECORDED):
            continue
        for place in range(_PER_MEETING):
            state = "in_time"
            if kind != SECOND and (month, place) in _LATE_PAPERS:
                state = "late"
            if kind != SECOND and (month, place) in _UNSENT_PAPERS:
                state = "not_sent"
            states.append((month, names[(month + place) % len(names)], state))
    return states


def _held(year: int, kind: str, month: int) -> dt.date:
    moved = _DAYS_MOVED if kind != SECOND and month == _MOVED else 0
    return dt.date(year, month, _DAY + moved)


def _meeting_rows(year: int, kind: str, held: Mapping[int, dt.date]) -> Rows:
    days = _AHEAD if _summary_state(kind) == "in_time" else _LATE
    return [
        {
            "meeting_id": f"PH{month:02}",
            "held_on": _print(day),
            "papers_sent_on": _print(day - dt.timedelta(days=days)) if month == _SUMMARY else "",
            "kind": "regular",
            "planned_on": _print(dt.date(year, month, _DAY)),
        }
        for month, day in held.items()
    ]


def _supervision(
    province: Province, year: int, kind: str, values: Mapping[str, str]
) -> tuple[dict[str, Rows], dict[str, tuple[str, int | None]], set[PlantedFinding]]:
    """Rows of the two tables, what became of each finding, and what is found about them."""
    first, second = province.of_level("district")[:2]
    words = _words()
    plan, letter, later = (
        values[name] for name in ("supervision", "supervision_letter", "supervision_later")
    )
    supervisions = [
        {
            "supervision_id": f"GS0{place}",
            "topic": words[f"topic_{place}"],
            "unit_id": unit.unit_id,
            "plan": f"VB{plan}",
            "visited_on": day,
            "follow_up": follow_up,
        }
        for place, (unit, day, follow_up) in enumerate(
            ((first, f"15/6/{year}", f"VB{letter}"), (second, f"10/9/{year}", "")), start=1
        )
    ]
    is_second = kind == SECOND
    year_end = dt.date(year, _MONTHS, 31)
    sent, sent_later = dt.date(year, 8, 2), dt.date(year, 10, 5)
    # code, its own letter, the day that letter or its supervision's was sent, days to the answer
    stories: list[tuple[str, str, dt.date | None, int | None]] = [
        ("GS01.1", "", sent, 21),
        ("GS01.2", "", sent, 39 if is_second else None),
        ("GS02.1", f"VB{later}", sent_later, 51),
        ("GS02.2", f"VB{later}" if is_second else "", sent_later if is_second else None, None),
    ]
    rows: Rows = []
    results: dict[str, tuple[str, int | None]] = {}
    planted = set()
    for code, letter_code, asked_on, days in stories:
        answered = None if asked_on is None or days is None else asked_on + dt.timedelta(days=days)
        rows.append(
            {
                "supervision_finding_id": code,
                "supervision_id": code.partition(".")[0],
                "finding": words[f"finding_{code}"],
                "addressee": words["addressee"],
                "follow_up": letter_code,
                "answered_on": "" if answered is None else _print(answered),
            }
        )
        if asked_on is None:
            results[code] = ("not_asked", None)
            planted.add(PlantedFinding("KN-10", code))
        elif answered is None:
            results[code] = ("unanswered", (year_end - asked_on).days)
            planted.add(PlantedFinding("KN-11", code))
        else:
            results[code] = ("answered", days)
    return {"supervisions": supervisions, "supervision_findings": rows}, results, planted


def _print(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
