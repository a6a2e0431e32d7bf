"""Tests of `khacphuc.notebooks.target_answers`."""

from khacphuc.notebooks.target_answers import every_target, first_missed

from .runs import assessed, changed, empty


def test_the_targets_of_2021():
    """Nine of eleven are met, all nine by what the source declares; the others are named."""
    assert every_target(assessed()) == (
        "Đạt 09/11 chỉ tiêu (trong đó 09 chỉ tiêu theo công bố, không có số liệu để tính); 02 chỉ tiêu "
        "chưa đạt: «Giới thiệu đoàn viên ưu tú cho Đảng, trong đó có công nhân» (CT01); «Lập mới chi đoàn, "
        "chi hội công nhân và tổ chức trong doanh nghiệp» (CT02, theo công bố)."
    )


def test_by_how_much_the_first_is_missed():
    """Each part that is missed with what was done, what is asked, and the difference."""
    sentence = first_missed(assessed())
    assert (
        "1.805 đoàn viên ưu tú, yêu cầu ít nhất 2.000 (thiếu 195 đoàn viên ưu tú, 90,3% mức phải đạt);"
        in sentence
    )
    assert sentence.endswith("3,1%, yêu cầu ít nhất 5% (thiếu 1,9 điểm phần trăm, 62% mức phải đạt).")


def test_a_target_that_is_missed_by_declaration_only():
    """Where there is no figure nothing is computed, and the answer says so."""
    numbers = {("SL026", "value"): 2500.0, ("SL028", "value"): 6.0}
    sentence = first_missed(changed("figures", numbers))
    assert "(CT02)" in sentence
    assert "không có số liệu để tính" in sentence


def test_no_targets():
    """A run without targets says so."""
    assert every_target(empty("en")) == first_missed(empty("en")) == "The report has no targets."


def test_a_missed_ceiling_is_a_limit():
    """The sentence on the first missed target calls a ceiling what is allowed."""
    over = {("CT01.1", "comparator"): "<", ("CT01.1", "threshold"): "1.000"}
    assert "vượt 805 đoàn viên ưu tú, 180,5% mức cho phép" in first_missed(changed("target_parts", over))
