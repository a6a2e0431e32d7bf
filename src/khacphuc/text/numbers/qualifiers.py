"""What stands around a quantity and says how exact it is: ``hơn``, ``từ … trở lên``. Pure."""

from __future__ import annotations

import re

FROM_UP = "từ … trở lên"
FROM_DOWN = "từ … trở xuống"
AIM = "phấn đấu"
AIMS = (AIM, "ước đạt", "ước tính", "ước")
"""What may stand before another qualifier: ``phấn đấu ít nhất``, ``ước đạt trên``."""
LIMITS = (
    *("ít nhất", "tối thiểu", "chậm nhất", "không dưới", "không ít hơn"),
    *("không quá", "không vượt quá", "tối đa", "nhiều nhất"),
    *("khoảng", "xấp xỉ", "gần", "hơn", "trên", "dưới"),
    # signs are kept as they are printed; what they mean is plain in every language
    *(">", "≥", "<", "≤"),
    *(FROM_UP, FROM_DOWN),
)
QUALIFIERS = (*AIMS, *LIMITS)
"""Every qualifier a table of figures knows."""

_BEFORE = sorted({bound.partition(" …")[0] for bound in LIMITS}, key=len, reverse=True)
_LEADING = re.compile(
    rf"(?:(?P<aim>{'|'.join(sorted(AIMS, key=len, reverse=True))}) )?"
    # a sign stands right before its number, a word has a blank behind it
    rf"(?:(?P<word>{'|'.join(word for word in _BEFORE if word[0].isalpha())}) |(?P<sign>[<>≤≥]) ?)?"
    r"(?P<body>.*)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?:^|\s+)trở (lên|xuống)$", re.IGNORECASE)


def take_qualifier(text: str) -> tuple[str, str]:
    """Take the qualifier off the front of a quantity.

    Returns:
        The qualifier in small letters, ``từ`` for one that goes on behind the figure, and the rest.

    >>> take_qualifier("Phấn đấu ít nhất 10%"), take_qualifier("≥ 90% xã")
    (('phấn đấu ít nhất', '10%'), ('≥', '90% xã'))
    """
    # every part of the pattern is optional, so it always matches
    aim, word, sign, body = _LEADING.fullmatch(text).groups()  # type: ignore[union-attr]
    return " ".join(part.lower() for part in (aim, word, sign) if part), body


def take_ending(body: str) -> tuple[str, str]:
    """Take ``trở lên`` or ``trở xuống`` off the end of a quantity.

    >>> take_ending("10 thành viên trở lên"), take_ending("10 xã")
    (('từ … trở lên', '10 thành viên'), ('', '10 xã'))
    """
    match = _BEHIND.search(body)
    return (f"từ … trở {match[1].lower()}", body[: match.start()]) if match else ("", body)


def with_qualifier(text: str, qualifier: str) -> str:
    """Print a quantity with its qualifier, in Vietnamese.

    >>> with_qualifier("10 thành viên", "phấn đấu từ … trở lên"), with_qualifier("90%", "≥")
    ('phấn đấu từ 10 thành viên trở lên', '≥ 90%')
    """
    before, gap, behind = qualifier.partition(" … ")
    return f"{before} {text} {behind}" if gap else f"{before} {text}".strip()
