"""The name of a profile becomes the form of a document: measures and words from one YAML file each.

Each value in these files names the rule it comes from.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, PositiveFloat

from khacphuc.config.yaml_models import load_model
from khacphuc.errors import ParameterError

PROFILE_DIR: Final = Path(__file__).parent / "profiles"


class Margins(BaseModel):
    """Margins of the page in millimetres."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    top: PositiveFloat
    bottom: PositiveFloat
    left: PositiveFloat
    right: PositiveFloat


class Profile(BaseModel):
    """The form of a document: sizes in points, lengths in millimetres, the words the form prescribes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    margins_mm: Margins
    page_number_pt: PositiveFloat
    organisation: str
    organisation_pt: PositiveFloat
    superior_pt: PositiveFloat
    body_pt: PositiveFloat
    stars: str
    number_separator: str
    number_pt: PositiveFloat
    place_date_pt: PositiveFloat
    title_pt: PositiveFloat
    subject_pt: PositiveFloat
    status_note_pt: PositiveFloat
    text_pt: PositiveFloat
    first_line_mm: PositiveFloat
    paragraph_gap_pt: PositiveFloat
    note_pt: PositiveFloat
    caption_pt: PositiveFloat
    table_pt: PositiveFloat
    annex_table_pt: PositiveFloat
    recipients_label_pt: PositiveFloat
    recipients_pt: PositiveFloat
    signature_pt: PositiveFloat
    signature_space_mm: PositiveFloat
    on_behalf: tuple[str, ...]

    def on_behalf_for(self, authority: str) -> tuple[str, str]:
        """Return how an authority line says in whose name somebody signs: as typed, and as this form has it.

        Both are empty where the line does not begin with one of ``on_behalf``.

        >>> load("party").on_behalf_for("TM. Ban Thường vụ")
        ('TM.', 'T/M')
        """
        for prefix in self.on_behalf:
            # offices type TM., T/M and TM for the same; TMX is another word
            letters = "/?".join(letter for letter in prefix if letter.isalpha())
            match = re.match(rf"{letters}(?!\w)\.?", authority.upper())
            if match:
                return match[0], prefix
        return "", ""


def known() -> tuple[str, ...]:
    """Return the names of the profiles, sorted."""
    return tuple(sorted(path.stem for path in PROFILE_DIR.glob("*.yml")))


@cache
def load(name: str) -> Profile:
    """Read a profile by its name, such as ``youth-union``.

    Raises:
        ParameterError: there is no such profile, or its file is not one.
    """
    if name not in known():
        raise ParameterError(
            f"unknown profile {name!r} of the document", remedy=f"known: {', '.join(known())}"
        )
    return load_model(PROFILE_DIR / f"{name}.yml", Profile, filename=f"{name}.yml")
