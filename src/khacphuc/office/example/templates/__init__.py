"""The words of the example: tables, parameters, prose and names, with a place for each number."""

from __future__ import annotations

from pathlib import Path
from typing import Final

EXAMPLE_TEMPLATES: Final = Path(__file__).parent
