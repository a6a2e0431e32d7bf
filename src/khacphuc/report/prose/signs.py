"""Letters no document can print, and signs of a mark-up that is none here: each with its remedy. Pure."""

from __future__ import annotations

from typing import Final

from khacphuc.text.characters import first_invisible
from khacphuc.text.typeface import REMEDY, lacking

_LOST: Final = "\N{REPLACEMENT CHARACTER}"


def unprintable(text: str) -> tuple[str, str]:
    """What is wrong with the letters of a text, and the remedy; both empty if all of them can be printed.

    >>> unprintable("Tốt \N{THUMBS UP SIGN}")
    ("the letter '\N{THUMBS UP SIGN}' (U+1F44D), which the typeface Tinos lacks", 'write it in other words')
    >>> unprintable("5 \u3164")
    ('the character U+3164, which nobody can see', 'delete it')
    """
    if _LOST in text:
        return (
            f"the character {_LOST} (U+FFFD), in the place of one that was lost or of an entity as &#128;",
            "type the character itself, or delete it",
        )
    if sign := first_invisible(text, allowed="\t\n"):
        return f"the character U+{ord(sign):04X}, which nobody can see", "delete it"
    observed = lacking(text)
    return observed, REMEDY if observed else ""


def stray(signs: str) -> tuple[str, str]:
    """What is wrong with signs of mark-up that mark nothing, and the remedy.

    >>> stray("~~")
    ('~~ strikes words out, which has no place in the document', 'delete the words')
    """
    nowhere = "has no place in the document"
    if signs.startswith("$"):
        return (
            f"{signs} reads as a formula, which {nowhere}",
            r"write words; a plain sign is written \$",
        )
    if signs.startswith("~"):
        return f"{signs} strikes words out, which {nowhere}", "delete the words"
    plain = "".join(f"\\{sign}" for sign in signs)
    return (
        f"{signs} opens or closes bold without its other end",
        f"set {signs} at both ends, blanks outside of them only; plain signs are written {plain}",
    )
