"""What makes a start slow."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from khacphuc.doctor.diagnosis import exit_code
from khacphuc.doctor.distributions import read_installed
from khacphuc.doctor.startup import examine_bytecode, examine_grammar, examine_kernels, has_bytecode

from .dists import make_dist

PYTHON = Path(sys.executable)


@pytest.fixture
def dist(tmp_path):
    """A distribution of four modules, all compiled."""
    make_dist(tmp_path, "a", modules={f"a/m{number}.py": f"x = {number}\n" for number in range(4)})
    return read_installed([str(tmp_path)])["a"]


def bytecode(dist, *, is_kept=True):
    """What is found of a distribution."""
    return examine_bytecode({dist.folder: dist.modules}, python=PYTHON, is_kept=is_kept)


def test_compiled_modules_are_fine(dist):
    """As pip leaves them."""
    found = bytecode(dist)
    assert (found.state, found.found) == ("ok", "every one of 4 modules is compiled")


def test_missing_bytecode_is_found_and_the_remedy_mends_it(dist):
    """Its share of the seconds, and a command that does what it says."""
    for name in dist.modules[:2]:
        Path(cache_from_source(str(dist.folder / name))).unlink()
    found = bytecode(dist)
    assert (found.state, found.found) == ("found", "2 of 4 modules are not compiled for this Python")
    assert found.cost == "some 4 to 9 s more once, when they are next imported"
    assert exit_code([found]) == 0
    subprocess.run(found.remedy, shell=True, check=True)  # noqa: S602 - as a user would
    assert bytecode(dist).state == "ok"


def test_python_that_keeps_nothing_compiles_at_every_start(dist, monkeypatch):
    """The cost says why it comes again and again."""
    cache = Path(cache_from_source(str(dist.folder / dist.modules[0])))
    cache.unlink()
    assert bytecode(dist, is_kept=False).cost.endswith("at every start, since PYTHONDONTWRITEBYTECODE is set")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert bytecode(dist).cost.endswith(f"at every start, since {dist.folder} may not be written")


def test_few_modules_cost_next_to_nothing(dist):
    """No figure is told that nobody can measure."""
    Path(cache_from_source(str(dist.folder / dist.modules[0]))).unlink()
    names = [*dist.modules] * 200
    names = [name for name in names if name != dist.modules[0]] + [dist.modules[0]]
    found = examine_bytecode({dist.folder: names}, python=PYTHON, is_kept=True)
    assert found.cost == "less than 0.1 s more once, when they are next imported"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda source, _cache: source.write_text("x = 11111\n"),  # another size
        lambda source, _cache: os.utime(source, (1, 1)),  # another time
        lambda _source, cache: cache.write_bytes(b"\0\0\0\0" + cache.read_bytes()[4:]),  # another Python's
        lambda _source, cache: cache.write_bytes(cache.read_bytes()[:9]),  # cut off
    ],
)
def test_stale_bytecode_is_none(dist, spoil):
    """Python would compile the source again, so it counts as missing."""
    source = dist.folder / dist.modules[0]
    assert has_bytecode(source)
    spoil(source, Path(cache_from_source(str(source))))
    assert not has_bytecode(source)


def test_bytecode_by_hash_needs_no_time(dist):
    """As distributions of systems are built."""
    source = dist.folder / dist.modules[0]
    py_compile.compile(str(source), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    os.utime(source, (1, 1))
    assert has_bytecode(source)


def test_a_source_that_is_gone_needs_none(dist):
    """What pip lists and somebody removed is compiled by nobody."""
    (dist.folder / dist.modules[0]).unlink()
    assert bytecode(dist).state == "ok"


@pytest.mark.parametrize(
    ("modules", "state"),
    [
        ((), "ok"),
        (("rfc3987_syntax",), "ok"),  # without lark it cannot be imported, and jsonschema passes it over
        (("rfc3987_syntax", "lark"), "found"),
        (("rfc3987_syntax", "lark", "rfc3987"), "ok"),  # jsonschema takes the other, which is quick
    ],
)
def test_the_grammar_is_found_where_jsonschema_would_build_it(tmp_path, modules, state):
    """Nothing is imported to know."""
    found = examine_grammar(lambda name: name in modules, root=tmp_path, python=PYTHON)
    assert found.state == state
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


def test_the_remedy_is_an_environment_without_jupyterlab(tmp_path, monkeypatch):
    """In a clone make builds it; elsewhere what costs is taken off."""

    def remedy(python):
        return examine_grammar(lambda name: name != "rfc3987", root=tmp_path, python=python).remedy

    monkeypatch.chdir(tmp_path)
    assert remedy(Path("/x/python")) == "/x/python -m pip uninstall rfc3987-syntax"
    (tmp_path / "Makefile").touch()
    assert remedy(Path("/x/python")) == "make env && .venv/bin/khacphuc run --all"
    assert remedy(tmp_path / ".venv" / "bin" / "python") == "rm -r .venv && make env"


@pytest.mark.parametrize(
    ("wanted", "reason", "state", "said"),
    [
        (True, "", "ok", "forked from one process"),
        (False, "", "found", "KHACPHUC_KERNELS=plain is set"),
        (True, "no process can safely fork on darwin", "found", "no process can safely fork on darwin"),
    ],
)
def test_kernels_started_one_by_one_are_found(wanted, reason, state, said):
    """Why, what each notebook costs more, and what to type."""
    found = examine_kernels(is_wanted=wanted, why_none=reason)
    assert found.state == state
    assert said in found.found
    assert bool(found.remedy) is (state == "found")
    assert state == "ok" or found.cost.startswith("1 to 9 s more for every notebook")
