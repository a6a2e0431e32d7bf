"""Tests of `khacphuc.config.yaml_tree`: plain data, each place with its line."""

from __future__ import annotations

import pytest
import yaml

from khacphuc.config import yaml_tree
from khacphuc.config.yaml_tree import PlainScalar, Reading, parse_tree
from khacphuc.errors import ParameterError


def read(text: str, **how: bool) -> tuple[object, Reading]:
    """The tree of a text, and its reading."""
    reading = Reading("f.yml", **how)
    return parse_tree(text, reading), reading


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 12", 12),  # whole numbers
        ("a: 1.5", 1.5),  # decimals
        ("a: true", True),  # truth values of YAML 1.2
        ("a: no", "no"),  # a word in YAML 1.2
        ("a: 2021-03-03", "2021-03-03"),  # a date stays text
        ("a:", None),  # nothing
        ("a: '012'", "012"),  # quoted
        ("a: [1, x]", [1, "x"]),  # a list
    ],
)
def test_values_are_those_of_yaml_1_2(text, value):
    """Scalars are what YAML 1.2 takes them for, dates apart."""
    tree, reading = read(text)
    assert tree == {"a": value}
    assert reading.message() == ""


@pytest.mark.parametrize(
    "text",
    [
        "a: 12\nb: [x, 'y', \"z\"]\nc: {d: ~, e: 1.5e3}\n",
        "a: |\n  hai\n  dòng\nb: >\n  một\n  dòng\n",
        "a: [",
        "a: 1\n---\nb: 2",
        "a: b: c",
        "- a\nb",
        "\ta: 1",
        "a: &x 1",
    ],
)
def test_with_and_without_c_it_is_the_same(text, monkeypatch):
    """Trees, lines and messages do not depend on which parser this system has."""
    tree, reading = read(text)
    monkeypatch.setattr(yaml_tree, "_QUICK", yaml.SafeLoader)
    again, other = read(text)
    assert (tree, reading.lines, reading.message()) == (again, other.lines, other.message())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\n---\nb: 2", "line 2: is not YAML: but found another document"),
        ("? {a: &b 1}\n: 2", "line 1: anchors"),  # in a key
        ("a: 1\na: [&b 1]", "line 2: anchors"),  # in a value that is not kept
        (
            "a: 1\n\tb: 2",
            "line 2: is not YAML: found character '\\t' that cannot start any token; put spaces",
        ),
    ],
)
def test_nothing_hides_where_nothing_is_kept(text, problem):
    """What is refused is refused in keys, and in values of keys that stand twice."""
    _, reading = read(text)
    assert problem in reading.message()


def test_as_written_keeps_the_characters():
    """Numbers, truth values and dates keep how they were written."""
    tree, _ = read("a: 012\nb: true\n", as_written=True)
    assert tree == {"a": PlainScalar("the number", "012"), "b": PlainScalar("the truth value", "true")}
    assert tree["a"].is_number
    assert not tree["b"].is_number


def test_every_place_knows_its_line():
    """Keys and items are found by their place; unknown places have the line of what is around them."""
    _, reading = read("a: 1\nb:\n  - x\n  - y: 2\n")
    assert [reading.line(where) for where in (("a",), ("b", 1, "y"), ("b", 0, "z"), ("c",))] == [1, 4, 3, 1]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\nb: *x", "line 1: anchors and aliases"),
        ("a: !!python/name:os.system x", "line 1: the tag"),
        ("a: 1\na: 2", 'line 2: the key "a" stands twice'),
        ("? [a]\n: 1", "line 1: a key is a list or a mapping"),
        ("a: [", "is not YAML"),
        ("a: \x07", "line 1: holds the control character U+0007"),
        ("[" * 20, "is nested more than 10 deep"),
        ("x" * 100_001, "has 100001 characters"),
    ],
)
def test_what_could_run_or_explode_is_refused(text, problem):
    """Each refusal names the file and, where there is one, the line."""
    _, reading = read(text)
    assert problem in reading.message()
    with pytest.raises(ParameterError, match=r"^f\.yml"):
        reading.raise_if_any()


def test_lines_count_from_where_the_text_stands():
    """A text inside another file is told with the lines of that file."""
    reading = Reading("f.md", after_line=10)
    parse_tree("a: 1\na: 2", reading)
    assert reading.message().startswith("f.md, line 12:")
    whole = Reading("f.md", after_line=10)
    whole.complain(0, "is empty")
    assert whole.message() == "f.md, line 10: is empty"
