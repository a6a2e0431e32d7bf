"""The promises about names: a stranger reads them, and each has one meaning."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from .code import PACKAGE, ROOT, TESTS, modules, nodes, place, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = (PACKAGE, TESTS, ROOT / "benchmarks", ROOT / "scripts")
#: Words that name nothing: a message, a match, a row or a result has a name of its own.
NAMELESS = set("told found say said shown own asked one made kept given seen".split())  # noqa: SIM905
#: Names of others that may be imported and used, never defined here, with the reason; at most five.
EXEMPT = {"given": "hypothesis names its decorator so"}
NOUNS = {"Bed", "Deed", "Feed", "Need", "Red", "Seed", "Speed", "Weed"}
PARTICIPLES = {
    *("Asked", "Built", "Bound", "Chosen", "Drawn", "Done", "Found", "Given", "Gone", "Held", "Hidden"),
    *("Kept", "Known", "Laid", "Left", "Lost", "Made", "Meant", "Put", "Read", "Said", "Seen", "Sent", "Set"),
    *("Shown", "Sold", "Spent", "Stood", "Taken", "Thrown", "Told", "Understood", "Won", "Worn", "Written"),
}


def identifiers(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every identifier of a file: variables, parameters, functions, classes, attributes, keywords."""
    for node in nodes(path):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name, node
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node
            case ast.keyword(arg=str(name)):
                yield name, node
            case ast.alias(name=name, asname=alias):
                yield (alias or name).rpartition(".")[2], node
            case ast.ExceptHandler(name=str(name)):
                yield name, node
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name, node


def is_exempt(name: str, node: ast.AST) -> bool:
    """Whether an exempt name is imported as it is, or used."""
    match node:
        case ast.alias(asname=None) | ast.Name(ctx=ast.Load()):
            return name in EXEMPT
    return False


def public(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """The public names a module defines at its top level."""
    for statement in tree(path).body:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from ((name, statement) for name in names if not name.startswith("_"))


def test_identifiers_name_something() -> None:
    """No identifier is one of the words a stranger cannot read, leading underscores aside."""
    offenders = sorted(
        f"{place(path, node)}: {name}"
        for path in modules(*FOLDERS)
        for name, node in identifiers(path)
        if name.strip("_").lower() in NAMELESS and not is_exempt(name, node)
    )
    assert not offenders, "\n".join(offenders)


def test_classes_are_nouns() -> None:
    """No class is a bare participle, such as Examined."""
    offenders = [
        f"{place(path, node)}: {node.name}"
        for path in modules(*FOLDERS)
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        and node.name.strip("_") not in NOUNS
        and (node.name.strip("_") in PARTICIPLES or re.fullmatch("_*[A-Z][a-z]+ed", node.name))
    ]
    assert not offenders, "\n".join(offenders)


def test_a_public_name_has_one_meaning() -> None:
    """No two modules of the package define the same public name."""
    defined = defaultdict(list)
    for path in modules(PACKAGE):
        for name, node in dict(public(path)).items():
            defined[name].append(place(path, node))
    offenders = [
        f"{name}: {', '.join(places)}" for name, places in sorted(defined.items()) if len(places) > 1
    ]
    assert not offenders, "\n".join(offenders)


def test_exemptions_are_few_and_used() -> None:
    """At most five names are exempt, each with a reason, and each is used."""
    assert len(EXEMPT) <= 5
    assert all(EXEMPT.values())
    counts = Counter(name for path in modules(*FOLDERS) for name, _ in identifiers(path))
    assert not [name for name in EXEMPT if not counts[name]]
