"""The parameters of a run."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from khacphuc.config import parameters as params
from khacphuc.config.parameters import RunParameters, load_parameters
from khacphuc.errors import ParameterError

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
year: 2021
status: reconstruction
language: vi
profile: youth-union
title: >-
  Kết quả khắc phục
  khuyết điểm
issuer:
  superior: ""
  body: Ban Thường vụ
  symbol: BC/TĐTN-VP
  place: Tây Ninh
document:
  number: ""
  date: 03/3/2021
signatory:
  authority: TM. Ban Thường vụ
  office: Phó Bí thư
  name: Nguyễn Tiến Tân
recipients:
  - UV.BCH TĐ
  - Lưu VT
previous: ""
due: ""
annexes:
  - figures
"""
NAME = "params/2021.yml"


def load(tmp_path: Path, text: str | bytes) -> RunParameters:
    """Load a text as a parameter file."""
    file = tmp_path / "2021.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_parameters(file, filename=NAME)


def refusal(tmp_path: Path, text: str | bytes) -> str:
    """The message about a text that is no parameter file."""
    with pytest.raises(ParameterError) as caught:
        load(tmp_path, text)
    return str(caught.value)


def test_a_good_file_is_read(tmp_path):
    """Every key reaches the model, folded text is one line, and lists are tuples."""
    parameters = load(tmp_path, GOOD)
    assert parameters.year == 2021
    assert parameters.title == "Kết quả khắc phục khuyết điểm"
    assert parameters.recipients == ("UV.BCH TĐ", "Lưu VT")
    assert parameters.document.date == "03/3/2021"
    assert parameters.annexes == ("figures",)


def test_the_models_are_frozen(tmp_path):
    """Nothing changes a parameter once it is read."""
    parameters = load(tmp_path, GOOD)
    with pytest.raises(ValidationError, match="frozen"):
        parameters.year = 2022
    assert parameters.year == 2021


def test_every_field_says_what_is_expected():
    """A field without a description would leave a message without its end."""
    models = [RunParameters, params.IssuerParameters, params.DocumentParameters, params.SignatoryParameters]
    without = [
        (model, name) for model in models for name, f in model.model_fields.items() if not f.description
    ]
    assert not without


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        # a number is kept as it was written
        ('number: ""', "number: 012", "012"),
        # nothing after the colon is empty
        ('number: ""', "number:", ""),
        # composed, stripped
        ('number: ""', 'number: " 12-a\u0302 "', "12-â"),
    ],
)
def test_what_people_write_for_a_number(tmp_path, old, new, value):
    """The number of a document may be written without quotes, or left out."""
    assert load(tmp_path, GOOD.replace(old, new)).document.number == value


