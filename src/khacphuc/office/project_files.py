"""Everything ``khacphuc init`` writes: what every project starts from, and what tells of the project."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Final

from khacphuc import __version__
from khacphuc.office.installed_from import installed_from
from khacphuc.project.starter import starter_files

_TEMPLATES: Final = {".gitignore": "gitignore.txt", "README.md": "README.md"}

_ENVIRONMENT: Final = """\
# The analysts' environment, on Windows and macOS too:
#   conda env create -f environment.yml
#   conda activate khacphuc
name: khacphuc
channels: [conda-forge]
dependencies:
  - python>=3.11
  - pip
"""
# by its name alone pip would take what others put on an index under it
_UNKNOWN: Final = """\
# khacphuc is on no index yet, and where this one was installed from is not known: write the place of its
# wheel here, and take the "#" off these two lines.
#  - pip:
#      - "khacphuc[lab] @ file:///FOLDER/khacphuc-{version}-py3-none-any.whl"
"""


def project_files() -> dict[str, bytes]:
    """What a new project consists of, by paths from its root, sorted; text has Unix line ends.

    Raises:
        UsageError: the package was installed without the files of a project.
    """
    starter = {name: file.read_bytes() for name, file in starter_files().items()}
    folder = files(__package__) / "templates"
    templates = {name: (folder / template).read_bytes() for name, template in _TEMPLATES.items()}
    environment = {"environment.yml": format_environment(installed_from()).encode()}
    return dict(sorted((starter | templates | environment).items()))


def format_environment(address: str) -> str:
    """The text of ``environment.yml`` with the address the package comes from; empty where not known."""
    if not address:
        return _ENVIRONMENT + _UNKNOWN.format(version=__version__)
    requirement = json.dumps(f"khacphuc[lab] @ {address}", ensure_ascii=False)
    return f"{_ENVIRONMENT}  - pip:\n      - {requirement}\n"
