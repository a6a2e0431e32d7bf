"""The pages of a PDF in, whether people and programs can read it out: no scan, no broken layer of letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.document import Unread
from khacphuc.data.source.pdf.fonts import BULLET, UNKNOWN
from khacphuc.errors import SourceError

if TYPE_CHECKING:
    from khacphuc.data.source.pdf.content import PageContent

# of the page: a photograph between margins covers less, a scan of A4 put on A4 with wide edges more
_ALL_PICTURE = 0.6
_WIDE = 0.6  # of the page's width: a scanner's strip is as wide
_STAMP = 200  # letters: an office's stamp has fewer, a layer of recognised text more
_CAPTION = re.compile(r"(?:^|\W)(?:hình|ảnh|biểu đồ|sơ đồ|bản đồ)\W", re.IGNORECASE)
# Vietnamese letters per 100 letters are 19 to 23 in sound documents and 0 in broken layers of recognised text
_FEWEST_VIETNAMESE = 5.0
_ENOUGH = 120  # letters: fewer say nothing about the rest
_UNKNOWN = 0.02  # of the letters: more than some bullets
_VIETNAMESE: Final = frozenset(
    letter
    for base in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    if not (letter := unicodedata.normalize("NFC", base + tone)).isascii()
) | {"đ"}
_NAMED_PAGES = 5


class Legibility:
    """What is noted of each page to judge the whole document.

    Attributes:
        unread: pictures, and letters nobody knows.
    """

    def __init__(self, filename: str) -> None:
        self.unread: list[Unread] = []
        self._filename = filename
        self._scans: list[int] = []
        self._texts = 0
        self._letters = 0
        self._vietnamese = 0
        self._unknown: list[int] = []
        self._unknown_count = 0
        self._pictures: list[int] = []

    def add(self, number: int, page: PageContent) -> None:
        """Note a page; letters that are not drawn are taken out unless a scan lies under them."""
        covered = sum(across * up for across, up in page.pictures if across >= _WIDE)
        if covered < _ALL_PICTURE:
            page.runs = [run for run in page.runs if not run.is_invisible]
            page.turned = [run for run in page.turned if not run.is_invisible]
        text = "".join(run.text for run in (*page.runs, *page.turned))
        letters = sum(map(str.isalpha, text))
        if (covered >= _ALL_PICTURE and letters < _STAMP and not _CAPTION.search(text)) or (
            page.pictures and not text.strip()
        ):
            self._scans.append(number)
        elif page.pictures:
            self._pictures += [number] * len(page.pictures)
        self._note_letters(text, letters, number)
        for run in (*page.runs, *page.turned):
            run.text = run.text.replace(UNKNOWN, BULLET)

    def _note_letters(self, text: str, letters: int, number: int) -> None:
        self._texts += bool(text.strip())
        self._letters += letters
        self._vietnamese += sum(
            letter in _VIETNAMESE for letter in unicodedata.normalize("NFC", text).lower()
        )
        if unknown := text.count(UNKNOWN):
            self._unknown.append(number)
            self._unknown_count += unknown

    def check(self) -> None:
        """Refuse a document that cannot be read.

        Raises:
            SourceError: a page is a picture, its fonts do not say which letters they draw, or they say
                something else than what is seen.
        """
        if self._scans or not self._texts:
            which = _pages(self._scans) if self._scans else "every page"
            raise SourceError(
                f"{which} holds no text (a scan?)",
                place=self._filename,
                remedy="give the DOCX it was made from, or a PDF with recognised text",
            )
        if self._unknown_count > _UNKNOWN * (self._letters + self._unknown_count):
            raise SourceError(
                f"fonts that do not tell which letters they draw, first on {_pages(self._unknown[:1])}",
                place=self._filename,
                remedy="give the DOCX it was made from, or print it again to a PDF with Unicode letters",
            )
        if self._letters >= _ENOUGH and 100 * self._vietnamese < _FEWEST_VIETNAMESE * self._letters:
            share = 100 * self._vietnamese / self._letters
            raise SourceError(
                f"{share:.1f} of 100 letters are Vietnamese ones (recognised badly?)",
                place=self._filename,
                expected=f"at least {_FEWEST_VIETNAMESE:.0f}",
                remedy="give the DOCX it was made from, or have the scan recognised as Vietnamese",
            )
        if self._pictures:
            self.unread.append(Unread("picture", len(self._pictures), f"page {self._pictures[0]}"))
        if self._unknown:
            self.unread.append(Unread("unknown_letter", self._unknown_count, f"page {self._unknown[0]}"))


def _pages(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_NAMED_PAGES]))
    return f"page {named}{' …' * (len(numbers) > _NAMED_PAGES)}"