@pytest.mark.parametrize(("written", "previous"), [("2020", "2020"), ("bc-2020", "bc-2020"), ("", "")])
def test_the_previous_run_needs_no_quotes(tmp_path, written, previous):
    """A run's id that looks like a number is understood."""
    assert load(tmp_path, GOOD.replace('previous: ""', f"previous: {written}")).previous == previous


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        # a misspelt key, with the nearest one
        ("status: rec", "statuss: rec", 'line 2: unknown key "statuss"; did you mean "status"?'),
        ("status: reconstruction\n", "", 'line 1: the key "status" is missing; expected draft, final or'),
        # a misspelt key inside another
        ("place: T", "plase: T", 'line 12: unknown key "issuer.plase"; did you mean "place"?'),
        ("  place: Tây Ninh\n", "", 'line 8: the key "issuer.place" is missing; expected one line of text'),
        # a key nothing is like
        ("due:", "qqq: 1\ndue:", 'unknown key "qqq"; known are year, office, status'),
        # wrong types
        ("year: 2021", 'year: "2021"', 'line 1: the key "year" is "2021"; expected a year'),
        ("year: 2021", "year: 12", 'the key "year" is the number 12; expected a year'),
        ("year: 2021", "year: 3000", 'the key "year" is the number 3000; expected a year'),
        ("year: 2021", "year: true", 'the key "year" is the truth value true; expected a year'),
        (
            "body: Ban Thường vụ",
            "body: 5",
            'line 10: the key "issuer.body" is the number 5; expected one line',
        ),
        ("body: Ban Thường vụ", "body:", 'line 10: the key "issuer.body" is empty; expected one line'),
        ("body: Ban Thường vụ", 'body: "  "', 'the key "issuer.body" is "  "; expected one line'),
        ("body: Ban Thường vụ", "body: {a: b}", 'the key "issuer.body" is a mapping of keys and values'),
        ("body: Ban Thường vụ", "body: [a, b]", 'the key "issuer.body" is a list of 2 items'),
        # values outside the list
        ("language: vi", "language: fr", 'the key "language" is "fr"; expected vi or en'),
        ("  - figures", "  - figurs", 'line 26: the key "annexes.1" is "figurs"; expected a list of figures'),
        ("  - figures", "  - figures\n  - figures", "each at most once"),
        ("profile: youth-union", "profile: ../x", "expected the name of a profile"),
        ('previous: ""', "previous: Năm 2020", "expected the id of a run"),
        # dates
        (
            "date: 03/3/2021",
            "date: 2021-03-03",
            'the key "document.date" is the date 2021-03-03; expected a date such',
        ),
        ("date: 03/3/2021", "date: 31/02/2021", "expected a date such as 03/3/2021"),
        ('due: ""', "due: mai", "expected a date such as 03/3/2021"),
        # lists
        ("  - UV.BCH TĐ\n  - Lưu VT", "", 'the key "recipients" is empty; expected a list of 1 to 30'),
        ("  - Lưu VT", "  - x\n" * 30, "expected a list of 1 to 30"),
        # characters nobody sees
        ("TM. Ban", '"a\\u200bb" #', "holds the character U+200B"),
        ("TM. Ban", "a\uf0b7b", "holds the character U+F0B7"),  # a bullet of Word's
        ("TM. Ban", "a\u3164b", "holds the character U+3164"),  # drawn as nothing
        ("TM. Ban", '"a\\nb" #', "holds the character U+000A"),
        # letters the typeface lacks
        (
            "TM. Ban",
            "a✅",
            "\"a✅ Thường vụ\" (the letter '✅' (U+2705), which the typeface Tinos lacks; write",
        ),
        ("  - Lưu VT", "  - 中", 'the key "recipients.2" is "中" (the letter \'中\' (U+4E2D)'),
        # YAML
        ("status: rec", "year: 2022\nstatus: rec", 'line 2: the key "year" stands twice; line 1 has it too'),
        (
            "body: Ban",
            "body: a: Ban",
            "line 10: is not YAML: mapping values are not allowed here; put a text with a colon in",
        ),
        ("  body: Ban", "\tbody: Ban", "put spaces in the place of the tab"),
        ("title: >-", "title: a\x07b >-", "line 5: holds the control character U+0007"),
        ("year: 2021", "[year]: 2021", "line 1: a key is a list or a mapping; expected a word"),
        ("year: 2021", "year: &y 2021", "line 1: anchors and aliases (& and *) are refused"),
        ("year: 2021", "year: *y", "line 1: anchors and aliases (& and *) are refused"),
        (
            "year: 2021",
            "year: !!python/object:os.system x",
            "line 1: the tag tag:yaml.org,2002:python/object",
        ),
        ("annexes:", "---\nannexes:", "is not YAML: but found another document"),
        ("year: 2021", "year: " + "[" * 5000, "line 1: is nested more than 10 deep"),
        ("year: 2021", "year: " + "x" * 100_000, "characters; expected at most 100000"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, problem):
    """A message names file, line and key, what was found and what was expected."""
    assert old in GOOD
    message = refusal(tmp_path, GOOD.replace(old, new, 1))
    assert problem in message
    assert all(line.startswith(NAME) for line in message.splitlines())


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null"])
def test_an_empty_file_is_told(tmp_path, text):
    """A file that says nothing is told from one that says something wrong."""
    assert refusal(tmp_path, text).startswith(f"{NAME}: is empty; expected the keys year, office, status")


