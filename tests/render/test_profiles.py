"""Document forms as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from khacphuc.errors import ParameterError
from khacphuc.render import profiles

if TYPE_CHECKING:
    from pathlib import Path


def test_youth_union_form() -> None:
    """The default form has the values its instruction asks for."""
    profile = profiles.load("youth-union")
    assert profile.margins_mm.model_dump() == {"top": 20, "bottom": 20, "left": 30, "right": 20}
    assert (profile.organisation, profile.organisation_pt) == ("ĐOÀN TNCS HỒ CHÍ MINH", 15)
    assert (profile.stars, profile.number_separator, profile.text_pt) == ("***", ":", 14)
    assert (profile.recipients_label_pt, profile.recipients_pt) == (12, 11)


def test_party_form() -> None:
    """The Party's form differs where its instruction does."""
    profile = profiles.load("party")
    assert profile.margins_mm.model_dump() == {"top": 20, "bottom": 20, "left": 30, "right": 15}
    assert (profile.organisation, profile.organisation_pt) == ("ĐẢNG CỘNG SẢN VIỆT NAM", 15)
    assert (profile.stars, profile.number_separator, profile.text_pt) == ("*", "", 14)


@pytest.mark.parametrize("name", profiles.known())
def test_each_value_has_its_source(name: str) -> None:
    """Every line of a profile says which rule asks for it, or that it is a choice of the house."""
    lines = (profiles.PROFILE_DIR / f"{name}.yml").read_text(encoding="utf-8").splitlines()
    values = [line for line in lines if line and not line.startswith(("#", "source:"))]
    assert len(values) == len(profiles.Profile.model_fields) - 1
    assert [line for line in values if "[1]" not in line and "[2]" not in line] == []


@pytest.mark.parametrize(
    ("name", "authority", "expected"),
    [
        ("youth-union", "TM. BAN THƯỜNG VỤ", ("TM.", "TM.")),
        ("youth-union", "T/M Ban Thường vụ", ("T/M", "TM.")),
        ("youth-union", "kt. Bí thư", ("KT.", "KT.")),
        ("youth-union", "TL Bí thư", ("TL", "TL.")),
        ("party", "T/L Ban Thường vụ", ("T/L", "T/L")),
        ("party", "TM. Ban Thường vụ", ("TM.", "T/M")),
        ("party", "TMX Ban Thường vụ", ("", "")),  # a word that only begins alike
        ("party", "BAN THƯỜNG VỤ", ("", "")),
    ],
)
def test_on_behalf_of(name: str, authority: str, expected: tuple[str, str]) -> None:
    """A form knows how it says in whose name somebody signs, and how the other one does."""
    assert profiles.load(name).on_behalf_for(authority) == expected


def test_every_profile_can_be_read() -> None:
    """No profile is shipped that is not one."""
    assert profiles.known()
    assert all(profiles.load(name).source for name in profiles.known())


@pytest.mark.parametrize("name", ["", "youth", "../profiles/youth-union"])
def test_unknown_profile_names_the_known_ones(name: str) -> None:
    """A wrong name is refused with the list of right ones; it is never a path."""
    with pytest.raises(ParameterError, match=r"known: .*youth-union"):
        profiles.load(name)


def test_profile_cannot_be_changed() -> None:
    """A profile is frozen, so that two documents of one process share it safely."""
    with pytest.raises(ValidationError):
        profiles.load("youth-union").text_pt = 12  # type: ignore[misc]


def test_wrong_profile_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile file with a wrong key is refused by its name and key."""
    text = (profiles.PROFILE_DIR / "youth-union.yml").read_text(encoding="utf-8")
    (tmp_path / "broken.yml").write_text(f"{text}\ncolour: red\n", encoding="utf-8")
    monkeypatch.setattr(profiles, "PROFILE_DIR", tmp_path)
    with pytest.raises(ParameterError, match=r'broken\.yml, line \d+: unknown key "colour"'):
        profiles.load("broken")
