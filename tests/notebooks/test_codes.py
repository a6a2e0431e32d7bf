"""Tests of `khacphuc.notebooks.codes`."""

from khacphuc.notebooks.codes import named_citables

from .. import run2021


def test_only_what_is_named_is_looked_up():
    """Codes, lists of codes and terms of ratios are found; what is no code is left out."""
    known = named_citables(run2021.tables(), ["SL026;SL012", "SL010:numerator", "TL01", "", "x"], "vi")
    assert set(known) == {"SL026", "SL012", "SL010", "TL01"}
    assert "1.805 / 2.000" in known["TL01"].trace


def test_classes_need_their_names():
    """Without the names of classes a shortcoming is no citable."""
    names = run2021.policy().class_names("vi")
    assert not named_citables(run2021.tables(), ["KD1"], "vi")
    assert named_citables(run2021.tables(), ["KD1"], "vi", names)["KD1"].text == names["not_thorough"]
