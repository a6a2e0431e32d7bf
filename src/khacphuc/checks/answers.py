"""Reviewers' answers, applied to the findings they answer. Pure: no disk, no Great Expectations.

An answer holds as long as what was observed stays the same. Whatever does not fit is a finding of its own,
and the finding it meant stays open: an answer never silences what nobody looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from khacphuc.checks.findings import ANSWERS, BETWEEN, Answer, Finding, Location, Place, in_order
from khacphuc.checks.fingerprint import cut, one_line
from khacphuc.data.decisions import concept_column, replacements
from khacphuc.locale import words
from khacphuc.schema.row_dicts import row_dicts
from khacphuc.schema.tables import ACCEPTED, NOT_RELATED, REASONS

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from khacphuc.checks.result import CheckResult
    from khacphuc.locale import Words

    Key = tuple[str, str]

ANSWER_RULES = {
    "AN-01": "warning",
    "AN-02": "warning",
    "AN-03": "warning",
    "AN-04": "warning",
    "AN-05": "critical",
    "AN-06": "critical",
    "AN-07": "critical",
    "AN-08": "critical",
    "AN-09": "critical",
    "AN-10": "warning",
}
"""Severity of each rule about answers; its words stand in the catalogue, group ``checks``."""

FINAL = "final"
"""The status of a document in which every finding about a relation of numbers is critical."""


def concepts(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """What each figure counts, definitions aside, by its code; of the clean tables."""
    codes = tables["figures"]["figure_id"]
    return {str(code): str(name) for code, name in zip(codes, concept_column(tables), strict=True)}


def with_choices(findings: Iterable[Finding], counted: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings with the figures of which one is to be used, where they ask to decide.

    Args:
        findings: what was found.
        counted: what each figure counts (see ``concepts``); parts of a sum, which a finding may name too,
            count something else.
    """
    return tuple(replace(finding, choices=_choices(finding, counted)) for finding in findings)


def apply_answers(
    findings: Iterable[Finding],
    answers: pd.DataFrame,
    *,
    status: str,
    counted: Mapping[str, str],
    changing: Collection[str] = (),
    replaced: Container[str] = (),
    undecided: Container[Key] = (),
    unchecked: Container[str] = (),
    language: str = "vi",
) -> tuple[Finding, ...]:
    """Put answers to the findings they answer, and report those that do not fit.

    In a final document every finding about a relation of numbers is critical. It is closed by choosing the
    figure that is used, where there is a choice, or by ``not_related``; to accept it does not suffice.

    Args:
        findings: what was found.
        answers: the clean table ``answers``; not changed.
        status: the document's status.
        counted: what each figure counts (see ``concepts``).
        changing: the figures in whose place the document prints another number.
        replaced: those in whose place another number is used, cited or not.
        undecided: rule and row of the findings that stay where the chosen numbers are used.
        unchecked: rules that were not checked this time: answers to them are left alone.
        language: of our own words.

    Returns:
        The findings with choices and answers, and the findings about answers (``ANSWER_RULES``), in order.
    """
    is_final = status == FINAL
    open_findings = [
        replace(finding, severity="critical") if is_final and finding.relates else finding
        for finding in with_choices(findings, counted)
    ]
    matching = _Matching(
        open_findings, is_final, changing, replaced, undecided, unchecked, words(language, "checks"), language
    )
    about_answers = list(matching.apply(answers))
    return in_order([*matching.findings, *about_answers])


def answer_printed(
    printed: CheckResult, tables: Mapping[str, pd.DataFrame], status: str, language: str = "vi"
) -> CheckResult:
    """Put answers to the findings about what was printed, where the assessment is missing.

    Args:
        printed: what ``check_printed`` found.
        tables: the clean tables.
        status: the document's status.
        language: of our own words.

    Returns:
        The same, with answers; those to rules that were not checked are left alone.
    """
    findings = apply_answers(
        printed.findings,
        tables["answers"],
        status=status,
        counted=concepts(tables),
        changing=(replaced := replacements(tables, status)),
        replaced=replaced,
        unchecked=_AllBut(frozenset(result.rule for result in printed.rules)),
        language=language,
    )
    return replace(printed, findings=findings)


@dataclass(frozen=True, slots=True)
class _AllBut:
    """Every rule but those that were checked."""

    checked: frozenset[str]

    def __contains__(self, rule: object) -> bool:
        return rule not in self.checked


def _choices(finding: Finding, counted: Mapping[str, str]) -> tuple[str, ...]:
    codes = [code for code in finding.codes if code in counted] if finding.decides else []
    same = tuple(code for code in codes if counted[code] == counted[codes[0]])
    return same if len(same) > 1 else ()


@dataclass(frozen=True, slots=True)
class _AnswerRow:
    """One readable row of ``answers``: the finding it means, what was observed then, and the answer."""

    rule: str
    row_id: str
    observed: str
    answer: Answer
    location: Location

    @property
    def key(self) -> Key:
        return self.rule, self.row_id

    @property
    def name(self) -> str:
        """``SL-10 SL031``."""
        return " ".join(filter(None, self.key))


def _recorded(row: Mapping[str, object]) -> _AnswerRow:
    text = {
        name: str(row[name]) for name in ("rule", "row_id", "observed", "decision", "uses", "reason", "role")
    }
    date = pd.Timestamp(str(row["date"])).date()
    line = row["line"]
    return _AnswerRow(
        text["rule"],
        text["row_id"],
        text["observed"],
        Answer(text["decision"], text["uses"], text["reason"], text["role"], date),
        Location("", str(row["file"]), None if pd.isna(line) else int(line)),  # type: ignore[call-overload]
    )


