"""Tests of `khacphuc.checks.codes`."""

from khacphuc.checks.codes import CODE_LISTS, known_codes

from .. import run2021


def test_2021():
    """Terms stand for ratios only; evidence may be a section, a citation may not."""
    known = known_codes(run2021.tables())
    assert known.keys() == set(CODE_LISTS)
    assert known["ratios"] == ["SL010", "SL015", "SL024", "SL051"]
    assert "SL010:numerator" in known["numbers"]
    assert "SL009:numerator" not in known["numbers"]
    assert {"TL01", "SL001"} <= set(known["values"])
    assert "TL01" not in known["numbers"]
    assert "III.3.3" in known["evidence"]
    assert "III.3.3" not in known["citable"]
    assert {"KD1", "VB300", "TL01", "SL001"} <= set(known["citable"])
    assert len(known["units"]) == 104
    assert known["judged"] == ["KD1", "KD2", "KD3", "KD4"]
