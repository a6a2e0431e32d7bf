"""Tests of `khacphuc.notebooks.assess_answers`: what reviewers ask, answered in sentences."""

import re
from dataclasses import replace

import pytest

from khacphuc.notebooks import assess_answers as answers
from khacphuc.schema.tables import CLASSES, STATUSES

from .. import run2021
from .runs import assessed, changed, empty

CODES = re.compile(rf"\b({'|'.join((*CLASSES, *STATUSES, 'met', 'not_met', 'measured', 'judged'))})\b")
OF_RUN = (answers.classes, answers.every_target, answers.first_missed, answers.proxies, answers.next_year)
OF_SHORTCOMING = (answers.why_class, answers.deciding_rule, answers.what_lifts)


def every_answer(run):
    """Every sentence there is about a run."""
    codes = [shortcoming.code for shortcoming in run.shortcomings]
    return [
        *(ask(run) for ask in OF_RUN),
        *(ask(run, code) for ask in OF_SHORTCOMING for code in codes),
        *filter(None, (answers.left_out(run, shortcoming) for shortcoming in run.shortcomings)),
    ]


def runs(language):
    """2021, with numbers missing, without criteria, without classes, and nothing at all."""
    tables = run2021.tables()
    return [
        assessed(language=language),
        changed("figures", {("SL028", "value"): None, ("SL061", "value"): None}, language=language),
        assessed(tables | {"criteria": tables["criteria"].iloc[:0]}, language=language),
        changed("declared", {(f"KD{n}", "class"): "" for n in range(1, 5)}, language=language),
        empty(language),
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_answers_are_sentences(language):
    """Whatever is missing in a run, each answer begins with a capital, ends with a point, and has no code."""
    for run in runs(language):
        for sentence in every_answer(run):
            assert sentence[0].isupper() or sentence[0].isdigit(), sentence
            assert sentence.endswith("."), sentence
            assert not re.search(r"\.\.|\s\s|None|nan|<NA>|[{}]", sentence), sentence
            if language == "vi":
                assert not CODES.search(sentence), sentence


def test_why_the_third_is_not_thorough():
    """Its criteria, the rule in words, the class, and that another was declared."""
    assert answers.why_class(assessed(), "KD3") == (
        "Khuyết điểm 3 có 04 tiêu chí (01 có chuyển biến, 03 chưa đạt); có ít nhất một tiêu chí có chuyển "
        "biến nên theo dòng Q5 của bảng quyết định, mức tính được là «chưa được khắc phục triệt để». Mức "
        "công bố khác: «chưa khắc phục hoàn toàn nhưng có chuyển biến tốt»."
    )


def test_why_one_without_criteria_has_its_class():
    """A shortcoming without criteria says that first."""
    tables = run2021.tables()
    run = assessed(tables | {"criteria": tables["criteria"].iloc[:0]})
    assert answers.why_class(run, "KD3").startswith(
        "Khuyết điểm 3 không có tiêu chí nào để xem xét nên theo dòng Q0 của bảng quyết định, mức tính được "
        "là "
    )
    assert answers.classes(run).startswith(
        "Trong 04 khuyết điểm: không khuyết điểm nào có mức tính được trùng"
    )


def test_which_rule_decided():
    """The rule in words, and those before it, none of which holds."""
    assert answers.deciding_rule(assessed(language="en"), "KD4") == (
        "Row Q3 of the decision table applies to shortcoming 4: when every criterion has the result "
        "«achieved» or «improved», the class is «not fully remedied, but improved». The rows before it do "
        "not apply: Q0 (there are no criteria); Q1 (at least one criterion has the result «missing»); Q2 "
        "(every criterion has the result «achieved»)."
    )


def test_classes_beside_declared_ones():
    """How many agree, which do not, and how many are not declared yet."""
    assert answers.classes(changed("declared", {("KD1", "class"): ""}, language="en")) == (
        "Of 4 shortcomings: 2 with the computed class as declared. 1 has no class declared yet. Shortcoming "
        "3: computed «not thoroughly remedied», declared «not fully remedied, but improved»."
    )


def test_of_many_classes_that_differ_the_rest_is_counted():
    """Eight are named; that there are more is never left out."""
    tables = run2021.tables()
    more = {"shortcoming_id": [f"KD{number}" for number in range(1, 13)]}
    tables["shortcomings"] = tables["shortcomings"].iloc[[0] * 12].assign(**more)
    tables["declared"] = tables["declared"].iloc[[0] * 12].assign(**more, **{"class": "remedied"})
    sentence = answers.classes(assessed(tables))
    assert sentence.count("công bố «đã khắc phục»") == 8
    assert sentence.endswith("; và 04 mục khác.")


def test_which_criteria_rest_on_a_proxy():
    """Each by its name, and what class there would be without."""
    sentence = answers.proxies(assessed())
    assert sentence.startswith("02 tiêu chí là gián tiếp: «Giảm khối lượng việc của cơ sở» (KD1.2); «")
    assert "khuyết điểm 1 từ «chưa được khắc phục triệt để» thành «chưa khắc phục»" in sentence
    assert answers.proxies(empty("en")) == "No criterion rests on a proxy."


def test_what_goes_to_next_year():
    """What is not remedied, whatever is planned for the others; and what came from a year before."""
    run = changed("declared", {("KD1", "class"): "remedied"}, language="en")
    assert run.shortcoming("KD1").direction
    assert answers.next_year(run).startswith(
        "3/4 shortcomings go to next year: shortcoming 2 (declared «partly remedied») – "
    )
    came = changed("shortcomings", {("KD2", "carried_from"): "2020"})
    assert answers.next_year(came).endswith("01 khuyết điểm từ năm trước chuyển sang: khuyết điểm 2 (2020).")
    undeclared = changed("declared", {("KD3", "class"): ""})
    assert "khuyết điểm 3 (chưa công bố, tính được «chưa được khắc phục triệt để»)" in answers.next_year(
        undeclared
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "không dòng nào trước Q6 áp dụng được nên theo dòng Q6"),
        ("en", "no row before Q6 applies"),
    ],
)
def test_the_last_row_is_read_without_rows_above(language, words):
    """In a sentence no rows stand above it."""
    run = changed(
        "criteria", {("KD4.1", "status"): "not_achieved", ("KD4.2", "status"): "worse"}, language=language
    )
    assert run.shortcoming("KD4").rule.id == "Q6"
    assert words in answers.why_class(run, "KD4")
    assert "ở các dòng trên" not in answers.deciding_rule(run, "KD4")


def test_a_single_row_holds_always():
    """No row stands before the only one."""
    run = assessed()
    alone = replace(run, policy=run.policy.model_copy(update={"rules": run.policy.rules[-1:]}))
    assert alone.condition(alone.policy.rules[0]) == "áp dụng cho mọi trường hợp"