@dataclass
class _Matching:
    """The findings of a run, while answers are matched with them."""

    findings: list[Finding]
    is_final: bool
    changing: Collection[str]
    replaced: Container[str]
    undecided: Container[Key]
    unchecked: Container[str]
    labels: Words
    language: str
    positions: dict[Key, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for position, finding in enumerate(self.findings):
            self.positions.setdefault((finding.rule, finding.row_id), []).append(position)

    def apply(self, answers: pd.DataFrame) -> Iterator[Finding]:
        """Apply every answer; gives the findings about them."""
        groups: dict[tuple[str, ...], list[_AnswerRow]] = {}
        # what cannot be read the checks of the table report
        for row in answers[answers["problem"] == ""].pipe(row_dicts):
            recorded = _recorded(row)
            key: tuple[str, ...] = recorded.key
            if len(self.positions.get(recorded.key, ())) > 1:  # told apart by what was observed
                key = (*key, *(list(map(str, self._meant(recorded))) or [recorded.observed]))
            groups.setdefault(key, []).append(recorded)
        for first, *others in groups.values():
            if others:
                text = BETWEEN.join(recorded.answer.to_text(self.language) for recorded in (first, *others))
                yield self._about("AN-05", others[0], text, self.labels["one_answer"])
            else:
                yield from self._apply(first)

    def _meant(self, recorded: _AnswerRow) -> list[int]:
        """The positions of the findings it answers: same rule, same row, observed alike."""
        return [
            position
            for position in self.positions.get(recorded.key, ())
            if self.findings[position].was_observed_as(recorded.observed)
        ]

    def _apply(self, recorded: _AnswerRow) -> Iterator[Finding]:
        present = self.positions.get(recorded.key, [])
        text, labels = recorded.answer.to_text(self.language), self.labels
        decision = recorded.answer.decision
        if not present:
            if decision != "corrected" and recorded.rule not in self.unchecked:
                yield self._about("AN-01", recorded, text, labels["one_finding"])
            return
        meant = self._meant(recorded)
        if not meant:
            then = cut(one_line(recorded.observed))
            now = BETWEEN.join(self.findings[position].fingerprint for position in present)
            changed = labels["changed_since"].format(answer=text, then=then, now=now)
            yield self._about("AN-02", recorded, changed, then)
            return
        for position in meant:
            finding = self.findings[position]
            if wrong := self._insufficient(finding, recorded, text):
                yield wrong
                return
            changes = any(code in self.changing for code in finding.choices)
            self.findings[position] = replace(finding, answer=replace(recorded.answer, changes=changes))
        if decision == "corrected":
            yield self._about("AN-04", recorded, text, labels["row_changed"])

    def _insufficient(self, finding: Finding, recorded: _AnswerRow, text: str) -> Finding | None:
        """Why an answer that would close a finding does not; None if it does, or would not anyway."""
        decision, labels = recorded.answer.decision, self.labels
        if recorded.answer.is_closing and (decision in REASONS) != finding.restates:
            return self._about("AN-10", recorded, text, labels["other_answer"])
        if decision == NOT_RELATED and not finding.relates:
            return self._about("AN-08", recorded, text, labels["other_answer"])
        if decision == ACCEPTED and not finding.acceptable:
            return self._about("AN-03", recorded, text, labels["correct_table"])
        if decision == ACCEPTED:
            return self._wrong_choice(finding, recorded) or self._unsettled(finding, recorded, text)
        if recorded.answer.is_closing and recorded.answer.uses:
            return self._wrong(recorded, labels["uses_empty"])
        return None

    def _wrong_choice(self, finding: Finding, recorded: _AnswerRow) -> Finding | None:
        uses, offered = recorded.answer.uses, finding.choices
        if uses in offered or (not uses and not (self.is_final and offered)):
            return None
        expected = self.labels["one_of" if offered else "uses_empty"].format(codes=", ".join(offered))
        return self._wrong(recorded, expected)

    def _wrong(self, recorded: _AnswerRow, expected: str) -> Finding:
        wrong = self._about("AN-06", recorded, f"«{recorded.answer.uses}»", expected)
        return wrong if self.is_final else replace(wrong, severity="warning")

    def _unsettled(self, finding: Finding, recorded: _AnswerRow, text: str) -> Finding | None:
        """In a final document, why a relation is still broken although it was accepted."""
        if not (self.is_final and finding.relates):
            return None
        if not finding.choices:
            return self._about("AN-07", recorded, text, self.labels["correct_or_not_related"])
        if recorded.key in self.undecided or recorded.answer.uses in self.replaced:
            return self._about("AN-09", recorded, text, self.labels["one_choice"])
        return None

    def _about(self, rule: str, recorded: _AnswerRow, observed: str, expected: str) -> Finding:
        return Finding(
            rule=rule,
            severity=ANSWER_RULES[rule],
            table=ANSWERS,
            description=self.labels[rule],
            row_id=recorded.name,
            related=(recorded.row_id,) if recorded.row_id else (),
            places=(Place(recorded.name, ANSWERS, note=observed, separator=": "),),
            expected=expected,
            location=recorded.location,
        )
