"""What a final document prints holds, whatever was answered: checked by an arithmetic of the tests' own."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from khacphuc.checks.findings import is_blocking
from khacphuc.data.decisions import with_decisions
from khacphuc.project.files import read_text
from khacphuc.report.compose import compose
from khacphuc.report.document.nodes import CitedValue, Note, inlines, plain
from khacphuc.schema.tables import DECISIONS, TABLES

from . import run2021

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khacphuc.checks.findings import Finding
    from khacphuc.checks.result import CheckResult
    from khacphuc.report.document import nodes

pytestmark = pytest.mark.untraced

CHOICES = {
    "SL-10 SL027": "SL075",
    "SL-10 SL031": "SL067",
    "SL-10 SL032": "SL068",
    "SL-10 SL035": "SL071",
    "SL-10 SL039": "SL073",
    "SL-10 SL040": "SL074",
    "SL-11 SL029": "SL076",
}
"""The second figure of each disagreement of 2021."""


@dataclass
class FinalDocument:
    """A document and the answers it was made with.

    Attributes:
        tables: the clean tables, with the answers.
        findings: what the checks finding.
    """

    tables: dict[str, pd.DataFrame]
    findings: tuple[Finding, ...]

    @cached_property
    def blocks(self) -> tuple[nodes.Block, ...]:
        """The document, without annexes."""
        return tuple(
            compose(
                self.tables,
                run2021.assessment(with_decisions(self.tables, "final")),
                run2021.parameters().model_copy(update={"status": "final", "annexes": ()}),
                run2021.policy(),
                prose(),
                filename="params/2021.md",
                findings=self.findings,
            )
        )

    @property
    def blocking(self) -> list[str]:
        """The findings that withhold it."""
        return [f"{finding.rule} {finding.row_id}" for finding in self.findings if finding.is_blocking]

    @property
    def printed(self) -> dict[str, set[str]]:
        """What each code prints in the prose."""
        texts: dict[str, set[str]] = {}
        for part in inlines(self.blocks):
            if isinstance(part, CitedValue):
                texts.setdefault(part.id, set()).add(part.text)
        return texts

    @property
    def text(self) -> str:
        """All words of the document, with those of its notes."""
        notes = [plain(part.children) for part in inlines(self.blocks) if isinstance(part, Note)]
        below = [plain(block.note) for block in self.blocks if getattr(block, "note", ())]
        return "\n".join([plain(self.blocks), *notes, *below])


@cache
def prose() -> str:
    """The prose of 2021 without its charts: drawing takes long, and they print no number of their own."""
    return re.sub(r"```chart\n.*?```\n", "", read_text(run2021.LAYOUT.prose("2021")), flags=re.DOTALL)


def reason(finding: Finding) -> str:
    """A reason of its own for each answer, to be looked for in the document."""
    return f"lý do của {finding.rule} {finding.row_id}"


def answer(finding: Finding, decision: str, uses: str = "") -> dict[str, object]:
    """An answer as a row of the clean table."""
    return {
        "rule": finding.rule,
        "row_id": finding.row_id,
        "observed": finding.fingerprint,
        "decision": decision,
        "uses": uses,
        "reason": reason(finding),
        "role": "Bí thư",
        "date": pd.Timestamp("2022-01-05"),
        "file": "data/raw/2021/answers.csv",
        "line": 2,
        "problem": "",
    }


@cache
def printed() -> CheckResult:
    """What is finding in what was printed; answers change nothing of it."""
    return run2021.check_printed(run2021.tables(), status="final")


def decide(rows: Iterable[dict[str, object]] = ()) -> FinalDocument:
    """The final document of 2021 with some answers."""
    columns = [field.name for field in TABLES["answers"].clean]
    tables = run2021.tables() | {"answers": pd.DataFrame(list(rows), columns=columns)}
    return FinalDocument(tables, run2021.check(tables, status="final", printed=printed()).findings)


@cache
def undecided() -> tuple[Finding, ...]:
    """The findings that withhold a final 2021."""
    return tuple(finding for finding in decide().findings if finding.is_blocking)


@cache
def second_choices() -> FinalDocument:
    """The second figure of every drop-down."""
    return decide(
        answer(finding, "accepted", CHOICES[f"{finding.rule} {finding.row_id}"]) for finding in undecided()
    )


def second_choices_and(decision: str) -> FinalDocument:
    """The same, with one answer to all that they bring."""
    chosen = second_choices()
    rows = [answer(finding, decision) for finding in chosen.findings if finding.is_blocking]
    return decide([*chosen.tables["answers"].to_dict("records"), *rows])


def test_seven_disagreements_withhold_it():
    """They are those where two places print one quantity differently."""
    assert [f"{finding.rule} {finding.row_id}" for finding in undecided()] == list(CHOICES)
    assert {finding.choices[1] for finding in undecided()} == set(CHOICES.values())


def test_the_first_choices_agree():
    """With the figures of the notes every sum and share holds; nothing else has to be decided."""
    chosen = decide(answer(finding, "accepted", finding.choices[0]) for finding in undecided())
    assert chosen.blocking == []
    assert broken(chosen) == []
    assert chosen.printed["SL075"] == chosen.printed["SL027"] == {"56"}
    assert chosen.printed["SL076"] == {"20"}


@pytest.mark.full  # in make test, the first choices
def test_the_second_choices_break_three_relations():
    """53 of 1.805 is not 3,1%, and 01 and 04 are not 06: each finding names the answer that brought it."""
    chosen = second_choices()
    assert chosen.blocking == ["TL-05 SL028", "TL-05 SL030", "TL-05 SL035"]
    assert broken(chosen) == chosen.blocking
    observed = {finding.row_id: finding.observed for finding in chosen.findings if finding.is_blocking}
    assert "theo câu trả lời SL-10 SL027, dùng SL075 thay SL027" in observed["SL028"]
    assert "theo câu trả lời SL-11 SL029, dùng SL076 thay SL029" in observed["SL030"]
    assert "theo câu trả lời SL-10 SL035, dùng SL071 thay SL035" in observed["SL035"]


@pytest.mark.full
def test_accepting_what_no_longer_holds_does_not_suffice():
    """It is named at once, all together."""
    assert second_choices_and("accepted").blocking == [
        *("AN-07 TL-05 SL028", "AN-07 TL-05 SL030", "AN-07 TL-05 SL035"),
        *("TL-05 SL028", "TL-05 SL030", "TL-05 SL035"),
    ]


@pytest.mark.full  # in make test, the first choices
def test_what_is_not_related_says_so():
    """The document is published with the reason at each number."""
    chosen = second_choices_and("not_related")
    assert chosen.blocking == []
    assert broken(chosen) == ["TL-05 SL028", "TL-05 SL030", "TL-05 SL035"]
    assert "3,1% (khác định nghĩa với số 2,9%, 53, 1.805: lý do của TL-05 SL028)" in chosen.text
    assert all(f"lý do của {name}" in chosen.text for name in broken(chosen))


def number(text: str) -> Fraction:
    """A printed number, read by the tests' own reader: ``1.805``, ``3,1%``, ``06``."""
    if match := re.fullmatch(r"(\d+)/(\d+)", text):
        return Fraction(int(match[1]), int(match[2]))
    digits = re.match(r"[\d.,]+", text)
    assert digits, text
    return Fraction(digits[0].replace(".", "").replace(",", "."))


