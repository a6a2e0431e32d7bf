"""Tests of `khacphuc.project.offices`."""

import pytest

from khacphuc.errors import ParameterError
from khacphuc.project.files import write_text
from khacphuc.project.layout import Layout
from khacphuc.project.offices import existing_offices, find_office

MAKE = "make the folder data/raw/reference/ca-mau, with its units.csv"


@pytest.fixture
def layout(tmp_path):
    """A project with the offices of two provinces, and folders that are none."""
    for name in ("tay-ninh", "long-an", ".git", "Old lists"):
        write_text(tmp_path / "data" / "raw" / "reference" / name / "units.csv", "")
    return Layout(tmp_path)


@pytest.fixture
def alone(tmp_path):
    """A project with one office."""
    write_text(tmp_path / "data" / "raw" / "reference" / "tay-ninh" / "units.csv", "")
    return Layout(tmp_path)


def test_the_offices_there_are(layout):
    """Folders whose names are ids, sorted; files are none."""
    write_text(layout.reference / "indicators.csv", "")
    assert existing_offices(layout) == ("long-an", "tay-ninh")


def test_one_office_need_not_be_named(alone):
    """Where there is one office folder it is that of every run; where there is none, none is."""
    assert find_office(alone, "2021") == find_office(alone, "2021", "tay-ninh") == "tay-ninh"
    assert find_office(Layout(alone.root / "empty"), "2021") == ""


def test_of_several_one_is_named(layout):
    """The message lists them, and says where to write it."""
    assert find_office(layout, "2021", "long-an") == "long-an"
    with pytest.raises(ParameterError) as caught:
        find_office(layout, "2021")
    assert str(caught.value) == (
        'params/2021.yml: the key "office" is missing, and there are 2 offices; '
        "write office: and one of long-an, tay-ninh"
    )


@pytest.mark.parametrize(
    ("declared", "remedy"),
    [
        ("tay-nin", "did you mean tay-ninh?"),
        ("longan", "did you mean long-an?"),
        ("old-lists", "rename the folder Old lists to old-lists"),
        ("ca-mau", f"the offices there are: long-an, tay-ninh; {MAKE}"),
    ],
)
def test_a_misspelt_office(layout, declared, remedy):
    """The near name is given, also that of a folder whose name is no id; else all names."""
    with pytest.raises(ParameterError) as caught:
        find_office(layout, "2021", declared)
    assert str(caught.value) == f'params/2021.yml: the key "office" names {declared}; {remedy}'


def test_an_office_without_a_folder(tmp_path):
    """In a project without offices the folder is named; units of an older project may be anybody's."""
    layout = Layout(tmp_path)
    with pytest.raises(ParameterError, match="there is no office yet; make the folder data/raw/reference/a"):
        find_office(layout, "2021", "a")
    write_text(layout.reference / "units.csv", "")
    assert (find_office(layout, "2021", "a"), find_office(layout, "2021")) == ("a", "")
