"""Letters and blanks as offices type them: one normal form, one key for comparison.

What is printed is kept as written. Normal forms and keys serve to read and to compare only.
"""

from __future__ import annotations

import re
import unicodedata

from khacphuc.text.characters import is_invisible
from khacphuc.text.refusals import Quotation, is_not, phrase

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LONGEST = 500  # a figure with its unit is a line at most; more is a page pasted into a cell
# Unicode categories that stand for numbers but are not the digits 0 to 9: Arabic-Indic, Roman, fractions
_FOREIGN_NUMBERS = {"Nd", "Nl", "No"}
# no figure, unit or number of a document has a letter that this Unicode does not know
_UNASSIGNED = "Cn"
# đ, its look-alikes eth (U+00D0, typed by old keyboards) and African d (U+0189)
_D_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
_SHORT_Y = re.compile(r"(qu|[bcdđghklmnpqrstvx]+)y")


def clean(text: object, what: str) -> str:
    """Bring a printed text to NFC with single plain blanks, refusing what no reader can see.

    Args:
        text: what was printed.
        what: what the text should be, for the message (see `refusals.is_not`).

    Returns:
        The text in NFC; blanks of any width (no-break, thin) become one plain blank; ends stripped.

    Raises:
        QuantityError: the text is not a ``str``, is empty, is far too long, or holds control or zero-width
            characters or digits other than 0 to 9.

    >>> clean(" 1,4\u00a0 tỷ ", "a_quantity")
    '1,4 tỷ'
    """
    if not isinstance(text, str):
        raise is_not(text, what, phrase("not_text", type=type(text).__name__))
    if len(text) > _LONGEST:
        raise is_not(text, what, phrase("too_long", length=len(text)))
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text)
        for character in text:
            _refuse_character(character, text, what)
    text = " ".join(text.split())
    if not text:
        raise is_not(text, what, phrase("nothing"))
    return text


def _refuse_character(character: str, text: str, what: str) -> None:
    category, code = unicodedata.category(character), f"U+{ord(character):04X}"
    if category == _UNASSIGNED or is_invisible(character):
        raise is_not(text, what, phrase("invisible", code=code))
    if category in _FOREIGN_NUMBERS and character not in "0123456789" and character not in SUPERSCRIPTS:
        raise is_not(text, what, phrase("foreign_digit", character=Quotation(character), code=code))


def plain_d(text: str) -> str:
    """Replace the look-alikes of Đ (eth U+00D0, African d U+0189) by the Vietnamese letter U+0110.

    >>> plain_d("QÐ") == "QĐ"
    True
    """
    return text.translate(_D_LOOKALIKES)


def without_marks(text: str) -> str:
    """Take the marks off the letters of a text, and their capitals; to compare or to name a file.

    >>> without_marks("Đồng Nai")
    'dong nai'
    """
    letters = unicodedata.normalize("NFD", plain_d(text).casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


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
