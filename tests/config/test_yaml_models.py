"""Tests of `khacphuc.config.yaml_models`."""

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError, model_validator

from khacphuc.config.yaml_models import Model, load_model, parse_model
from khacphuc.errors import ParameterError

NAME = "params/x.yml"


class Part(Model):
    """A part."""

    name: str = Field(description="a name")
    count: int = Field(1, description="a whole number")


class Whole(Model):
    """A whole of parts."""

    title: str = Field(description="one line of text")
    parts: tuple[Part, ...] = Field((), description="a list of parts")
    single: Part | None = Field(None, description="one part")
    kind: str = Field("", alias="class", description="a class")
    share: float | None = Field(None, description="a number")
    final: bool = Field(default=False, description="true or false")
    limited: Annotated[int, Field(le=9)] | None = None
    names: dict[str, str] = Field({}, description="names by key")

    @model_validator(mode="after")
    def _not_bad(self):
        if self.title == "bad":
            raise ValueError("titles are not bad")
        return self


def parse(text, **options):
    """Parse a text as a whole."""
    return parse_model(text, Whole, filename=NAME, **options)


def refusal(text, **options):
    """What is said about a text that is no whole: its lines."""
    with pytest.raises(ParameterError) as caught:
        parse(text, **options)
    return str(caught.value).splitlines()


def test_a_file_is_read(tmp_path):
    """Every value reaches the model as YAML 1.2 reads it, and dates stay text."""
    file = tmp_path / "x.yml"
    file.write_text(
        "\ufefftitle: 2021-03-03  # a comment\nparts:\n  - {name: a, count: 03}\n  - name: yes\n"
        "single:\nclass: ''\nshare: 1.5\nfinal: true\nnames: {a: b}\n",
        encoding="utf-8",
    )
    whole = load_model(file, Whole, filename=NAME)
    assert whole.title == "2021-03-03"
    assert [(part.name, part.count) for part in whole.parts] == [("a", 3), ("yes", 1)]
    assert (whole.single, whole.kind, whole.share, whole.final) == (None, "", 1.5, True)
    assert whole.names == {"a": "b"}


def test_models_are_frozen():
    """Nothing changes a value once it is read."""
    whole = parse("title: a")
    with pytest.raises(ValidationError, match="frozen"):
        whole.title = "b"
    assert whole.title == "a"


def test_numbers_nobody_writes_stay_text():
    """What only YAML takes for a number is text, and so no number of the model's."""
    assert parse("{title: 0x1F}").title == "0x1F"
    assert parse("{title: a, share: .inf}".replace(".inf", "1e3")).share == 1000


def test_as_written_keeps_the_characters(tmp_path):
    """Where asked, what YAML reads as a number or a date is told as it was written."""
    file = tmp_path / "x.yml"
    file.write_text("title: 012\n", encoding="utf-8")
    with pytest.raises(ParameterError, match=r'line 1: the key "title" is the number 012; expected one line'):
        load_model(file, Whole, filename=NAME, as_written=True)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty; expected the keys title, parts, single, class, share"),
        ("# nothing\n", "is empty; expected the keys"),
        ("- a\n", "expected the keys title"),
        ("word", "expected the keys title"),
        ("parts: []", 'the key "title" is missing; expected one line of text'),
        ("title: a\ntitel: b", 'line 2: unknown key "titel"; did you mean "title"?'),
        ("title: a\nzzz: b", 'line 2: unknown key "zzz"; known are title, parts, single, class'),
        ("title: a\nkind: b", 'line 2: unknown key "kind"'),  # the key is its alias
        ("title: [a, b]", 'line 1: the key "title" is a list of 2 items; expected one line of text'),
        ("title: {a: b}", 'the key "title" is a mapping of keys and values; expected one line'),
        ("title:\n", 'line 1: the key "title" is empty; expected one line of text'),
        ("title: a\nparts:\n  - name: b\n  - count: x\n", "line 4"),
        (
            "title: a\nparts:\n- name: b\n  count: x",
            'line 4: the key "parts.1.count" is "x"; expected a whole',
        ),
        ("title: a\nsingle: {nam: b}", 'line 2: unknown key "single.nam"; did you mean "name"?'),
        ("title: a\nparts: [{name: b}, {nam: c}]", 'line 2: unknown key "parts.2.nam"; did you mean "name"?'),
        ("title: a\nlimited: 12", 'line 2: the key "limited" is "12"; expected Input should be less'),
        ("title: a\nnames: {a: [b]}", 'line 2: the key "names.a" is a list of 1 items'),
        ("title: bad", "titles are not bad"),
        ("title: a\ntitle: b", 'line 2: the key "title" stands twice'),
        ("title: a\n? [b]\n: c", "line 2: a key is a list or a mapping; expected a word"),
        ("title: a\nb: 'c", "is not YAML"),
        ("title: a\n\tb: c", "is not YAML"),
        ("title: a: b", "line 1: is not YAML"),
        ("title: a\x00b", "U+0000"),
        ("x: 1\ntitle: a\x1bb", "line 2: holds the control character U+001B"),
        ("title: &a b\nclass: *a", "line 1: anchors and aliases"),
        ("title: !!python/object:os.system a", "line 1: the tag"),
        ("title: !x a", "the tag !x is refused"),
        ("title: " + "[" * 12 + "]" * 12, "is nested more than 10 deep"),
        ("title: a\n" + "#" * 100_001, "has 100010 characters; expected at most 100000"),
    ],
)
def test_what_is_refused(text, problem):
    """A file that does not say what it must is refused: the file, the line, what is found and expected."""
    lines = refusal(text)
    assert all(line.startswith(NAME) for line in lines)
    assert problem in "\n".join(lines)


def test_all_problems_are_told_at_once():
    """Each problem has a line of its own, in the order of the file."""
    lines = refusal("title: []\nparts:\n  - name: a\n    count: x\nclas: y\n")
    assert [line.partition(": ")[0] for line in lines] == [f"{NAME}, line {n}" for n in (1, 4, 5)]


def test_text_inside_another_file():
    """Lines are counted from the beginning of the file the text stands in."""
    assert refusal("title: a\nzzz: b", after_line=10)[0].startswith(f"{NAME}, line 12: ")


@pytest.mark.parametrize("content", [None, b"title: \xff"])
def test_a_file_that_cannot_be_read(tmp_path, content):
    """A missing file, or one that is not UTF-8, is named as people know it."""
    file = tmp_path / "x.yml"
    if content:
        file.write_bytes(content)
    with pytest.raises(ParameterError, match=rf"^{NAME}.*(put it there|save the file again as UTF-8)"):
        load_model(file, Whole, filename=NAME)


@given(st.text() | st.text("title: a\n-[]{}&*!'\"#|>?,\t", max_size=40))
def test_any_text_is_read_or_refused(text):
    """Whatever a file holds, it is a whole or a list of problems that name the file."""
    try:
        result = parse(text)
    except ParameterError as error:
        result = str(error)
    assert isinstance(result, Whole) or result.startswith(NAME)
