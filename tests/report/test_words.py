"""Our own words and the dates printed with them."""

from __future__ import annotations

import pytest

from khacphuc.errors import DocumentError
from khacphuc.report.words import document_words, long_date, number_label, parse_iso_date


def test_words_cannot_be_changed() -> None:
    """The mappings are frozen, so no caller can change what others print."""
    with pytest.raises(TypeError):
        document_words("vi")["table"] = "Biểu"  # type: ignore[index]


def test_unknown_language_names_the_known_ones() -> None:
    """A language without words is refused with the list of those there are."""
    with pytest.raises(DocumentError, match=r"'fr'.*en, vi"):
        document_words("fr")


@pytest.mark.parametrize(
    ("iso", "language", "printed"),
    [
        ("2021-03-05", "vi", "ngày 05 tháng 3 năm 2021"),  # a day below 10 has a zero, March has none
        ("2021-02-10", "vi", "ngày 10 tháng 02 năm 2021"),  # February has one
        ("2021-12-31", "vi", "ngày 31 tháng 12 năm 2021"),
        ("", "vi", "ngày …… tháng …… năm ……"),  # not known yet: blanks to fill in by hand
        ("2021-01-09", "en", "09/01/2021"),
    ],
)
def test_long_date(iso: str, language: str, printed: str) -> None:
    """Days below 10 and the months 1 and 2 are printed with a zero, as the form asks."""
    assert long_date(iso, language) == printed


@pytest.mark.parametrize("wrong", ["31/12/2021", "2021-02-30", "hôm nay"])
def test_wrong_date_is_named(wrong: str) -> None:
    """A date that is none is refused, and the message repeats it."""
    with pytest.raises(DocumentError, match="YYYY-MM-DD") as caught:
        parse_iso_date(wrong)
    assert repr(wrong) in str(caught.value)


def test_number_label() -> None:
    """A label carries its number once it has one."""
    assert number_label("table", 2, "vi") == "Bảng 2"
    assert number_label("figure", 0, "en") == "Chart"
