"""How Sphinx makes the guide: `make docs` builds the English book here and the Vietnamese one of `vi/`.

Both have this configuration; the Vietnamese is built with `-c docs -D language=vi docs/vi`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pygments.lexers.data import YamlLexer

from khacphuc import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOCS = Path(__file__).parent
_TITLES = {"en": "The guide to khacphuc", "vi": "Sách hướng dẫn khacphuc"}
_SWITCH = {"en": ("vi", "Tiếng Việt"), "vi": ("en", "English")}


project = "khacphuc"
author = "the khacphuc project"
copyright = author  # noqa: A001 - Sphinx's name
release = version = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "vi"]
suppress_warnings = ["misc.highlighting_failure"]  # examples with … in them
myst_heading_anchors = 3
# docstrings have names in single backquotes, as Markdown has
napoleon_attr_annotations = False
default_role = "code"
autodoc_typehints = "none"
autodoc_member_order = "bysource"

html_theme = "furo"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["guide.css"]
html_show_sourcelink = False
html_copy_source = False
html_last_updated_fmt = None
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}


def _add_language(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Tell the template of a page where the same page is in the other language."""
    other, label = _SWITCH[app.config.language]
    up = "../" * pagename.count("/")
    if other == "vi":
        name = pagename.removeprefix("en/")
        target = f"{up}vi/{name if (DOCS / 'vi' / f'{name}.md').exists() else 'index'}.html"
    else:
        near = next(
            (name for name in (f"en/{pagename}", pagename) if (DOCS / f"{name}.md").exists()), "index"
        )
        target = f"{up}../{near}.html"
    context["other_language"] = {"href": target, "lang": other, "label": label}


def _name_book(app: Sphinx, config: Any) -> None:
    config.html_title = _TITLES[app.config.language]


_ACCESSIBLE = {
    ' role="heading">': ' role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="{contents}">',
    '<aside class="toc-drawer">': '<aside class="toc-drawer" aria-label="{page}">',
    '<aside class="toc-drawer no-toc">': '<aside class="toc-drawer no-toc" aria-label="{page}">',
    '<div id="search-results">': '<h1>{search}</h1><div id="search-results" >',
    # what scrolls can be reached with the keyboard
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}
"""What the theme's pages lack for those who listen or type."""
_ASIDES = {
    "en": {"contents": "Contents", "page": "On this page", "search": "Search"},
    "vi": {"contents": "Mục lục", "page": "Trong trang này", "search": "Tìm kiếm"},
}


def _make_accessible(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        if app.config.language == "en" and (Path(app.outdir) / "vi") in page.parents:
            continue
        text = page.read_text(encoding="utf-8")
        for theirs, ours in _ACCESSIBLE.items():
            text = text.replace(theirs, ours.format(**_ASIDES[app.config.language]))
        page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Fences of the prose are YAML; each page knows its other language."""
    for fence in ("chart", "table"):
        app.add_lexer(fence, YamlLexer)
    app.connect("config-inited", _name_book)
    app.connect("build-finished", _make_accessible)
    app.connect("html-page-context", _add_language)