@pytest.mark.parametrize("text", ["- a\n", "a", "2021"])
def test_a_file_without_keys_is_told(tmp_path, text):
    """A list or a scalar is no parameter file."""
    assert refusal(tmp_path, text).startswith(f"{NAME}: has no keys; expected the keys year, office, status")


def test_two_may_sign(tmp_path):
    """A second signatory is named as the first one is, or left out."""
    assert load(tmp_path, GOOD).second_signatory is None
    assert load(tmp_path, GOOD + "second_signatory:\n").second_signatory is None
    second = "second_signatory:\n  authority: TM. Ban Dân vận\n  office: Trưởng ban\n"
    parameters = load(tmp_path, f"{GOOD}{second}  name: Trần Thị Ví Dụ\n")
    assert parameters.second_signatory.office == "Trưởng ban"
    message = refusal(tmp_path, GOOD + second)
    assert message.startswith(f'{NAME}, line 27: the key "second_signatory.name" is missing; expected one')


def test_an_empty_mapping_lacks_every_key(tmp_path):
    """Each missing key is told."""
    required = [field for field in RunParameters.model_fields.values() if field.is_required()]
    assert len(refusal(tmp_path, "{}").splitlines()) == len(required)


def test_one_slip_is_one_problem(tmp_path):
    """A misspelt key is not told a second time as a missing one."""
    message = refusal(tmp_path, GOOD.replace("status", "statuss"))
    assert message == f'{NAME}, line 2: unknown key "statuss"; did you mean "status"?'


def test_all_problems_are_told_at_once_in_order(tmp_path):
    """Somebody who mends a file mends it once."""
    text = GOOD.replace("year: 2021", "year: x").replace("language: vi", "language: fr\nlanguage: vi")
    message = refusal(tmp_path, text.replace("place:", "plase:"))
    lines = [int(line.split("line ")[1].split(":")[0]) for line in message.splitlines()]
    assert len(lines) == 4
    assert lines == sorted(lines)


def test_bytes_that_are_not_utf_8_are_told(tmp_path):
    """An old encoding is told with its line, as a parameter error."""
    assert "2021.yml, line 7: not UTF-8" in refusal(
        tmp_path, GOOD.encode("cp1258", "replace").replace(b"khuy", b"\xe9")
    )


def test_a_missing_file_is_told_as_given(tmp_path):
    """The path in the message is the path that was asked for."""
    with pytest.raises(ParameterError) as caught:
        load_parameters(tmp_path / "none.yml")
    assert str(caught.value).startswith(f"{tmp_path / 'none.yml'}: no such file")


def test_an_alias_bomb_is_refused_at_once(tmp_path):
    """A small file that would unfold into a large one never unfolds."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    since = time.process_time()
    assert "anchors and aliases" in refusal(tmp_path, bomb)
    assert time.process_time() - since < 1


@given(st.text(max_size=200))
def test_any_text_is_parameters_or_a_parameter_error(tmp_path_factory, text):
    """No text ends in another kind of error."""
    folder = tmp_path_factory.mktemp("any")
    parameters = None
    with contextlib.suppress(ParameterError):
        parameters = load(folder, text.encode("utf-8", "surrogatepass"))
    assert parameters is None or parameters.year


@pytest.mark.parametrize(
    ("written", "synthetic"), [("", False), ("synthetic: true\n", True), ("synthetic: false\n", False)]
)
def test_figures_are_real_unless_said_otherwise(tmp_path, written, synthetic):
    """Synthetic is true or false, and may be left out."""
    assert load(tmp_path, GOOD + written).synthetic is synthetic


@pytest.mark.parametrize("written", ["yes", "1", "có", ""])
def test_synthetic_is_true_or_false(tmp_path, written):
    """Anything else is refused with what is meant by it."""
    assert "expected true where the figures are invented" in refusal(
        tmp_path, f"{GOOD}synthetic: {written}\n"
    )
