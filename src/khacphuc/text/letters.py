"""Letters and blanks as offices type them: one normal form, one key for comparison.

What is printed is kept as written. Normal forms and keys serve to read and to compare only.
"""

from __future__ import annotations

import re
import unicodedata

from khacphuc.errors import QuantityError
from khacphuc.text.characters import is_invisible

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST = 500  # a figure with its unit is a line at most; more is a page pasted into a cell
_LONGEST_QUOTE = 80
# Unicode categories that stand for numbers but are not the digits 0 to 9: Arabic-Indic, Roman, fractions
_FOREIGN_NUMBERS = {"Nd", "Nl", "No"}
# no figure, unit or number of a document has a letter that this Unicode does not know
_UNASSIGNED = "Cn"
# đ, its look-alikes eth (U+00D0, typed by old keyboards) and African d (U+0189)
_D_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_SHORT_Y = re.compile(r"(qu|[bcdđghklmnpqrstvx]+)y")


def quote(value: object) -> str:
    r"""Quote a value for a message: control characters escaped, cut when long.

    >>> quote("12\x1b[31m")
    "'12\\x1b[31m'"
    """
    quoted = repr(value)
    if len(quoted) <= _LONGEST_QUOTE:
        return quoted
    return f"{quoted[: _LONGEST_QUOTE - 2]}…{quoted[-1]}"


def clean(text: object, what: str) -> str:
    """Bring a printed text to NFC with single plain blanks, refusing what no reader can see.

    Args:
        text: what was printed.
        what: what the text should be, for the message: ``a quantity``, ``a date``.

    Returns:
        The text in NFC; blanks of any width (no-break, thin) become one plain blank; ends stripped.

    Raises:
        QuantityError: the text is not a ``str``, is empty, is far too long, or holds control or zero-width
            characters or digits other than 0 to 9.

    >>> clean(" 1,4\u00a0 tỷ ", "a quantity")
    '1,4 tỷ'
    """
    if not isinstance(text, str):
        raise QuantityError(
            f"{quote(text)} is not {what}: it is {type(text).__name__}, and tables hold text as printed. "
            "Format the cell as text and type the figure as it is printed."
        )
    if len(text) > _LONGEST:
        raise QuantityError(
            f"{quote(text)} is not {what}: it has {len(text)} characters. Give the figure only."
        )
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text)
        for character in text:
            _refuse_character(character, text, what)
    text = " ".join(text.split())
    if not text:
        raise QuantityError(f"{quote(text)} is not {what}: it is empty. Type what is printed.")
    return text


def _refuse_character(character: str, text: str, what: str) -> None:
    category = unicodedata.category(character)
    if category == _UNASSIGNED or is_invisible(character):
        raise QuantityError(
            f"{quote(text)} is not {what}: it holds the invisible character U+{ord(character):04X}. "
            "Delete it by typing the text again."
        )
    if category in _FOREIGN_NUMBERS and character not in "0123456789" and character not in SUPERSCRIPTS:
        raise QuantityError(
            f"{quote(text)} is not {what}: {character!r} (U+{ord(character):04X}) is not one of the digits "
            "0 to 9. Type plain digits."
        )


def plain_d(text: str) -> str:
    """Replace the look-alikes of Đ (eth U+00D0, African d U+0189) by the Vietnamese letter U+0110.

    >>> plain_d("QÐ") == "QĐ"
    True
    """
    return text.translate(_D_LOOKALIKES)


def search_key(text: str) -> str:
    """Give the key by which two spellings of one Vietnamese text are equal; to compare, never to print.

    It unifies NFC and NFD, the place of the tone mark (``Hòa``/``Hoà``), y and i after a consonant
    (``Kỳ``/``Kì``, ``tỷ``/``tỉ``), ``Đ`` and its look-alikes, capitals, and runs of blanks. The tone mark
    itself counts: ``hoa`` and ``hoà`` stay different.

    >>> search_key("Thị xã  HOÀ Thành") == search_key("thị xã Hòa thành")
    True
    >>> search_key("Kỳ") == search_key("kì"), search_key("hoa") == search_key("hoà")
    (True, False)
    """
    folded = unicodedata.normalize("NFD", plain_d(unicodedata.normalize("NFC", text)).casefold())
    # folding may bring out letters that fold or decompose again
    folded = unicodedata.normalize("NFD", plain_d(folded).casefold())
    return " ".join(_WORD.sub(_word_key, folded).split())


def _word_key(word_match: re.Match[str]) -> str:
    word = word_match.group()
    tones = "".join(mark for mark in word if mark in _TONES)
    bare = "".join(letter for letter in word if letter not in _TONES)
    if match := _SHORT_Y.fullmatch(bare):
        bare = f"{match.group(1)}i"
    # the tone goes to the end of its syllable, wherever it was written
    return unicodedata.normalize("NFD", bare + tones)
