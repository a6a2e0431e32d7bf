"""The codes a prose cites (``SL041``), as people type them. Pure.

Signs are made plain: a small or full-width letter is the same letter. No code is ever guessed: ``SLO41`` is
another code than ``SL041``, though a message may name what is near.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NEAR = 0.4  # below the 0.6 of difflib: a code has five signs, and two of them may be wrong


def plain_code(typed: str) -> str:
    """A code in the signs codes are made of; what is no code stays what it is.

    >>> plain_code("sl041"), plain_code("ＳＬ０４１"), plain_code("KĐ1")
    ('SL041', 'SL041', 'KĐ1')
    """
    plain = typed.translate(_FULL_WIDTH)
    return plain.upper() if plain.isascii() else plain


def nearest(typed: str, labels: Mapping[str, str]) -> str:
    """The code most like a wrong one, with its label, for a message; empty if none is near.

    Args:
        typed: what was typed, without its sign.
        labels: what each code there is stands for.

    >>> nearest("KĐ1", {"SL001": "", "KD1": "Khuyết điểm 1"})
    'KD1 (Khuyết điểm 1)'
    >>> nearest("measures.totl", {"SL001": "", "measures.total": ""})
    'measures.total'
    """
    # counts of tables (measures.total) are written small, with a point
    folded = typed.lower() if "." in typed else _folded(typed)
    near = [folded] if folded in labels else get_close_matches(folded, list(labels), n=1, cutoff=_NEAR)
    if not near:
        return ""
    label = labels[near[0]]
    return f"{near[0]} ({label})" if label else near[0]


def _folded(typed: str) -> str:
    """Letters and digits only, without marks: what a Vietnamese keyboard made of a code is undone."""
    apart = unicodedata.normalize("NFD", plain_code(typed).upper().replace("Đ", "D"))
    return "".join(sign for sign in apart if sign.isalnum() and sign.isascii())
