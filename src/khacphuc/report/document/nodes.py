"""The nodes a document is made of: frozen dataclasses, in two closed unions.

An ``Inline`` stands inside a paragraph, a caption or a cell; a ``Block`` is one part of a document. A
notebook displays blocks (``report.display``), ``assemble`` gathers them from it and numbers them once, and
the writers in ``render`` walk the result, so all formats agree. A walk ends with ``assert_never``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, assert_never

from pydantic import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

Alignment = Literal["left", "center", "right"]
Tone = Literal["", "good", "warning", "bad", "quiet", "bar"]
CitedKind = Literal["figure", "computed", "count", "document", "class"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words as they are, NFC; in notebooks with a raw code as ``hint``, and the ``tone`` of a status."""

    text: str
    hint: str = ""
    tone: Tone = ""
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """Bold words."""

    children: tuple[Inline, ...]
    type: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Italic words."""

    children: tuple[Inline, ...]
    type: Literal["emphasis"] = "emphasis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A line break inside a paragraph."""

    type: Literal["break"] = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedValue:
    """A cited value: what is printed, and the id of the row it stands for.

    ``kind`` is the table the id belongs to; ``trace`` is where the value comes from, for readers, in
    lines (printed text, section and document, file and line, or formula and operands). ``findings`` are
    the findings about it, by their ids on the review page; they are no part of what is printed.
    ``number`` counts the citations of the id, and is given by ``assemble``.
    """

    id: str
    text: str
    kind: CitedKind
    trace: str = ""
    findings: tuple[str, ...] = ()
    number: int = 0
    type: Literal["bound"] = "bound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote, standing where its mark stands; ``number`` is given by ``assemble``."""

    children: tuple[Inline, ...]
    number: int = 0
    type: Literal["note"] = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference to a table, figure or annex by its id; ``text`` (``Bảng 1``) is given by ``assemble``."""

    target: str
    text: str = ""
    type: Literal["reference"] = "reference"


Inline: TypeAlias = Annotated[
    Text | Strong | Emphasis | Break | CitedValue | Note | Reference, Field(discriminator="type")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section heading: level 1 to 3 (``I.``, ``1.``, ``1.1.``).

    ``path`` is the whole way to it (``III.1.2``), ``label`` what is printed before it (``1.2.``);
    both are given by ``assemble``. Headings of annexes carry ``annex`` and no number of a section: one
    of level 1 begins an annex, lower ones stand inside it. ``id`` is for references, and may be empty.
    ``starts_page`` puts it at the head of a page of its own.
    """

    level: Annotated[int, Field(ge=1, le=3)]
    children: tuple[Inline, ...]
    id: str = ""
    path: str = ""
    label: str = ""
    annex: bool = False
    starts_page: bool = False
    type: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    children: tuple[Inline, ...]
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A list; each item is a sequence of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    type: Literal["list"] = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a caption, column headers and, in its first column, row headers.

    ``align`` and ``widths`` (relative weights, empty: by what they hold) have one entry per column.
    ``number`` is given by ``assemble``. ``names`` (of columns, in the tables of a run) no document prints.
    """

    id: str
    caption: tuple[Inline, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    align: tuple[Alignment, ...]
    widths: tuple[float, ...] = ()
    row_ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    note: tuple[Inline, ...] = ()
    number: int = 0
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart: SVG, and its text alternative."""

    id: str
    caption: tuple[Inline, ...]
    alt: str
    svg: str
    number: int = 0
    type: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The head of an official document. Dates are ISO, or empty while unknown.

    ``number`` and ``date`` empty print the dotted blanks an office fills in by hand. ``status_note``
    stands under the title (a reconstruction, a draft). Every page of a ``synthetic`` one says that it is.
    """

    profile: str
    language: str
    superior: str
    body: str
    symbol: str
    number: str
    place: str
    date: str
    year: int
    kind: str
    subject: str
    basis: str = ""
    status: str = ""
    status_note: str = ""
    synthetic: bool = False
    type: Literal["cover"] = "cover"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs, and in whose name."""

    authority: str
    office: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The foot of an official document: recipients at the left, who signs at the right.

    ``second`` is who signs beside, where two do.
    """

    recipients: tuple[str, ...]
    authority: str
    office: str
    name: str
    second: Signatory | None = None
    type: Literal["signature"] = "signature"

    @property
    def signatories(self) -> tuple[Signatory, ...]:
        """Who signs, in the order named."""
        first = Signatory(authority=self.authority, office=self.office, name=self.name)
        return (first, self.second) if self.second else (first,)


Block: TypeAlias = Annotated[
    Heading | Paragraph | ItemList | Table | Figure | Cover | Signature, Field(discriminator="type")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document, numbered: its head, its body, its foot, its annexes."""

    cover: Cover
    body: tuple[Block, ...]
    signature: Signature
    annexes: tuple[Block, ...] = field(default=())

    @property
    def title(self) -> str:
        """The document's title in one line."""
        return f"{self.cover.kind.capitalize()} {self.cover.subject[:1].lower()}{self.cover.subject[1:]}"


Tree: TypeAlias = Inline | Block | Document | tuple["Tree", ...]
"""Whatever holds nodes: one node, a document, or nodes in tuples of any depth (children, items, rows)."""


def below(node: Inline | Block) -> Tree:
    """The nodes directly below a node, in reading order."""
    match node:
        case Strong() | Emphasis() | Note() | Heading() | Paragraph():
            return node.children
        case ItemList():
            return node.items
        case Table():
            return (node.caption, node.rows, node.note)
        case Figure():
            return node.caption
        case Text() | Break() | CitedValue() | Reference() | Cover() | Signature():
            return ()
        case _:
            assert_never(node)


def inlines(tree: Tree) -> Iterator[Inline]:
    """Walk every inline node of a tree in reading order, parents before children."""
    match tree:
        case tuple():
            for child in tree:
                yield from inlines(child)
        case Document():
            yield from inlines((tree.body, tree.annexes))
        case Heading() | Paragraph() | ItemList() | Table() | Figure() | Cover() | Signature():
            yield from inlines(below(tree))
        case _:
            yield tree
            yield from inlines(below(tree))


def cited(document: Document) -> Counter[str]:
    """How often each id is cited in a document."""
    return Counter(node.id for node in inlines(document) if isinstance(node, CitedValue))


def plain(tree: Tree) -> str:
    """The words of a tree without their marks and without its footnotes, for titles and alternatives."""
    match tree:
        case tuple():
            return "".join(plain(child) for child in tree)
        case Document():
            return plain((tree.body, tree.annexes))
        case Text() | CitedValue() | Reference():
            return tree.text
        case Break():
            return " "
        case Note():
            return ""
        case _:
            return plain(below(tree))
