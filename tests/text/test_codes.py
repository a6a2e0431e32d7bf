"""Tests of `khacphuc.text.codes`."""

import pytest

from khacphuc.text.codes import nearest, plain_code

LABELS = {"SL001": "Khuyết điểm", "SL041": "Đơn vị", "KD1": "Chỉ tiêu", "KD2": "", "VB94": "Nghị định"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("SL041", "SL041"),
        ("sl041", "SL041"),
        ("ＳＬ０４１", "SL041"),
        ("TL01a", "TL01A"),
        ("KĐ1", "KĐ1"),  # another letter is another code
        ("ß1", "ß1"),
        ("SLO41", "SLO41"),
    ],
)
def test_plain_code(typed, expected):
    """Capitals and widths are made plain, no letter is taken for another."""
    assert plain_code(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("SL 041", "SL041 (Đơn vị)"),
        (" SL041", "SL041 (Đơn vị)"),
        ("SLO41", "SL041 (Đơn vị)"),
        ("SL41", "SL041 (Đơn vị)"),
        ("KĐ1", "KD1 (Chỉ tiêu)"),
        ("kđ2", "KD2"),  # no label
        ("VB", "VB94 (Nghị định)"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_nearest(typed, expected):
    """The nearest code is told with its label, and none where nothing is near."""
    assert nearest(typed, LABELS) == expected
