"""Reviewers' answers, applied to the findings they answer. Pure: no disk, no Great Expectations.

An answer holds as long as what was observed stays the same. Whatever does not fit is a finding of its own,
and the finding it meant stays open: an answer never silences what nobody looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.findings import FINDING_COLUMNS
from khacphuc.checks.fingerprint import fingerprint
from khacphuc.locale import LANGUAGES, words
from khacphuc.schema.tables import SEPARATOR
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khacphuc.locale import Words

    Finding = dict[str, object]
    Place = tuple[str, str]

RULES = {
    "AN-01": "warning",
    "AN-02": "warning",
    "AN-03": "warning",
    "AN-04": "warning",
    "AN-05": "critical",
    "AN-06": "critical",
}
"""Severity of each rule about answers; what it says stands in the catalogue, group ``checks``."""

ACCEPTED = "accepted"
_FINAL = "final"


def is_broken(observed: str) -> bool:
    """Whether a finding says that the check itself broke, in whatever language.

    >>> is_broken("the check broke: no column x"), is_broken("«17»")
    (True, False)
    """
    return observed.startswith(tuple(words(language, "checks")["broken"] for language in LANGUAGES))


def concepts(figures: pd.DataFrame) -> dict[str, str]:
    """What each figure counts, definitions aside; of a view of ``figures`` (see ``views``)."""
    return {str(code): str(name) for code, name in zip(figures["figure_id"], figures["concept"], strict=True)}


def choices(
    findings: pd.DataFrame, counted: Mapping[str, str], deciding: frozenset[str]
) -> dict[Place, tuple[str, ...]]:
    """The figures of which one is to be used, for every finding that asks to decide.

    Args:
        findings: what was found.
        counted: what each figure counts (see ``concepts``); parts of a sum, which a finding may tell too,
            count something else.
        deciding: the rules whose findings a final document must decide.
    """
    found: dict[Place, tuple[str, ...]] = {}
    for row in findings.to_dict("records"):
        if row["rule"] not in deciding:
            continue
        codes = [code for code in (row["row_id"], *row["related"].split(SEPARATOR)) if code in counted]
        same = tuple(code for code in codes if counted[code] == counted[codes[0]])
        if len(same) > 1:
            found[row["rule"], row["row_id"]] = same
    return found


def apply_answers(
    findings: pd.DataFrame,
    answers: pd.DataFrame,
    *,
    acceptable: frozenset[str],
    deciding: frozenset[str],
    status: str,
    counted: Mapping[str, str],
    elsewhere: frozenset[str] = frozenset(),
    language: str = "vi",
) -> pd.DataFrame:
    """Write answers beside the findings they answer, and tell those that do not fit.

    Args:
        findings: what was found (``findings.collect``); not changed.
        answers: the clean table ``answers``; not changed.
        acceptable: the rules whose findings may be accepted.
        deciding: the rules whose findings are critical in a final document until they are accepted.
        status: the document's status.
        counted: what each figure counts (see ``concepts``).
        elsewhere: rules that were not checked this time: their answers are let be.
        language: of our own words.

    Returns:
        The findings in their order, ``answer`` filled in, with the findings about answers (``RULES``).
    """
    rows: list[Finding] = [
        {str(name): cell for name, cell in row.items()} for row in findings.to_dict("records")
    ]
    if status == _FINAL:
        rows = [row | ({"severity": "critical"} if row["rule"] in deciding else {}) for row in rows]
    say, offered = words(language, "checks"), choices(findings, counted, deciding)
    desk = _Desk(rows, acceptable, offered, status == _FINAL, elsewhere, say)
    about = list(desk.take(answers))
    return in_order([*desk.rows, *about])


def in_order(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Findings as a frame in the order of ``findings.collect``."""
    frame = pd.DataFrame(list(rows), columns=list(FINDING_COLUMNS)).astype({"line": "Int64"})
    words = frame.columns.drop("line")
    frame[words] = frame[words].astype("str")
    return frame.sort_values(
        ["severity", "rule", "file", "line", "row_id", "observed"], ignore_index=True, na_position="first"
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """One readable row of ``answers``."""

    row: Finding

    @property
    def place(self) -> Place:
        return str(self.row["rule"]), str(self.row["row_id"])

    @property
    def seen(self) -> str:
        return fingerprint(str(self.row["observed"]))

    def told(self, say: Words) -> str:
        """``accepted: lý do (Bí thư, 03/3/2021); dùng SL031``."""
        row = self.row
        date = format_date(pd.Timestamp(str(row["date"])).date())
        told = f"{row['decision']}: {row['reason']} ({row['role']}, {date})"
        return say["used"].format(told=told, code=row["uses"]) if row["uses"] else told


@dataclass
class _Desk:
    """The findings of a run, while answers are laid beside them."""

    rows: list[Finding]
    acceptable: frozenset[str]
    choices: Mapping[Place, tuple[str, ...]]
    final: bool
    elsewhere: frozenset[str]
    say: Words
    places: dict[Place, list[Finding]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            self.places.setdefault((str(row["rule"]), str(row["row_id"])), []).append(row)

    def take(self, answers: pd.DataFrame) -> Iterator[Finding]:
        """Lay down every answer; gives the findings about them."""
        groups: dict[tuple[str, ...], list[_Given]] = {}
        for row in answers.to_dict("records"):
            given = _Given({str(name): cell for name, cell in row.items()})
            if row["problem"]:  # the checks of the table tell what cannot be read
                continue
            # several findings of one row are told apart by their words
            several = len(self.places.get(given.place, ())) > 1
            groups.setdefault((*given.place, given.seen) if several else given.place, []).append(given)
        for first, *others in groups.values():
            if others:
                told = " | ".join(one.told(self.say) for one in (first, *others))
                yield self._about("AN-05", others[0], told, self.say["one_answer"])
            else:
                yield from self._lay(first)

    def _lay(self, given: _Given) -> Iterator[Finding]:
        there, told, say = self.places.get(given.place, []), given.told(self.say), self.say
        decision = given.row["decision"]
        if not there:
            if decision != "corrected" and given.place[0] not in self.elsewhere:
                yield self._about("AN-01", given, told, say["one_finding"])
            return
        same = [row for row in there if fingerprint(str(row["observed"])) == given.seen]
        if not same:
            now = " | ".join(fingerprint(str(row["observed"])) for row in there)
            changed = say["changed_since"].format(told=told, seen=given.seen, now=now)
            yield self._about("AN-02", given, changed, given.seen)
            return
        for row in same:
            if decision == ACCEPTED and (
                row["rule"] not in self.acceptable or is_broken(str(row["observed"]))
            ):
                yield self._about("AN-03", given, told, say["correct_table"])
                return
            if decision == ACCEPTED and (wrong := self._wrong_choice(given)):
                yield wrong
                return
            row["answer"] = told
        if decision == "corrected":
            yield self._about("AN-04", given, told, say["row_changed"])

    def _wrong_choice(self, given: _Given) -> Finding | None:
        offered, used = self.choices.get(given.place, ()), str(given.row["uses"])
        if used in offered or (not used and not (self.final and offered)):
            return None
        expected = self.say["one_of" if offered else "uses_empty"].format(codes=", ".join(offered))
        wrong = self._about("AN-06", given, f"«{used}»", expected)
        return wrong if self.final else wrong | {"severity": "warning"}

    def _about(self, rule: str, given: _Given, observed: str, expected: str) -> Finding:
        row = given.row
        return {
            "severity": RULES[rule],
            "rule": rule,
            "table": "answers",
            "row_id": " ".join(filter(None, given.place)),
            "related": given.place[1],
            "file": row["file"],
            "line": row["line"],
            "source": "",
            "observed": f"{' '.join(filter(None, given.place))}: {observed}",
            "expected": expected,
            "description": self.say[rule],
            "answer": "",
        }
