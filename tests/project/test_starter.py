"""The files every project starts from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from khacphuc.errors import UsageError
from khacphuc.project.starter import starter_files

ROOT = Path(__file__).parents[2]


def test_they_are_those_of_the_repository() -> None:
    """Notebooks, suites, policy and shared lists are the repository's own, by their paths in a project."""
    starter = starter_files()
    for name, file in starter.items():
        assert file.read_bytes() == (ROOT / name).read_bytes(), name
    assert list(starter) == sorted(starter)
    assert {"notebooks/10_clean.ipynb", "expectations/figures.yml", "params/policy/assessment.yml"} <= set(
        starter
    )
    assert {"data/raw/reference/indicators.csv", "data/raw/reference/units_of_measure.csv"} <= set(starter)


def test_no_office_is_among_them() -> None:
    """No run, no units and nothing an office wrote goes into the projects of others."""
    runs = [name for name in starter_files() if "2021" in name or "units.csv" in name or "tay-ninh" in name]
    assert not runs


def test_the_wheel_takes_each_of_them_along() -> None:
    """What a wheel includes covers every file, at the path where an installed package looks for it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    included = settings["build"]["targets"]["wheel"]["force-include"]
    assert all(target == f"khacphuc/starter/{source}" for source, target in included.items())
    missing = [
        name
        for name in starter_files()
        if not any(name == source or name.startswith(f"{source}/") for source in included)
    ]
    assert not missing, "\n".join(missing)


def test_an_installed_package_has_a_copy_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a wheel is what is read where there is one; what editors leave there is not."""
    package = tmp_path / "khacphuc"
    notebooks = package / "starter" / "notebooks"
    (notebooks / ".ipynb_checkpoints").mkdir(parents=True)
    (package / "__init__.py").touch()
    (notebooks / "10_clean.ipynb").write_text("{}", encoding="utf-8")
    (notebooks / "notes.txt").touch()
    monkeypatch.setattr("khacphuc.project.starter.files", lambda name: tmp_path / name)
    assert list(starter_files()) == ["notebooks/10_clean.ipynb"]


def test_a_package_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that was copied without its project ends in a remedy."""
    monkeypatch.setattr("khacphuc.project.starter.files", lambda name: tmp_path / name)
    monkeypatch.setattr(
        "khacphuc.project.starter.__file__", str(tmp_path / "lib/khacphuc/project/starter.py")
    )
    with pytest.raises(UsageError, match=r"without the files of a project.*install the wheel"):
        starter_files()
