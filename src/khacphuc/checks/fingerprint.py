"""What of a finding an answer is given to: its words, not the lines they stand on. Pure.

A row inserted above, or a table moved from CSV into the register, leaves every answer as it is; another
number, another code or another row of the disagreement does not.
"""

from __future__ import annotations

import hashlib
import re

from khacphuc.text.characters import is_unprintable, replaced

LONGEST = 1_500
"""Characters of a fingerprint; a longer one is cut, and a digest of the whole put behind it."""

_PLACE = re.compile(r" \((?:[^()]|\([^()]*\))*:\d+\)(?= \| |$)")
_SEAL = re.compile("[0-9a-f]{8}-[0-9a-f]{8}")


def one_line(observed: str) -> str:
    """A text in one line, without what cannot be printed.

    >>> one_line(" a  b" + chr(10) + "c" + chr(7))
    'a b c\N{REPLACEMENT CHARACTER}'
    """
    return replaced(" ".join(observed.split()), is_unprintable)


def fingerprint(observed: str) -> str:
    """What was observed, without the places: those change when a row is inserted above.

    The fingerprint of a fingerprint is the same.

    >>> fingerprint("SL1 «17 hội» (Báo cáo (1), mục I; a.csv:32) | SL2 «18 hội» (a.csv:68)")
    'SL1 «17 hội» | SL2 «18 hội»'
    """
    told = _PLACE.sub("", one_line(observed))
    if len(told) > LONGEST:
        digest = hashlib.sha256(told.encode()).hexdigest()[:16]
        told = f"{told[: LONGEST - len(digest) - 2]}… {digest}"
    return told or "–"


def seal(rule: str, row_id: str, observed: str) -> str:
    """A short code for a finding: who changes its rule, its row or its words by hand breaks the code.

    >>> seal("SL-10", "SL031", "«17»") == seal("SL-10", "SL031", "«17» (a.csv:3)")
    True
    """
    return f"{_digest(one_line(f'{rule} {row_id}'))}-{_digest(fingerprint(observed))}"


def seal_fits(code: str, rule: str, row_id: str, observed: str = "") -> bool:
    """Whether a code is that of a rule and a row and, if they are given, of these words."""
    if not _SEAL.fullmatch(code):
        return False
    whole = seal(rule, row_id, observed)
    return code == whole if observed else code[:9] == whole[:9]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
