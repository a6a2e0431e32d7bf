"""How many findings there are and how many are answered, in the words of a run's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.locale import Words


def format_counts(findings: Mapping[str, int], answered: Mapping[str, int], labels: Words) -> str:
    """The line a check and a run end with.

    Args:
        findings: how many there are, by severity.
        answered: how many of them have an answer, by severity.
        labels: the words of the group ``terminal``.

    >>> from khacphuc.locale import words
    >>> format_counts({"critical": 7, "warning": 8}, {"critical": 7}, words("en", "terminal"))
    'findings: 7 critical (7 answered), 8 warnings'
    """
    counts = []
    for severity, number in findings.items():
        count = labels.counted(f"count_{severity}", number).format(count=number)
        if severity in answered:
            count = f"{count} ({labels['answered'].format(count=answered[severity])})"
        counts.append(count)
    return labels["findings"].format(counts=", ".join(counts))
