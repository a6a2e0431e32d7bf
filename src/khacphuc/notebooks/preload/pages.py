"""The templates of pages, compiled: for the process that writes them, while the last kernel is at work."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from khacphuc.render.html.environment import TEMPLATE_DIR, environment, font_faces

for _package, _name in (
    ("render.notebook", "notebook.html.j2"),
    ("notebooks", "index.html.j2"),
    ("review", "review.html.j2"),
    ("review", "changes.html.j2"),
    ("schedule", "front_page.html.j2"),
):
    _folder = Path(str(files(f"khacphuc.{_package}"))) / "templates"
    for _template in (_name, "page.html.j2", "cards.html.j2"):
        environment(_folder, TEMPLATE_DIR).get_template(_template)
environment(TEMPLATE_DIR, trim=False).get_template("report.html.j2")
font_faces()
