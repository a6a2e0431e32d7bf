"""Tests of `khacphuc.data.xlsx.container`."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.data.xlsx.container import CONTENT_TYPES, damaged, open_container
from khacphuc.errors import SourceError

FILENAME = "data/raw/2021/register.xlsx"


def archive(**parts):
    """A zip archive that has the content types a workbook has, and these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in {CONTENT_TYPES: "<Types/>", **parts}.items():
            target.writestr(name, data)
    return stream.getvalue()


def test_parts_are_read_by_name():
    """A part gives its bytes; one that is not there is an error with the name of the file."""
    container = open_container(archive(a="text"), FILENAME)
    assert "a" in container
    assert "b" not in container
    assert container.read("a") == b"text"
    with pytest.raises(SourceError, match=rf"^{FILENAME}: a workbook without its part 'b'; open it"):
        container.read("b")


def test_a_part_may_be_packed_tightly():
    """A small workbook of many empty cells is no bomb."""
    assert len(open_container(archive(a=bytes(19_000_000)), FILENAME).read("a")) == 19_000_000


def test_two_parts_of_one_name():
    """Which of two parts counts is not guessed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("a", "2")
    with pytest.raises(SourceError, match="damaged"):
        open_container(stream.getvalue(), FILENAME)


def test_a_damage_is_told_in_print():
    """What a file says of itself cannot write to the terminal."""
    assert str(damaged(FILENAME, "\x1b[31m" + "x" * 500)).isprintable()
    assert len(str(damaged(FILENAME, "x" * 500))) < 300


@given(
    st.binary()
    | st.binary().map(b"PK\x03\x04".__add__)
    | st.integers(0, 400).map(lambda n: archive(a="b")[:n])
)
def test_any_bytes_are_refused_with_the_name(data):
    """Whatever a file holds, it is refused in one message."""
    with pytest.raises(SourceError, match=rf"^{FILENAME}: ") as caught:
        open_container(data, FILENAME).read("nothing")
    assert str(caught.value).isprintable()


@given(st.integers(0, len(archive(a="b")) - 1), st.integers(0, 255))
def test_any_byte_may_be_wrong(place, byte):
    """An archive with one wrong byte is read or refused."""
    data = bytearray(archive(a="b"))
    data[place] = byte
    message = ""
    try:
        container = open_container(bytes(data), FILENAME)
        if "a" in container:
            assert container.read("a") == b"b"
    except SourceError as error:
        message = str(error)
    assert message.isprintable()
