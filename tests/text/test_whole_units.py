"""Tests of `khacphuc.text.whole_units`."""

import unicodedata

import pytest

from khacphuc.text.whole_units import WholeUnits, unit_words

from .. import run2021

TABLE = run2021.tables()["units_of_measure"]
LISTED = WholeUnits(dict(zip(TABLE["name"], TABLE["divisible"], strict=True)))


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("đoàn viên", "đoàn viên"),
        ("lượt đoàn viên", "lượt"),  # an adjective or what is counted may follow
        ("đoàn viên ưu tú", "đoàn viên"),
        ("đoàn viên, thanh niên", "đoàn viên"),
        ("chi đoàn hoặc chi hội", "chi đoàn"),
        ("km và người", "người"),  # one that cannot be halved is enough
        ("Lượt", "lượt"),
        ("ĐOÀN VIÊN", "đoàn viên"),
        ("uỷ viên", "ủy viên"),  # the tone on the other letter
        ("Ðoàn viên", "đoàn viên"),  # the look-alike of old keyboards
        (unicodedata.normalize("NFD", "phần quà"), "phần quà"),
        ("triệu lượt", "lượt"),  # of what, whatever the scale
        ("đ/c", "đ/c"),
        ("ngày hội", "ngày hội"),
        ("members", "members"),
        # can be halved: listed as such, an average, not listed
        ("ngày", ""),
        ("lần", ""),  # tăng 1,5 lần
        ("điểm", ""),
        ("ngày công", ""),
        ("đoàn viên/chi đoàn", ""),
        ("đoàn viên mỗi chi đoàn", ""),
        ("người bình quân", ""),
        ("tấn", ""),
        ("% xã", ""),
        ("triệu đồng", ""),
        ("bạc", ""),
        ("", ""),
    ],
)
def test_units(unit, name):
    """A unit goes by the longest listed name it begins with; averages and unlisted ones can be halved."""
    assert LISTED.name(unit) == name


def test_the_words_of_a_unit_keep_their_tones():
    """Words that differ by a tone differ: bản is no ban."""
    assert unit_words("bản") != unit_words("ban") != unit_words("bạn")


def test_the_list_of_the_project_has_every_unit_of_2021():
    """No unit of the figures of 2021 is left to what holds for units that are not listed."""
    listed = {unit_words(name) for name in TABLE["name"]}
    units = set(run2021.tables()["figures"]["unit"])
    begins = {unit: any(unit_words(unit)[:count] in listed for count in (1, 2, 3, 4)) for unit in units}
    assert [unit for unit, known in begins.items() if not known] == []


def test_an_empty_list_lets_everything_be_halved():
    """Without a list nothing is known of units."""
    assert WholeUnits({}).name("đoàn viên") == ""
