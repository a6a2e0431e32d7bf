"""The promises about the project's own files: generated ones fresh, locks hashed, fonts licensed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
#: Where .ci/run finds the source text, beside the checkout.
SHARED_SOURCE = ROOT.parent / "shared" / "source" / "bao-cao-2021.txt"
LOCKS = ("requirements.lock", "requirements-dev.lock")


def text(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_top_level_is_what_the_client_fixed() -> None:
    """The folders and files the client named are there."""
    for name in ("notebooks", "params", "data/raw", "data/clean", "expectations", "reports", "tests"):
        assert (ROOT / name).is_dir(), name
    assert (ROOT / "environment.yml").is_file()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an unpacked archive has no list of its files")
def test_nothing_else_lies_at_the_top_level() -> None:
    """What a tool leaves in the folder it runs in is not committed unseen."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {name.partition("/")[0] for name in listed.stdout.splitlines()} == {
        *(".ci", ".gitignore", ".pre-commit-config.yaml", "Makefile", "pyproject.toml"),
        *("README.md", "README.vi.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md"),
        *("environment.yml", *LOCKS, "requirements-evidence.lock"),
        *("benchmarks", "data", "docs", "expectations", "notebooks", "params", "reports"),
        *("scripts", "src", "tests"),
    }


def test_environment_yml_is_fresh(tmp_path: Path) -> None:
    """environment.yml is what scripts/make_environment.py writes from pyproject.toml."""
    for name in ("pyproject.toml", "scripts/make_environment.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text(name), encoding="utf-8")
    subprocess.run([sys.executable, tmp_path / "scripts/make_environment.py"], check=True)
    assert (tmp_path / "environment.yml").read_text(encoding="utf-8") == text("environment.yml")


def test_locks_are_hashed_and_name_no_index() -> None:
    """Every pinned package has a hash, and no address of an index is written down."""
    for lock in (*LOCKS, "requirements-evidence.lock"):
        entries = re.split(r"\n(?=[a-z0-9])", text(lock).strip())
        assert len(entries) > 50, lock
        bare = [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
        assert not bare, "\n".join([lock, *bare])
        assert not re.search(r"https?://|--index|--find-links", text(lock)), lock


def test_no_lock_brings_the_slow_grammar() -> None:
    """What jupyter-server asks for besides would slow every start down; the dev lock goes without."""
    for lock in LOCKS:
        assert not re.search(r"^(rfc3987-syntax|lark)==", text(lock), re.MULTILINE), lock


def test_the_locks_agree() -> None:
    """What both locks pin, they pin to the same version."""
    pins = [
        dict(re.findall(r"^([a-z0-9-]+)==(\S+?)(?: ;[^\\\n]*)? \\$", text(lock), re.MULTILINE))
        for lock in LOCKS
    ]
    assert set(pins[0]) <= set(pins[1])
    assert {name: version for name, version in pins[1].items() if name in pins[0]} == pins[0]


def test_every_dependency_is_locked() -> None:
    """Every dependency pyproject declares stands in the lock."""
    declared = tomllib.loads(text("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[\[><=~!; ]", requirement)[0].replace(".", "-") for requirement in declared}
    assert names <= set(re.findall(r"^([a-z0-9-]+)==", text("requirements.lock"), re.MULTILINE))


def test_the_fonts_carry_their_licence() -> None:
    """The licence of the fonts lies beside them."""
    assert "SIL OPEN FONT LICENSE" in text("src/khacphuc/fonts/OFL.txt").upper()


def test_the_sidecar_names_the_source_document() -> None:
    """The hash in the sidecar of 2021 is that of the source text, where it is at hand."""
    sidecar = yaml.safe_load(text("data/raw/2021/bao-cao-2021.source.yml"))
    source = os.environ.get("KHACPHUC_SOURCE", "")
    if not source:
        assert not (os.environ.get("CI") and SHARED_SOURCE.exists()), ".ci/run names it"
        pytest.skip("the source text is not part of the project; KHACPHUC_SOURCE may name it")
    assert hashlib.sha256(Path(source).read_bytes()).hexdigest() == sidecar["sha256"]