def term(code: str, printed: Callable[[str], str]) -> Fraction:
    """The number of an operand: a figure, or a term of a ratio."""
    name, _, part = code.partition(":")
    if not part:
        return number(printed(name))
    return Fraction(re.findall(r"\d+", printed(name))[("numerator", "denominator").index(part)])


def broken(document: FinalDocument) -> list[str]:
    """The relations the document breaks, as ``rule row``: what is printed of each code, and nothing else."""
    figures = document.tables["figures"].set_index("figure_id")
    indicators = document.tables["indicators"].set_index("indicator_id")
    prints = document.printed

    def printed(code: str) -> str:
        (text,) = prints.get(code, {figures.loc[code, "printed"]})
        return text

    wrong = []
    concept = {
        code: indicators.loc[name, "variant_of"] or name for code, name in figures["indicator"].items()
    }
    for rule, groups in (("SL-10", dict(figures["indicator"])), ("SL-11", concept)):
        for name in dict.fromkeys(groups.values()):
            codes = [code for code in groups if groups[code] == name]
            several = rule == "SL-10" or len(set(figures.loc[codes, "indicator"])) > 1
            if several and len({number(printed(code)) for code in codes}) > 1:
                wrong.append(f"{rule} {codes[0]}")
    for row in document.tables["computed"].to_dict("records"):
        if row["reproduces"]:
            terms = [term(code, printed) for code in row["operands"].split(";")]
            exact = terms[0] / terms[1] * 100 if row["formula"] == "share" else sum(terms, Fraction(0))
            code = row["reproduces"]
            text = printed(code.partition(":")[0])
            decimals = len(text.partition(",")[2].rstrip("%")) if row["formula"] == "share" else 0
            scale = 10**decimals
            if Fraction(int(exact * scale + Fraction(1, 2)), scale) != term(code, printed):
                wrong.append(f"TL-05 {code.partition(':')[0]}")
    for code, parent in figures["parent"].items():
        if parent and number(printed(code)) > number(printed(parent)):
            wrong.append(f"SL-09 {code}")
    return wrong


def is_published(seed: int) -> bool:
    """Answer at random, then also what the first answers brought; what is published is checked.

    Raises:
        AssertionError: a relation of numbers is broken, and the document does not say that it is none.
    """
    rng = random.Random(seed)  # noqa: S311 - nothing is secret

    def some(finding: Finding) -> Iterable[dict[str, object]]:
        decisions = [
            *DECISIONS[:4],
            "",
            *["accepted", "not_related"] * 12,
        ]  # the others are why a value moved
        if not finding.choices:
            decisions += ["not_related"] * 90
        if decision := rng.choice(decisions):
            choice = rng.choice([*finding.choices * 9, ""]) if decision == "accepted" else ""
            yield answer(finding, decision, choice)

    rows = [row for finding in undecided() for row in some(finding)]
    brought = [
        finding for finding in decide(rows).findings if finding.is_blocking and finding.rule == "TL-05"
    ]
    chosen = decide([*rows, *(row for finding in brought for row in some(finding))])
    if is_blocking(chosen.findings):
        return False
    answers = {f"{finding.rule} {finding.row_id}": finding.answer for finding in chosen.findings}
    for name in broken(chosen):
        assert answers[name].decision == "not_related", name
        assert f"lý do của {name}" in chosen.text, name
    return True


@pytest.mark.full  # in make test, the choices of one kind above
def test_whatever_was_answered_what_is_published_holds():
    """Over random answers: published, so every relation holds, or is not related and says so."""
    published = sum(is_published(seed) for seed in range(12))
    assert published > 2
