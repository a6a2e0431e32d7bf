"""The promises about the English of the checks: every sentence of the suites has one, and no other."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that extracts the messages."""
    spec = importlib.util.spec_from_file_location("extract_checks", ROOT / "scripts" / "extract_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(script: ModuleType) -> Catalog:
    """The catalogue as committed."""
    return script.read_catalogue()


def test_every_sentence_of_the_suites_is_translated(script: ModuleType, catalogue: Catalog) -> None:
    """Each message has an English text, which is not the Vietnamese over again."""
    messages = script.messages()
    english = {message.id: message.string for message in catalogue if message.id}
    assert len(messages) > 250
    assert not [message for message in messages if english.get(message, "") in {"", message}]


def test_both_sides_have_the_same_placeholders(catalogue: Catalog) -> None:
    """A translation takes the columns its message takes, and nothing in it breaks a template."""
    pairs = [(Template(message.id), Template(message.string)) for message in catalogue if message.id]
    assert not [
        vietnamese.template
        for vietnamese, english in pairs
        if sorted(vietnamese.get_identifiers()) != sorted(english.get_identifiers()) or not english.is_valid()
    ]


def test_texts_without_words_are_no_messages(script: ModuleType) -> None:
    """What is a placeholder only, or signs and digits, needs no translation: it is not asked for."""
    messages = script.messages()
    assert not {"", "0", "«$figure_id»", "$working = $restated"} & set(messages)
    assert ("figures", "SL-01") in messages["ít nhất một dòng"]


def test_an_update_keeps_translations_and_drops_stale_messages(script: ModuleType) -> None:
    """Known messages keep their English, new ones get none, those no suite has any more are gone."""
    before = Catalog()
    before.add("ít nhất một dòng", "at least one row")
    before.add("không còn dùng", "no longer used")
    messages = {
        "ít nhất một dòng": [("figures", "SL-01"), ("units", "DV-01"), ("units", "DV-09")],
        "tăng quá 50% so với $previous": [("figures", "SL-24")],
    }
    assert script.updated(before, messages) == script.HEADER + (
        "#. SL-01, DV-01, DV-09\n"
        "#: expectations/figures.yml expectations/units.yml\n"
        'msgid "ít nhất một dòng"\n'
        'msgstr "at least one row"\n'
        "\n"
        "#. SL-24\n"
        "#: expectations/figures.yml\n"
        'msgid "tăng quá 50% so với $previous"\n'
        'msgstr ""\n'
    )


def test_the_catalogue_is_fresh(script: ModuleType, catalogue: Catalog) -> None:
    """checks.po is what scripts/extract_checks.py writes: no stale message, in the order of the suites."""
    messages = script.messages()
    stale = [message.id for message in catalogue if message.id and message.id not in messages]
    assert not stale
    assert script.updated(catalogue, messages) == script.CATALOGUE.read_text(encoding="utf-8")
