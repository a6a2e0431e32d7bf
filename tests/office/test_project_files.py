"""What a new project consists of."""

from __future__ import annotations

import re

import yaml

from khacphuc.office.project_files import format_environment, project_files

WHEEL = "file:///srv/wheels/khacphuc-0.3.0-py3-none-any.whl#sha256=ab12"


def test_the_environment_names_the_wheel():
    """Conda gives pip the address the package came from, whole."""
    parts = yaml.safe_load(format_environment(WHEEL))["dependencies"]
    assert parts[-1] == {"pip": [f"khacphuc[lab] @ {WHEEL}"]}


def test_an_environment_without_an_address_says_what_to_enter():
    """Nothing is installed by its name, which is on no index; with two signs off it is right."""
    text = format_environment("")
    assert yaml.safe_load(text)["dependencies"] == ["python>=3.11", "pip"]
    assert "on no index yet" in text
    entered = re.sub(r"^#(  +- )", r"\1", text, flags=re.MULTILINE)
    assert yaml.safe_load(entered)["dependencies"][-1]["pip"][0].startswith("khacphuc[lab] @ file:///FOLDER/")


def test_git_leaves_results_out_and_keeps_folders():
    """Reports are built again; the folders they go to have a file that git keeps."""
    files = project_files()
    ignored = files[".gitignore"].decode().splitlines()
    assert {".runs/", "reports/*", "!reports/README.md", "data/clean/*", "!data/clean/README.md"} <= set(
        ignored
    )
    assert {"reports/README.md", "data/clean/README.md"} <= set(files)


def test_the_readme_gives_the_same_commands_in_both_languages():
    """Whoever reads Vietnamese is told to type what others are."""
    vietnamese, english = project_files()["README.md"].decode().split("\n---\n")
    commands = [re.findall(r"`((?:khacphuc|conda|pip) [^`]+)`", part) for part in (vietnamese, english)]
    assert sorted(set(commands[0])) == sorted(set(commands[1]))
    assert vietnamese.count("\n## ") == english.count("\n## ")
    assert vietnamese.count("\n|") == english.count("\n|")


def test_texts_have_unix_line_ends():
    """What is hashed as installed is the same on every system."""
    assert not [name for name, data in project_files().items() if b"\r" in data]
