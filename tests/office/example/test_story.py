"""How the years of a fictional office go."""

from __future__ import annotations

import pytest

from khacphuc.office.example.story import SHORTCOMINGS, STORIES, declared, texts

from ... import run2021


@pytest.mark.parametrize("kind", STORIES)
def test_classes_follow_from_the_statuses(kind):
    """The classes of a story are those the policy gives its statuses."""
    story = STORIES[kind]
    pairs = zip(story.measured, story.judged, strict=True)
    assert tuple(run2021.policy().decide(pair).result for pair in pairs) == story.classes
    assert story.statuses()["KD1.2"] == story.judged[0]


@pytest.mark.parametrize("kind", STORIES)
def test_what_is_declared_differs_where_that_was_planted(kind):
    """A declared class is the computed one, but where the difference is a planted finding."""
    story = STORIES[kind]
    differing = {
        code
        for code, class_ in zip(SHORTCOMINGS, story.classes, strict=True)
        if declared(kind)[code] != class_
    }
    assert differing == {finding.row_id for finding in story.planted if finding.rule == "DG-05"}


def test_every_kind_of_year_has_the_same_texts():
    """No template lacks a text in any year."""
    first, *others = (set(texts(kind)) for kind in STORIES)
    assert all(keys == first for keys in others)
