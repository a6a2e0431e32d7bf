"""Draw docs/pictures/architecture.svg: the packages in their layers, and the imports between them.

    python scripts/draw_architecture.py

The layers are those of the import contract in ``pyproject.toml``, the arrows are read from the source. An
arrow that others imply is left out: where ``run`` imports ``review`` and ``review`` imports ``checks``, none
leads from ``run`` to ``checks``. The same source gives the same bytes.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "khacphuc"
PICTURE = ROOT / "docs" / "pictures" / "architecture.svg"

LABELS = {
    "cli": ("arguments, exit codes",),
    "commands": ("what each command", "does and prints"),
    "preview": ("the report", "while one types"),
    "doctor": ("what slows or stops", "runs on a machine"),
    "reading": ("any document,", "number by number"),
    "schedule": ("what is due,", "the record, notices"),
    "history": ("versions issued,", "vintages of values"),
    "office": ("makes and fills", "projects"),
    "returns": ("forms for units,", "feedback to them"),
    "run": ("stages, builds, cache,", "publishing, the record"),
    "notebooks": ("what each notebook", "displays"),
    "review": ("review page, workbook,", "reviewers' answers"),
    "render": ("HTML, PDF, DOCX,", "notebooks as pages"),
    "explore": ("tables and charts", "to play with"),
    "report": ("document, prose,", "charts, numbering"),
    "trace": ("one code, both ways", "through the tables"),
    "checks": ("suites, rules,", "findings"),
    "years": ("years of an office", "side by side"),
    "assess": ("targets, criteria,", "classes"),
    "outputs": ("what stages", "leave behind"),
    "inputs": ("all that a run", "is made of"),
    "data": ("raw tables in,", "clean tables out"),
    "config": ("parameters, policy,", "strict YAML"),
    "text": ("numbers, dates, units", "as Vietnamese print"),
    "locale": ("our words,", "by language"),
    "project": ("where files lie,", "how they are opened"),
    "console": ("progress, lines", "for a terminal"),
    "schema": ("every table and", "column, once"),
    "fonts": ("the typeface", "of documents"),
    "kernels": ("warm kernels", "for papermill"),
    "errors": ("the one error tree",),
}
"""What lives in each package, in at most two short lines."""

BOX_WIDTH, BOX_HEIGHT = 148, 62
LANE_WIDTH = 18  # what an arrow needs that passes a layer
GAP = 14  # between two boxes or lanes beside each other
ROW_HEIGHT = 104
MARGIN = 28
PORTS = 0.86  # the part of a box's side that arrows begin and end on
SWEEPS = 40  # more change nothing for this graph

STYLE = """
text { font-family: "Liberation Sans", Arial, Helvetica, sans-serif; text-anchor: middle; fill: #1f2933 }
.name { font-size: 15px; font-weight: bold }
.label { font-size: 11.5px; fill: #46535f }
.note { font-size: 12px; text-anchor: start; fill: #46535f }
.band { fill: #f4f6f8 }
.box { fill: #ffffff; stroke: #5b6b7a; stroke-width: 1.3 }
.pure { fill: #e4f1ea; stroke: #2f7d5b }
.arrow { fill: none; stroke: #7b8a99; stroke-width: 1.4 }
.head { fill: #7b8a99 }
"""


@dataclass
class Node:
    """A package, or the place where an arrow passes a layer on its way further down."""

    name: str
    layer: int
    x: float = 0.0
    above: list[Node] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)

    @property
    def is_box(self) -> bool:
        """Whether it is a package."""
        return bool(self.name)

    @property
    def half(self) -> float:
        """Half the room it takes."""
        return (BOX_WIDTH if self.is_box else LANE_WIDTH) / 2

    @property
    def top(self) -> float:
        """Where its layer's boxes begin."""
        return MARGIN + self.layer * ROW_HEIGHT


def contracts() -> list[dict[str, list[str]]]:
    """The import contracts of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["importlinter"]["contracts"]


def read_layers() -> list[list[str]]:
    """The packages by layer, top down, as the contract lists them."""
    rows = next(contract["layers"] for contract in contracts() if "layers" in contract)
    return [[name.strip().removeprefix("khacphuc.") for name in row.split("|")] for row in rows]


def read_pure() -> set[str]:
    """The packages that never touch a disk, papermill or Great Expectations, as the contract lists them."""
    forbidden = "forbidden_modules"
    pure = next(contract for contract in contracts() if "khacphuc.project" in contract.get(forbidden, []))
    return {name.removeprefix("khacphuc.") for name in pure["source_modules"] if name.count(".") == 1}


def read_imports(packages: set[str]) -> dict[str, set[str]]:
    """Which packages each package imports, in functions or for types only, too."""
    imports: dict[str, set[str]] = {package: set() for package in packages}
    for file in PACKAGE.rglob("*.py"):
        package = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if package in packages:
            imports[package] |= (_imported(file) & packages) - {package}
    return imports


def _imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("khacphuc.")}


def without_implied(imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """The imports that no chain of others implies."""

    def reachable(package: str) -> set[str]:
        return imports[package].union(*(reachable(below) for below in imports[package]))

    return {
        package: {
            target
            for target in targets
            if not any(target in reachable(other) for other in targets - {target})
        }
        for package, targets in imports.items()
    }


def arrange(layers: list[list[str]], arrows: dict[str, set[str]]) -> list[list[Node]]:
    """Give every package, and every arrow that passes a layer, a place with few crossings."""
    rows = [[Node(name, layer) for name in row] for layer, row in enumerate(layers)]
    boxes = {node.name: node for row in rows for node in row}
    for node in list(boxes.values()):
        for target in sorted(arrows[node.name]):
            last = node
            for layer in range(node.layer + 1, boxes[target].layer):
                lane = Node("", layer)
                rows[layer].append(lane)
                _join(last, lane)
                last = lane
            _join(last, boxes[target])
    _order(rows)
    _place(rows)
    return rows


def _join(upper: Node, lower: Node) -> None:
    upper.below.append(lower)
    lower.above.append(upper)


def _order(rows: list[list[Node]]) -> None:
    """Sort each row by where its neighbours stand, down and up in turn; keep the order that crosses least."""
    for row in rows:
        _spread(row)
    best, fewest = [list(row) for row in rows], _crossings(rows)
    for sweep in range(SWEEPS):
        for row in reversed(rows) if sweep % 2 else rows:
            wanted = {id(node): _mean(node.below if sweep % 2 else node.above, node.x) for node in row}
            row.sort(key=lambda node: wanted[id(node)])
            _spread(row)
        if (crossings := _crossings(rows)) < fewest:
            best, fewest = [list(row) for row in rows], crossings
    rows[:] = best


def _spread(row: list[Node]) -> None:
    """Place a row close together, around the middle."""
    x = -sum(node.half * 2 + GAP for node in row) / 2
    for node in row:
        node.x = x + GAP / 2 + node.half
        x += node.half * 2 + GAP


def _mean(nodes: list[Node], default: float) -> float:
    return sum(node.x for node in nodes) / len(nodes) if nodes else default


def _crossings(rows: list[list[Node]]) -> int:
    total = 0
    for upper, lower in pairwise(rows):
        place = {id(node): index for index, node in enumerate(lower)}
        ends = [index for node in upper for index in sorted(place[id(below)] for below in node.below)]
        total += sum(end > later for index, end in enumerate(ends) for later in ends[index + 1 :])
    return total


def _place(rows: list[list[Node]]) -> None:
    """Move every node towards its neighbours, as far as those beside it leave room."""
    for row in rows:
        _spread(row)
    for sweep in range(SWEEPS):
        for row in reversed(rows) if sweep % 2 else rows:
            wanted = [_wanted(node) for node in row]
            apart = [left.half + GAP + right.half for left, right in pairwise(row)]
            to_right, to_left = list(wanted), list(wanted)
            for index, room in enumerate(apart):
                to_right[index + 1] = max(wanted[index + 1], to_right[index] + room)
            for index, room in reversed(list(enumerate(apart))):
                to_left[index] = min(wanted[index], to_left[index + 1] - room)
            for node, left, right in zip(row, to_left, to_right, strict=True):
                node.x = (left + right) / 2
    leftmost = min(node.x - node.half for row in rows for node in row)
    for node in (node for row in rows for node in row):
        node.x += MARGIN - leftmost


def _wanted(node: Node) -> float:
    """Where a node would like to stand: a lane above the box it leads to, a box between its neighbours."""
    if not node.is_box:
        return _end(node).x
    ends = [_end(near, up=True) for near in node.above] + [_end(near) for near in node.below]
    return _mean(ends, node.x)


def _end(node: Node, *, up: bool = False) -> Node:
    """The box a lane begins or ends at."""
    while not node.is_box:
        node = node.above[0] if up else node.below[0]
    return node


def draw() -> str:
    """The picture as SVG."""
    layers, pure = read_layers(), read_pure()
    packages = {name for row in layers for name in row}
    rows = arrange(layers, without_implied(read_imports(packages)))
    nodes = [node for row in rows for node in row]
    width = max(node.x + node.half for node in nodes) + MARGIN
    height = rows[-1][0].top + BOX_HEIGHT + 2 * MARGIN + 12
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
            'aria-labelledby="title">'
        ),
        '<title id="title">The packages of khacphuc in layers; each imports only from those below</title>',
        f"<style>{STYLE}</style>",
        (
            '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto"><path class="head" d="M0 0.8 L8 4 L0 7.2 Z"/></marker></defs>'
        ),
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
    ]
    parts += [
        f'<rect class="band" x="10" y="{row[0].top - 10:.0f}" width="{width - 20:.0f}" '
        f'height="{BOX_HEIGHT + 20}" rx="8"/>'
        for row in rows
    ]
    parts += [_arrow(node, target) for node in nodes if node.is_box for target in node.below]
    parts += [_box(node, is_pure=node.name in pure) for node in nodes if node.is_box]
    parts.append(_legend(height - MARGIN + 4))
    return "\n".join(parts) + "\n</svg>\n"


def _arrow(node: Node, below: Node) -> str:
    """An arrow from a package, through the lanes it takes, to the package it leads to."""
    x, y = _port(node, below, node.below), node.top + BOX_HEIGHT
    path = [f"M{x:.1f} {y:.1f}"]
    last = node
    while not below.is_box:
        path.append(f"{_curve(x, y, below.x, below.top - 6)} L{below.x:.1f} {below.top + BOX_HEIGHT + 6:.1f}")
        x, y, last, below = below.x, below.top + BOX_HEIGHT + 6, below, below.below[0]
    path.append(_curve(x, y, _port(below, last, below.above), below.top - 1))
    return f'<path class="arrow" marker-end="url(#head)" d="{" ".join(path)}"/>'


def _port(box: Node, other: Node, others: list[Node]) -> float:
    """Where on a box's side the arrow to or from another begins or ends."""
    ordered = sorted(others, key=lambda node: node.x)
    place = (ordered.index(other) + 1) / (len(ordered) + 1) - 0.5
    return box.x + place * BOX_WIDTH * PORTS


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (y + to_y) / 2
    return f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}"


def _box(node: Node, *, is_pure: bool) -> str:
    labels = LABELS[node.name]
    first = node.top + (24 if len(labels) > 1 else 28)
    lines = [f'<text class="name" x="{node.x:.1f}" y="{first - 3:.1f}">{escape(node.name)}</text>']
    lines += [
        f'<text class="label" x="{node.x:.1f}" y="{first + 14 + index * 14:.1f}">{escape(label)}</text>'
        for index, label in enumerate(labels)
    ]
    return (
        f'<rect class="box{" pure" if is_pure else ""}" x="{node.x - node.half:.1f}" y="{node.top:.1f}" '
        f'width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>' + "".join(lines)
    )


def _legend(y: float) -> str:
    return (
        f'<rect class="box pure" x="{MARGIN}" y="{y - 11:.0f}" width="18" height="13" rx="3"/>'
        f'<text class="note" x="{MARGIN + 26}" y="{y:.0f}">touches no disk, papermill or Great Expectations; '
        "an arrow means “imports”, and one that others imply is left out</text>"
    )


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
