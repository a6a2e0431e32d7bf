"""The promises about imports: what is light stays light, and no contract looks away."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from .code import ROOT

HEAVY = (
    "pandas",
    "numpy",
    "papermill",
    "pydantic",
    "great_expectations",
    "nbformat",
    "matplotlib",
    "openpyxl",
)


def test_the_command_line_imports_no_pandas() -> None:
    """``import khacphuc`` and ``import khacphuc.cli`` load nothing heavy; public names load when used."""
    code = (
        "import sys, khacphuc, khacphuc.cli\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
        "print([name for name in getattr(khacphuc, '__all__', ()) if not hasattr(khacphuc, name)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "[]"]


def test_contracts_ignore_no_imports() -> None:
    """No contract between the packages has exceptions."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert len(contracts["contracts"]) >= 4
    assert [contract["name"] for contract in contracts["contracts"] if "ignore_imports" in contract] == []
