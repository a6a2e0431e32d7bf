"""The template of findings, compiled."""

from __future__ import annotations

from khacphuc.render.notebook.cards import cards_template

cards_template()
