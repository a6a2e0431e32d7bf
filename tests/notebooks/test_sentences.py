"""Tests of `khacphuc.notebooks.sentences`."""

from khacphuc.notebooks.sentences import MOST_NAMED, as_sentence, counted, listed

from .runs import assessed


def test_a_long_row_is_bounded():
    """Of many things the first are named and the others counted; one more is named too."""
    names = [str(number) for number in range(MOST_NAMED + 2)]
    run = assessed(language="en")
    assert listed(run, names).endswith("; 7; and 2 more")
    assert listed(run, names[:-1]).endswith("; 7; 8")
    assert listed(run, []) == ""


def test_words_for_a_number():
    """One and several have words of their own where the language has."""
    run = assessed(language="en")
    assert counted(run, "many_targets", 1) == "1 target"
    assert counted(run, "many_targets", 12) == "12 targets"


def test_a_sentence():
    """It begins with a capital letter and ends with one point."""
    assert as_sentence("khuyết điểm 1 đạt.") == as_sentence("khuyết điểm 1 đạt") == "Khuyết điểm 1 đạt."
