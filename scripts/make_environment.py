"""Write environment.yml, the analysts' conda environment, from pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def environment() -> str:
    """The text of environment.yml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return (
        "# Generated from pyproject.toml by scripts/make_environment.py; edit that instead.\n"
        "# The analysts' environment, on Windows and macOS too:\n"
        "#   conda env create -f environment.yml && conda activate khacphuc\n"
        f"name: {project['name']}\n"
        "channels: [conda-forge]\n"
        "dependencies:\n"
        f"  - python{project['requires-python']}\n"
        "  - pip\n"
        "  - pip:\n"
        "      - -e .[lab]\n"
    )


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8")
