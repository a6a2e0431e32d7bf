"""Tests of `khacphuc.text.legacy`."""

import unicodedata

import pytest

from khacphuc.text.legacy import detect_legacy


@pytest.mark.parametrize(
    "text",
    [
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam",  # the head of every document
        "§éc lËp - Tù do - H¹nh phóc",
        "13,6 triÖu ®ång",  # a figure
        "TØnh ®oµn T©y Ninh",
        "c¸c chi ®oµn trong n¨m 2001",
        "héi viªn vµ ®oµn viªn",
    ],
)
def test_tcvn3(text):
    """Texts typed in .VnTime are told."""
    assert detect_legacy(text) == "TCVN3"


@pytest.mark.parametrize(
    "text",
    [
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
        "Ñoäc laäp - Töï do - Haïnh phuùc",
        "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM",  # capitals
        "caùc toå chöùc Ñoaøn",
        "hoaøn thaønh",  # two words
    ],
)
def test_vni(text):
    """Texts typed in VNI-Times are told."""
    assert detect_legacy(text) == "VNI"


VIETNAMESE = [
    "Cộng hoà xã hội chủ nghĩa Việt Nam",
    "toàn dân khoá quê Xuân",  # only letters that Latin-1 has too
    "hoà toán quà thuê xoá quá",
    "hội viên, đoàn viên¹ của 94 xã²",
    "hoá học, hoàn toàn, loài, toán, quân, tuân, thuê",
]
OTHERS = [
    "Noël à Israël où il goûte le maïs au mois d'août",  # every French pair of vowels
    "L'été dernier, les élèves naïfs ont créé une œuvre égoïste « aiguë »",
    "Où est-ce que le coéquipier aérien a haï la forêt brûlée ?",
    "où",
    "Äußerst geübte Bäuerin geändert, beängstigend geöffnet",
    "Größe über Straße, Grüße aus Köln, § 5 und §12",
    "Über",
    "Windows® 10 µm ± 5 ½ · 3×4 m² ©2021",  # signs used as signs
    "94",
    "",
    "VND 1.400.000",
    "Cá»™ng hÃ²a xÃ£ há»™i",  # UTF-8 read as Latin-1 is broken otherwise
    "España: mañana, pingüino, año 1ª",
]


@pytest.mark.parametrize("text", VIETNAMESE + OTHERS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_no_false_alarm(text, form):
    """Living languages are never taken for an old font."""
    assert detect_legacy(unicodedata.normalize(form, text)) is None
