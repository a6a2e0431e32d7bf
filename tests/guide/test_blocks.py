"""Every command and every example of the guide is one that works; `test_walk` runs the commands as well."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from typing import get_args

import click
import pytest
import yaml

from khacphuc import __version__
from khacphuc.assess.classes import Policy
from khacphuc.cli import app
from khacphuc.config.parameters import load_parameters
from khacphuc.config.yaml_models import parse_model
from khacphuc.inputs import Inputs
from khacphuc.office.example.make_example import make_example
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import Workspace
from khacphuc.report.charts.context import ChartContext
from khacphuc.report.prose.citations import Citations, citables
from khacphuc.report.prose.fence_requests import OPTIONS, TableRequest
from khacphuc.report.prose.fences import Fences
from khacphuc.report.prose.parse import parse_prose

from .blocks import DOCS, LANGUAGES, PAGES, blocks, page_text

POWERSHELL = {"python3 -m venv": "py -m venv", "source .venv/bin/activate": r".venv\Scripts\Activate.ps1"}
BOTH = [(language, page) for language in LANGUAGES for page in PAGES]


def commands(language, page):
    """Every command of ours that a page names, in blocks and in sentences."""
    lines = [
        line for block in blocks(language, page) if block.language == "sh" for line in block.text.splitlines()
    ]
    lines += re.findall(r"(?<!`)`(khacphuc [^`]+)`", page_text(language, page))
    return [line for line in lines if line.startswith("khacphuc ")]


def resolve(command, name, arguments):
    """Take arguments as the command would, and those of a subcommand as it would."""
    context = command.make_context(name, list(arguments))
    if isinstance(command, click.Group):
        name, subcommand, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        resolve(subcommand, name, rest)


def test_commands_of_a_group_are_looked_up():
    """Neither a subcommand nor an option of one that is mistyped passes."""
    resolve(app.commands["returns"], "returns", ["forms", "2021", "2021-03"])
    for mistyped in (["form", "2021"], ["forms", "2021", "--nothing"], ["receive"]):
        with pytest.raises(click.UsageError):
            resolve(app.commands["returns"], "returns", mistyped)


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_commands_are_ours(language, page):
    """Each command that is named exists, and takes these arguments and options."""
    for line in commands(language, page):
        name, *arguments = shlex.split(line)[1:]
        assert name in {*app.commands, "--version"}, line
        if arguments:
            resolve(app.commands[name], name, arguments)


def test_every_command_is_in_the_guide():
    """No command is without a place in each book."""
    for language in LANGUAGES:
        named = {shlex.split(line)[1] for page in PAGES for line in commands(language, page)}
        assert set(app.commands) <= named


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_powershell_stands_beside_the_shell(language, page):
    """A block that PowerShell has other words for is followed by one in those words, and no other is."""
    listed = [block for block in blocks(language, page) if block.language in {"sh", "powershell"}]
    for block, following in pairwise([*listed, None]):
        if block.language == "sh":
            words = block.text
            for shell, powershell in POWERSHELL.items():
                words = words.replace(shell, powershell)
            is_followed = following is not None and following.language == "powershell"
            assert is_followed == (words != block.text), block.text
            assert not is_followed or following.text == words


@pytest.mark.parametrize("page", PAGES)
def test_both_books_say_the_same(page):
    """The Vietnamese page has the blocks and the headings of the English one."""
    english, vietnamese = ([(b.language, b.text, b.marks) for b in blocks(n, page)] for n in LANGUAGES)
    assert english == vietnamese
    levels = [re.findall(r"^(#+) ", page_text(n, page), re.MULTILINE) for n in LANGUAGES]
    assert levels[0] == levels[1]


def test_every_page_has_its_other_language():
    """No page of one book is missing in the other."""
    names = [{path.name for path in (DOCS / language).glob("*.md")} for language in LANGUAGES]
    assert names[1] - names[0] == {"index.md", "tables.md", "codes.md"}
    assert names[0] <= names[1]
    assert {f"{page}.md" for page in PAGES} <= names[0]


def test_the_wheel_is_that_of_this_version():
    """The file that is installed is the one a release of this version makes."""
    for language in LANGUAGES:
        assert set(re.findall(r"khacphuc-([\d.]+)-py3", page_text(language, "install"))) == {__version__}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The project the examples are about."""
    folder = tmp_path_factory.mktemp("guide") / "demo"
    make_example(folder)
    return Layout(folder)


def test_examples_of_parameters_can_stand_in_them(demo, tmp_path):
    """Each is read in the place of the keys it shows."""
    whole = demo.parameters("2021").read_text(encoding="utf-8")
    listed = [block.text for page in PAGES for block in blocks("en", page) if block.language == "yaml"]
    assert listed
    for text in listed:
        keys = "|".join(re.findall(r"^(\w+):", text, re.MULTILINE))
        file = tmp_path / "x.yml"
        file.write_text(text + re.sub(rf"(?m)^(?:{keys}):.*\n", "", whole), encoding="utf-8")
        # to this reader of YAML the key on is a word for yes
        example = yaml.safe_load(re.sub(r"\bon:", '"on":', text))
        parameters = load_parameters(file)
        # of the events in a list only what is not left to defaults is written
        dumps = [parameters.model_dump(mode="json", exclude_defaults=short) for short in (False, True)]
        for key, value in example.items():
            assert value in [dump.get(key) for dump in dumps], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_policy_is_one(demo, language):
    """Each case has a class by it, printed as the policy of a project has it."""
    whole = demo.policy.read_text(encoding="utf-8")
    (text,) = [block.text for block in blocks(language, "policy") if block.language == "yaml"]
    policy = parse_model(text + whole[whole.index("\nclasses:") :], Policy, filename="policy.md")
    cases = ((), ("achieved",), ("achieved", "worse"), ("missing", "achieved"))
    assert [policy.decide(case).id for case in cases] == ["Q3", "Q2", "Q3", "Q1"]


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_for_programs_runs(published, monkeypatch, capsys, language):
    """It prints a number of the published run, in the folder of a project."""
    monkeypatch.chdir(published.root)
    (code,) = [block.text for block in blocks(language, "api") if block.language == "python"]
    exec(code, {})  # noqa: S102 - the page's own lines
    figures = (published.root / "data" / "raw" / "2021" / "figures.csv").read_text(encoding="utf-8")
    (row,) = [line for line in figures.splitlines() if line.startswith("SL001,")]
    assert f",{capsys.readouterr().out.strip()}," in row


@pytest.mark.full
def test_examples_of_prose_become_a_document(demo):
    """Each is read with the tables of the example as the report reads its prose: with every kind of fence."""
    first, second = (
        Inputs(Workspace(demo, run, demo.root / ".runs"), from_raw=True) for run in ("2021", "2022")
    )
    pages = ("prose", "progress", "meetings", "ratings", "scores", "supervision")
    listed = [block.text for page in pages for block in blocks("en", page) if block.language == "markdown"]
    for text in listed:
        inputs = second if "promises" in text else first
        citations = Citations(citables(inputs.tables, inputs.class_names))
        context = ChartContext(inputs.tables, citations, year=inputs.parameters.year)
        fences = Fences(context, inputs.assess(), lambda: first.tables, inputs.class_names)
        # nothing was gathered here, so a fence of returns is left out
        assert bool(parse_prose(text, citations, fences, filename="prose.md")) != ("kind: returns" in text)
    kinds = {*OPTIONS, *get_args(TableRequest.model_fields["kind"].annotation)}
    assert {kind for kind in kinds if f"kind: {kind}" in "".join(listed)} == kinds
