"""What makes a start slow."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from khacphuc.doctor.diagnosis import as_typed, exit_code
from khacphuc.doctor.startup import diagnose_bytecode, examine_grammar, examine_kernels, has_bytecode

from .dists import make_dist


@pytest.fixture
def sources(tmp_path):
    """Four modules of a distribution, all compiled."""
    make_dist(tmp_path, "a", modules={f"a/m{number}.py": f"x = {number}\n" for number in range(4)})
    return [tmp_path / "a" / f"m{number}.py" for number in range(4)]


@pytest.fixture(autouse=True)
def keeps_bytecode(monkeypatch):
    """Python keeps what it compiles, whatever the tests run with."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def bytecode(sources):
    """The diagnosis of modules."""
    return diagnose_bytecode({sources[0].parent: [file.name for file in sources]})


def test_compiled_modules_are_fine(sources):
    """As pip leaves them."""
    diagnosis = bytecode(sources)
    assert (diagnosis.state, diagnosis.observed) == ("ok", "every one of 4 modules is compiled")


def test_missing_bytecode_is_found_and_the_remedy_mends_it(sources):
    """Its share of the seconds, and a command that does what it says."""
    for source in sources[:2]:
        Path(cache_from_source(source)).unlink()
    diagnosis = bytecode(sources)
    assert (diagnosis.state, diagnosis.observed) == (
        "found",
        "2 of 4 modules are not compiled for this Python",
    )
    assert diagnosis.cost == "up to 9 s more once, when they are next imported"
    assert exit_code([diagnosis]) == 0
    subprocess.run(diagnosis.remedy, shell=True, check=True)  # noqa: S602 - as a user would
    assert bytecode(sources).state == "ok"


def test_python_that_keeps_nothing_compiles_at_every_start(sources, monkeypatch):
    """The cost says why it comes again and again."""
    cache = Path(cache_from_source(sources[0]))
    cache.unlink()
    with monkeypatch.context() as context:
        context.setattr(sys, "dont_write_bytecode", True)
        cost = bytecode(sources).cost
    assert cost.endswith("at every start, since PYTHONDONTWRITEBYTECODE is set")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert bytecode(sources).cost.endswith(f"at every start, since {sources[0].parent} may not be written")


def test_few_modules_cost_next_to_nothing(sources):
    """No figure is told that nobody can measure."""
    Path(cache_from_source(sources[0])).unlink()
    diagnosis = bytecode([sources[0], *sources[1:] * 200])
    assert diagnosis.cost == "up to 0.1 s more once, when they are next imported"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda source, _cache: source.write_text("x = 11111\n"),  # another size
        lambda source, _cache: os.utime(source, (1, 1)),  # another time
        lambda _source, cache: cache.write_bytes(b"\0\0\0\0" + cache.read_bytes()[4:]),  # another Python's
        lambda _source, cache: cache.write_bytes(cache.read_bytes()[:9]),  # cut off
    ],
)
def test_stale_bytecode_is_none(sources, spoil):
    """Python would compile the source again, so it counts as missing."""
    source = sources[0]
    assert has_bytecode(source)
    spoil(source, Path(cache_from_source(source)))
    assert not has_bytecode(source)


def test_bytecode_by_hash_needs_no_time(sources):
    """As distributions of systems are built."""
    source = sources[0]
    py_compile.compile(str(source), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    os.utime(source, (1, 1))
    assert has_bytecode(source)


def test_a_source_that_is_gone_needs_none(sources):
    """What pip lists and somebody removed is compiled by nobody."""
    sources[0].unlink()
    assert bytecode(sources).state == "ok"


@pytest.mark.parametrize(
    ("modules", "state"),
    [
        ((), "ok"),
        (("rfc3987_syntax",), "ok"),  # without lark it cannot be imported, and jsonschema passes it over
        (("rfc3987_syntax", "lark"), "found"),
        (("rfc3987_syntax", "lark", "rfc3987"), "ok"),  # jsonschema takes the other, which is quick
    ],
)
def test_the_grammar_is_found_where_jsonschema_would_build_it(project, monkeypatch, modules, state):
    """Nothing is imported to know."""
    monkeypatch.setattr("khacphuc.doctor.startup.find_spec", modules.__contains__)
    (diagnosis,) = examine_grammar(project.root)
    assert diagnosis.state == state
    assert state == "ok" or diagnosis.remedy == f"{as_typed(sys.executable)} -m pip uninstall rfc3987-syntax"
    assert "rfc3987_syntax" not in sys.modules


def test_jsonschema_builds_the_grammar_when_it_can(tmp_path):
    """The modules looked for are those this jsonschema imports: it would be told if they changed."""
    for name in ("lark", "rfc3987_syntax"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("def is_valid_syntax(*_): return True\n")
    code = "import sys, jsonschema; print('rfc3987_syntax' in sys.modules)"
    for folders, imported in (([str(tmp_path)], "True"), ([], "False")):
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == imported


@pytest.mark.parametrize(
    ("platform", "kernels", "state", "observed"),
    [
        ("linux", "", "ok", "forked from one process"),
        ("linux", "plain", "found", "KHACPHUC_KERNELS=plain is set"),
        ("darwin", "", "found", "no process can safely fork on darwin"),
    ],
)
def test_kernels_started_one_by_one_are_found(  # noqa: PLR0917
    project, monkeypatch, platform, kernels, state, observed
):
    """Why, what each notebook costs more, and what to type."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("KHACPHUC_KERNELS", kernels)
    (diagnosis,) = examine_kernels(project.root)
    assert diagnosis.state == state
    assert observed in diagnosis.observed
    assert bool(diagnosis.remedy) is (state == "found")
    assert state == "ok" or diagnosis.cost.startswith("1 to 9 s more for every notebook")
