"""What a document says against itself: findings that need no table. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.checks.findings import Finding, in_order
from khacphuc.checks.source.compare import printed_place, source_finding
from khacphuc.data.source.relations import changes_without_unit, unlike_numbers, wrong_shares
from khacphuc.locale import words
from khacphuc.text.formats import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khacphuc.data.source.coverage import Coverage
    from khacphuc.locale import Words
    from khacphuc.text.tokens import Token

_SHARE_DECIMALS = 2
"""Of the share a ratio comes to, as it is told."""


def contradictions(
    coverage: Coverage, tokens: Sequence[Token], *, document_name: str, language: str = "vi"
) -> tuple[Finding, ...]:
    """Check what a document prints against itself.

    Args:
        coverage: the document and its numbers.
        tokens: its quantities (``extract_tokens``).
        document_name: its name in the findings.
        language: of the findings.

    Returns:
        A finding for each share that is not that of the ratio beside it (NG-09), each number that is written
        unlike those of its unit in its section (NG-10), and each change without a unit (NG-11).
    """
    token_at = {token.offset: token for token in tokens}
    labels = words(language, "checks")
    return in_order(_contradictions(coverage, token_at, labels, document_name, language))


def _contradictions(
    coverage: Coverage, token_at: dict[int, Token], labels: Words, document_name: str, language: str
) -> Iterator[Finding]:
    def finding(rule: str, indices: Sequence[int], expected: str) -> Iterator[Finding]:
        tokens = [token_at.get(coverage.spans[index].start) for index in indices]
        places = [printed_place(token, document_name, language) for token in tokens if token]
        if places:
            yield source_finding(labels, rule, places, expected=expected, location=places[0].location)

    for share in wrong_shares(coverage):
        ratio = coverage.spans[share.ratio]
        exact = format_decimal(100 * (ratio.value or 0), _SHARE_DECIMALS, language=language)
        expected = labels["share_of"].format(ratio=ratio.printed, share=exact)
        yield from finding("NG-09", (share.ratio, share.percentage), expected)
    for index, other in unlike_numbers(coverage):
        expected = labels["written_like"].format(other=coverage.spans[other].printed)
        yield from finding("NG-10", (index, other), expected)
    for index in changes_without_unit(coverage):
        yield from finding("NG-11", (index,), labels["a_unit"])
