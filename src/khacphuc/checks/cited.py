"""The codes a prose cites, each with the lines it is cited in. Pure; ``report`` reads the same signs."""

from __future__ import annotations

import re

_CITED = re.compile(r"@(?P<code>[A-Z]{2}\d+[A-Z]*)\b")
_LISTED = re.compile(r"^[ -]*(?:figures|documents):\s*\[(?P<codes>[^\]]*)\]", re.MULTILINE)


def cited_codes(prose: str) -> dict[str, int]:
    r"""Every code cited in a prose, and those its charts list.

    >>> cited_codes("Có @SL001.\nfigures: [SL047, SL001]")
    {'SL001': 1, 'SL047': 2}
    """
    return {code: lines[0] for code, lines in citing_lines(prose).items()}


def citing_lines(prose: str) -> dict[str, list[int]]:
    r"""Every code cited in a prose or listed by its charts, with all the lines that do so.

    >>> citing_lines("Có @SL001.\nfigures: [SL047, SL001]")
    {'SL001': [1, 2], 'SL047': [2]}
    """
    places = [(found.start(), found["code"]) for found in _CITED.finditer(prose)]
    for found in _LISTED.finditer(prose):
        places += [(found.start(), code.strip()) for code in found["codes"].split(",") if code.strip()]
    lines: dict[str, list[int]] = {}
    for start, code in sorted(places):
        line = prose.count("\n", 0, start) + 1
        if line not in lines.setdefault(code, []):
            lines[code].append(line)
    return lines
