"""Texts typed with the fonts used before Unicode: TCVN3 (.VnTime) and VNI, read as Latin-1 by mistake.

The detection is conservative: it names an encoding only where no living language writes such words. A text
it does not name may still be broken; one that it names is.
"""

from __future__ import annotations

import re
import unicodedata

_MANY = 2
_FEW_WORDS = 3

# Letters that only Unicode Vietnamese has. One of them, and the text is not in an old font.
_UNICODE_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
# UTF-8 read as Latin-1 is broken in another way: not an old font.
_MISREAD_UTF8 = re.compile("[ÃÂ][\u0080-\u00bf]|á[º»]|Ä[\u0090\u0091‘]|Æ[°¡]")

_TCVN3 = re.compile(
    "[A-Za-z][µ¸¶¬]"  # hoµ, c¸c, c¶, h¬n: a sign where a vowel stands
    "|[A-Za-z][¨©ª¹¾¼½][a-zA-Z\u00c0-\u00ff]"  # n¨m, d©n, H¹nh: inside a word (at its end a mark or ª)
    "|(?<![^\\s(\"'])[®§][a-zA-Z\u00b5\u00b8\u00b6\u00b9\u00c6-\u00ff]"  # ®oµn, §éc: at its beginning
    "|[a-z][ÆÇÈÉËÌÎÏÑÒÓÕÖØÜÝÞÊÔÐ]"  # ViÖt, lËp, tØnh: a capital after a small letter
)
# A vowel followed by a letter that stands for its mark. Pairs that French, German or Dutch have (où, oû, aï,
# oë, eä, eü) are left out, and so are those of Unicode Vietnamese (oà, uê).
_VNI = re.compile(
    "[aeoyöô]ø|[aeouyöô]å|[aouyöô]õ|[auyö]ù|[auyöô]û|[aoöô]ä|[öô]ï|ieä|(?<![^\\W\\d_])ñ[aeiouyöô]{1,2}[àáâãäåùøûõïèéêëúü]"
)
# Windows-1258 read as Latin-1: đ, Đ and ư (ð, Ð, ý) before another letter, where no other encoding has them;
# and what TCVN3 or VNI could not do without
_1258 = re.compile("[ðÐ][A-Za-z\u00c0-\u00ff?]|[a-zA-Z]ý[a-z\u00c0-\u00ff?]")
_NOT_1258 = re.compile("[\u00a8-\u00ae\u00b5-\u00b9ñöø]")
_LATIN1 = re.compile("[\u00a1-\u00ff]")


def detect_legacy(text: str) -> str | None:
    """Name the old encoding a text seems to be in, or None.

    Args:
        text: any text, read as Latin-1 or cp1252 where it came from an old file.

    Returns:
        ``"TCVN3"``, ``"VNI"`` or None. At least two words must show it, or one in a text of up to three.

    >>> detect_legacy("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    'TCVN3'
    >>> detect_legacy("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    'VNI'
    >>> detect_legacy("Cộng hoà xã hội chủ nghĩa Việt Nam") is None
    True
    """
    if not _LATIN1.search(text) or _UNICODE_VIETNAMESE.search(text) or _MISREAD_UTF8.search(text):
        return None
    words = set(unicodedata.normalize("NFC", text).split())
    needed = 1 if len(words) <= _FEW_WORDS else _MANY
    tcvn3 = sum(bool(_TCVN3.search(word)) for word in words)
    vni = sum(bool(_VNI.search(word.lower())) for word in words)
    if max(tcvn3, vni) < needed:
        return None
    return "TCVN3" if tcvn3 >= vni else "VNI"


def is_windows_1258(text: str) -> bool:
    """Whether a text that was read as Latin-1 is Vietnamese in the code page Windows-1258.

    >>> is_windows_1258("Ban Thý?ng v? T?nh ðoàn, Ð? án".encode("latin-1").decode("latin-1"))
    True
    >>> is_windows_1258("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), is_windows_1258("café")
    (False, False)
    """
    return not _NOT_1258.search(text) and len(_1258.findall(text)) >= _MANY
