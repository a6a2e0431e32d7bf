"""What ``40_report`` displays: the document, and before it what a reader should look at first.

What stands at the head is an aside: never a part of the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from khacphuc.locale import words
from khacphuc.render.html.environment import count
from khacphuc.render.notebook.aside import Aside, FindingCards, aside, page_link
from khacphuc.report.compose import compose
from khacphuc.report.display import BlockOutput, block_outputs
from khacphuc.report.document import nodes
from khacphuc.review.cards import Cards

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from khacphuc.checks.findings import Finding
    from khacphuc.inputs import Inputs

#: What a reader still looks through before reading; the others are on the review page.
_MOST_CARDS: Final = 30


@dataclass(frozen=True)
class Report:
    """The report of a run, as its notebook displays it."""

    inputs: Inputs

    @cached_property
    def blocks(self) -> list[nodes.Block]:
        """The blocks of the document, in order.

        Raises:
            ParameterError: the prose cites what is not there, or holds what has no place in a document.
        """
        inputs = self.inputs
        return compose(
            inputs.tables,
            inputs.assessment,
            inputs.parameters,
            inputs.policy,
            inputs.prose,
            filename=inputs.prose_name,
            findings=inputs.checked.findings,
            before=lambda: inputs.previous_tables,
            totals=inputs.totals,
        )

    def look_first(self) -> Aside:
        """How many findings are about what the document cites, and these: the gravest and open ones first."""
        inputs, language = self.inputs, self.inputs.parameters.language
        # a chart cites what it lists, though its picture holds no citation
        listed = {code.partition(":")[0] for code in inputs.cited.codes}
        cited, findings = cited_codes(self.blocks) | listed, inputs.checked.findings
        about = about_cited(findings, cited)
        parts: list[nodes.Block | FindingCards] = [
            nodes.Paragraph(children=(nodes.Text(text=summary(findings, cited, language)),))
        ]
        if about:
            first = about[:_MOST_CARDS]
            groups = Cards(first, inputs.tables, language, cited=cited).by_severity(first)
            parts.append(FindingCards.of(map(_folded, groups)))
        if findings:
            parts.append(_rest(len(findings), len(about), language))
        return aside(*parts, language=language)

    def document(self) -> list[BlockOutput]:
        """The document, for ``display(*report.document())``."""
        return block_outputs(self.blocks, self.inputs.parameters.language)


def cited_codes(blocks: Iterable[nodes.Block]) -> frozenset[str]:
    """The codes of all rows the document cites: of figures, computed numbers, documents and classes."""
    return frozenset(node.id for node in nodes.inlines(tuple(blocks)) if isinstance(node, nodes.CitedValue))


def about_cited(findings: Iterable[Finding], cited: Collection[str]) -> tuple[Finding, ...]:
    """The findings about what is cited: critical ones first, of these the open ones."""
    about = [finding for finding in findings if not _codes(finding).isdisjoint(cited)]
    return tuple(sorted(about, key=lambda finding: (finding.severity != "critical", finding.is_closed)))


def summary(findings: Sequence[Finding], cited: Collection[str], language: str) -> str:
    """How many of the rows the document cites are in findings, and how many of those are open."""
    labels = words(language, "report_notebook")
    about = about_cited(findings, cited)
    codes = {code for finding in about for code in _codes(finding)} & set(cited)
    intro = labels.counted("cited", len(cited)).format(cited=count(len(cited), language))
    if not about:
        return f"{intro} {labels['none']}"
    are = labels.counted("about", len(about)).format(
        findings=count(len(about), language), codes=count(len(codes), language)
    )
    left = sum(not finding.is_closed for finding in about)
    open_ones = labels.counted("open", left).format(count=count(left, language)) if left else labels["closed"]
    return f"{intro} {are} {open_ones}"


def _rest(findings: int, about: int, language: str) -> nodes.Paragraph:
    """Where the other findings are, and that none of this belongs to the document."""
    labels = words(language, "report_notebook")
    others = findings - min(about, _MOST_CARDS)
    text = (
        labels.counted("others", others).format(count=count(others, language)) if others else labels["same"]
    )
    link = page_link(words(language, "review")["page"], "../review.html")
    return nodes.Paragraph(
        children=(
            nodes.Text(text=f"{text} "),
            link,
            nodes.Text(text=f". {labels['aside']}"),
        )
    )


def _folded(group: dict[str, Any]) -> dict[str, Any]:
    """The cards of a severity, none of them open: the document begins below them."""
    kinds = [kind | {"cards": [card | {"open": False} for card in kind["cards"]]} for kind in group["kinds"]]
    return group | {"kinds": kinds}


def _codes(finding: Finding) -> frozenset[str]:
    """The codes of the rows a finding is about."""
    return frozenset(code.partition(":")[0] for code in finding.codes)
