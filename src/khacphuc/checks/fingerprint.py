"""What of a finding an answer is given to, in short forms that survive a spreadsheet. Pure."""

from __future__ import annotations

import hashlib
import re

from khacphuc.text.characters import is_unprintable, replaced

LONGEST = 1_500
"""Characters of a fingerprint; a longer one is cut, and a digest of the whole put behind it."""

_SEAL = re.compile("[0-9a-f]{8}-[0-9a-f]{8}")


def one_line(text: str) -> str:
    """A text in one line, without what cannot be printed.

    >>> one_line(" a  b" + chr(10) + "c" + chr(7))
    'a b c\N{REPLACEMENT CHARACTER}'
    """
    return replaced(" ".join(text.split()), is_unprintable)


def cut(text: str) -> str:
    """A text of at most ``LONGEST`` characters that differs where the whole differs; never empty."""
    if len(text) > LONGEST:
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        text = f"{text[: LONGEST - len(digest) - 2]}… {digest}"
    return text or "–"


def seal(rule: str, row_id: str, fingerprint: str) -> str:
    """A short code for a finding: who changes its rule, its row or its words by hand breaks the code.

    >>> seal("SL-10", "SL031", "SL031 «17»")
    '4238077f-7ac2a5e6'
    """
    return f"{_digest(one_line(f'{rule} {row_id}'))}-{_digest(fingerprint)}"


def seal_fits(code: str, rule: str, row_id: str) -> bool:
    """Whether a code is that of a rule and a row."""
    return bool(_SEAL.fullmatch(code)) and code.partition("-")[0] == _digest(one_line(f"{rule} {row_id}"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
