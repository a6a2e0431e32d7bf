"""Tests of `khacphuc.notebooks.lift_answers`."""

from khacphuc.notebooks.lift_answers import left_out, what_lifts

from .. import run2021
from .runs import assessed, changed


def test_what_lifts_the_second():
    """Two criteria at once, for no single one is enough."""
    assert what_lifts(assessed(), "KD2") == (
        "Để khuyết điểm 2 lên mức «chưa khắc phục hoàn toàn nhưng có chuyển biến tốt», cần cùng lúc: KD2.3, "
        "KD2.4 thành «có chuyển biến»; không tiêu chí nào một mình là đủ."
    )


def test_what_lifts_the_third():
    """Any of its criteria, and what the number of the measured one would have to be."""
    assert what_lifts(assessed(language="en"), "KD3") == (
        "For shortcoming 3 to become «partly remedied», one of these changes would be enough: KD3.1, KD3.2, "
        "KD3.3, KD3.4 (at least 12 lần) to «achieved»."
    )


def test_missing_data():
    """Where data are missing, which, and the worst and best class they can give."""
    run = changed("figures", {("SL061", "value"): None})
    assert what_lifts(run, "KD3") == (
        "Phải có dữ liệu cho KD3.4 thì mới tính được mức của khuyết điểm 3: từ «chưa được khắc phục triệt "
        "để» đến «đã khắc phục một phần»."
    )


def test_nothing_to_lift():
    """The best class, and a shortcoming without criteria."""
    best = changed("criteria", {("KD4.1", "status"): "achieved", ("KD4.2", "status"): "achieved"})
    assert what_lifts(best, "KD4") == "Khuyết điểm 4 đã ở mức tốt nhất."
    tables = run2021.tables()
    none = assessed(tables | {"criteria": tables["criteria"].iloc[:0]}, language="en")
    assert what_lifts(none, "KD4").startswith("Shortcoming 4 has no criteria yet:")


def test_what_is_left_out():
    """Which class would result without proxies and without judgements; what changes nothing says so."""
    run = assessed()
    assert left_out(run, run.shortcoming("KD2")).endswith("mức tính được tốt hơn, «đã khắc phục».")
    assert "mức tính được không đổi" in left_out(run, run.shortcoming("KD4"))
    assert "không còn tiêu chí nào" in left_out(run, run.shortcoming("KD4"))


def test_without_what_is_missing_a_class_is_known():
    """Where nothing can be computed now, a class without some criteria is neither better nor worse."""
    run = changed("criteria", {("KD2.3", "status"): "", ("KD2.4", "status"): ""})
    text = left_out(run, run.shortcoming("KD2"))
    assert text.endswith("mức tính được là «đã khắc phục», nay chưa tính được.")


def test_missing_data_that_decide_nothing():
    """Where every result gives one class, a sentence says that, and no range of one."""
    statuses = {("KD2.3", "status"): "", ("KD2.4", "status"): "not_achieved"}
    assert what_lifts(changed("criteria", statuses), "KD2") == (
        "Khuyết điểm 2 còn thiếu dữ liệu cho KD2.3; dù kết quả nào, mức cũng là «đã khắc phục một phần»."
    )


def test_missing_data_give_the_worst_and_the_best_of_all_results():
    """The ends are those of every status, whichever row of the decision table gives them."""
    statuses = {("KD2.3", "status"): "", ("KD2.4", "status"): "improved"}
    text = what_lifts(changed("criteria", statuses), "KD2")
    assert text.endswith(
        "từ «đã khắc phục một phần» đến «chưa khắc phục hoàn toàn nhưng có chuyển biến tốt»."
    )
