"""The codes a prose cites, each with the lines that cite it. Pure; ``report`` reads the same signs."""

from __future__ import annotations

import re

_CITED = re.compile(r"@(?P<code>[A-Z]{2}\d+[A-Z]*)\b")
_LISTED = re.compile(r"^[ -]*(?:figures|documents):\s*\[(?P<codes>[^\]]*)\]", re.MULTILINE)


def cited_codes(prose: str) -> dict[str, int]:
    r"""Every code cited in a prose, and those its charts list, with the first line that does so.

    >>> cited_codes("Có @SL001.\nfigures: [SL047, SL001]")
    {'SL001': 1, 'SL047': 2}
    """
    return {code: lines[0] for code, lines in cited_lines(prose).items()}


def cited_lines(prose: str) -> dict[str, tuple[int, ...]]:
    r"""Every code cited in a prose or listed in its charts, with the lines that do so.

    >>> cited_lines("Có @SL001.\n@SL047 và @SL001")
    {'SL001': (1, 2), 'SL047': (2,)}
    """
    places = [(found.start(), found["code"]) for found in _CITED.finditer(prose)]
    for found in _LISTED.finditer(prose):
        places += [(found.start(), code.strip()) for code in found["codes"].split(",") if code.strip()]
    lines: dict[str, dict[int, None]] = {}
    for start, code in sorted(places):
        lines.setdefault(code, {})[prose.count("\n", 0, start) + 1] = None
    return {code: tuple(found) for code, found in lines.items()}
