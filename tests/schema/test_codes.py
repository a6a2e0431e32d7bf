"""Tests of `khacphuc.schema.codes`: one declaration, followed by suites, messages and pages."""

import re
from pathlib import Path

import pytest
import yaml

from khacphuc.locale import LANGUAGES, sentences, words
from khacphuc.schema.codes import ASSIGNED, ASSIGNED_PARTS, CODE_FORMS
from khacphuc.schema.tables import TABLES

from .. import run2021

OTHERS = {"declared": "shortcomings", "assessments": "shortcomings"}
"""Suites about rows that are named by the codes of another table."""
LISTS = {
    **{name: (name,) for name in ("shortcomings", "figures", "targets", "documents", "indicators", "units")},
    "ratios": ("figures",),
    "numbers": ("figures",),
    "values": ("figures",),
    "evidence": ("figures", "measures"),
    "citable": ("figures", "computed", "documents", "shortcomings"),
}
"""What the lists that suites name hold codes of; ``declared`` and ``judged`` ask for a row, not a code."""


def expectations():
    """The name of each suite with each of its rules."""
    for file in sorted(Path(run2021.LAYOUT.expectations).glob("*.yml")):
        for expectation in yaml.safe_load(file.read_text(encoding="utf-8"))["expectations"]:
            yield file.stem, expectation


@pytest.mark.parametrize("name", CODE_FORMS)
def test_a_form(name):
    """The example has it, the codes of 2021 have it, and the columns it speaks of are there."""
    form, table = CODE_FORMS[name], TABLES[name]
    assert re.fullmatch(form.pattern, form.example)
    assert run2021.tables()[name][table.key].str.fullmatch(form.pattern).all()
    assert {*form.identity, *filter(None, [form.owner])} <= {field.name for field in table.raw}
    for language in LANGUAGES:
        assert words(language, "code_form")[name].endswith(f" {form.example}")


@pytest.mark.parametrize("name", [name for name, form in CODE_FORMS.items() if form.is_assignable])
def test_a_code_that_is_made_has_the_form(name):
    """Numbers at both ends of their range fit behind what stands before them."""
    form = CODE_FORMS[name]
    numbers = ASSIGNED_PARTS if form.owner else ASSIGNED
    heading = form.example[: form.example.index(".") + 1] if form.owner else form.prefix
    for number in (numbers[0], numbers[-1]):
        assert re.fullmatch(form.pattern, f"{heading}{number}")


def test_suites_ask_for_the_forms():
    """Each suite asks for the form of its key, and says it, in both languages."""
    suites = set()
    for name, expectation in expectations():
        table = OTHERS.get(name, name)
        if expectation["type"] != "expect_column_values_to_match_regex" or table not in CODE_FORMS:
            continue
        if expectation["kwargs"]["column"] == TABLES[table].key:
            suites.add(name)
            assert expectation["kwargs"]["regex"] == f"^{CODE_FORMS[table].pattern}$"
            assert expectation["meta"]["expected"] == words("vi", "code_form")[table]
            assert sentences("en")[expectation["meta"]["expected"]] == words("en", "code_form")[table]
    assert suites == {*CODE_FORMS, *OTHERS}


def test_messages_about_codes_show_one():
    """Wherever a code of another row is asked for, an example of one is given, in both languages."""
    for name, expectation in expectations():
        known = expectation["kwargs"].get("known", {}).get("$PARAMETER")
        if known in LISTS:
            expected = expectation["meta"]["expected"]
            for text in (expected, sentences("en")[expected]):
                missing = [table for table in LISTS[known] if CODE_FORMS[table].example not in text]
                assert not missing, (name, expectation["meta"]["rule"], text)


def test_the_trace_shows_codes_of_these_forms():
    """Who asks for a code nothing has is shown examples."""
    for language in LANGUAGES:
        examples = re.findall(r"[A-Z]{2}\d+(?:\.\d+)?", words(language, "trace")["codes_are_such"])
        assert examples
        assert set(examples) <= {form.example for form in CODE_FORMS.values()}
