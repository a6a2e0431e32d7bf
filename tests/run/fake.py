"""A tiny project whose notebooks write what the real ones must, and defects to give it."""

from __future__ import annotations

import sys
import types
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from khacphuc import history as history_package
from khacphuc import notebooks as notebooks_package
from khacphuc import render as render_package
from khacphuc import review as review_package
from khacphuc import run as run_package
from khacphuc.checks.findings import Finding, Location
from khacphuc.checks.result import CheckResult
from khacphuc.history.version_file import next_number, pack_version, version_name
from khacphuc.project.files import write_bytes, write_text
from khacphuc.project.layout import Layout
from khacphuc.project.workspace import FINDINGS as FINDINGS_FILE
from khacphuc.project.workspace import FINDINGS_PRINTED as FINDINGS_PRINTED_FILE
from khacphuc.render import docx as docx_package
from khacphuc.render import html as html_package
from khacphuc.render import pdf as pdf_package
from khacphuc.report import document as document_package
from khacphuc.report.document import nodes
from khacphuc.run import hashing
from khacphuc.run.stages import BOARD, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khacphuc.history.version_file import VersionRecord

PACKAGES = {
    package.__name__: package
    for package in (
        *(document_package, html_package, pdf_package, docx_package, notebooks_package, render_package),
        review_package,
        *(run_package, history_package),
    )
}

PARAMETERS = """\
year: 2021
status: reconstruction
language: vi
profile: youth-union
title: Kết quả khắc phục khuyết điểm
issuer:
  superior: Tỉnh đoàn Tây Ninh
  body: Ban Thường vụ
  symbol: BC/TĐTN-VP
  place: Tây Ninh
document:
  number: ""
  date: ""
signatory:
  authority: TM. Ban Thường vụ
  office: Phó Bí thư
  name: Nguyễn Tiến Tân
recipients:
  - Lưu VT
previous: ""
due: ""
annexes:
  - figures
"""


def _result(*rows: tuple[str, str, str, int]) -> str:
    """What the checks found, as a stage leaves it: severity, rule, row and line each."""
    findings = (
        Finding(rule, severity, "figures", "sửa số", row_id, location=Location("", "figures.csv", line))
        for severity, rule, row_id, line in rows
    )
    return CheckResult(tuple(findings)).to_json()


WARNING = ("warning", "KL7", "SL041", 42)
FINDINGS = _result(WARNING)
CRITICAL = _result(WARNING, ("critical", "KL1", "SL002", 3))
POLICY = """\
version: 1
rules:
  - {id: any, when: {otherwise: true}, class: remedied}
classes:
  remedied: đã khắc phục
  improved: có chuyển biến
  partly: đã khắc phục một phần
  not_thorough: chưa triệt để
  not_remedied: chưa khắc phục
  insufficient_data: chưa đủ dữ liệu
"""
VERDICTS = (
    "shortcoming_id,computed_class,declared_class,agrees\n"
    "KD1,remedied,remedied,true\nKD2,partly,remedied,false\n"
)
DECLARED = 'run = ""\nroot = ""\nbuild = ""'
OPENED = (
    "from khacphuc.project.files import write_text\n"
    "from khacphuc.project.layout import Layout\n"
    "from khacphuc.project.workspace import Workspace\n"
    "workspace = Workspace.open(run, root, build)\n"
    "raw = (Layout.find(root).raw(workspace.run) / 'figures.csv').read_text(encoding='utf-8')\n"
    "print(workspace.build, Layout.find(root).root)"
)

#: What the cells of each stage do besides opening the workspace.
WORK = {
    "10_clean": (
        "write_text(workspace.clean('figures.parquet'), 'clean ' + raw)\n"
        "write_text(workspace.report('tables/figures.csv'), raw)"
    ),
    "20_check": (
        f"write_text(workspace.clean('{FINDINGS_PRINTED_FILE}'), {FINDINGS!r})\nprint('checked ' + raw)"
    ),
    "30_assess": (
        "write_text(workspace.report('tables/targets.csv'), raw)\n"
        "write_text(workspace.report('tables/criteria.csv'), raw)\n"
        f"write_text(workspace.report('tables/assessments.csv'), {VERDICTS!r})\n"
        f"write_text(workspace.clean('{FINDINGS_FILE}'), {FINDINGS!r})\n"
        "write_text(workspace.report('tables/findings.csv'), raw)"
    ),
    "40_report": "print(raw)",
    "60_board": "write_text(workspace.report('tables/board.csv'), raw)\nprint(raw)",
}

#: Notebooks named by their defect: the sources of their code cells, and whether one is tagged.
DEFECTS = {
    "broken": ((DECLARED, OPENED, "print('\\x1b[31mred')\n1 / 0"), True),
    "no_parameters": ((OPENED,), False),
    "unknown_parameter": ((DECLARED + '\nyear = ""', OPENED), True),
    "no_artefact": ((DECLARED, OPENED), True),
    "raises_source_error": (
        (DECLARED, "from khacphuc.errors import SourceError\nraise SourceError('raw.csv, line 3: bad')"),
        True,
    ),
    "raises_check_error": (
        (DECLARED, "from khacphuc.errors import CheckError\nraise CheckError('no such column')"),
        True,
    ),
    "endless": ((DECLARED, "print('x' * 5_000_000)", "raise ValueError('y' * 5_000_000)"), True),
    "disk_full": ((DECLARED, "raise OSError(28, 'No space left on device')"), True),
    "kernel_dies": ((DECLARED, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"), True),
    "too_slow": ((DECLARED, "import time\ntime.sleep(60)"), True),
    "no_kernel": ((DECLARED, "1"), True),
}


def write_notebook(
    file: Path, sources: tuple[str, ...], *, tagged: bool = True, kernel: str = "python3"
) -> None:
    """Write a notebook; the first code cell is tagged as the one of parameters."""
    cells = [nbformat.v4.new_markdown_cell("# A stage", id="title")]
    cells += [nbformat.v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    if tagged:
        cells[1].metadata["tags"] = ["parameters"]
    metadata = {"kernelspec": {"name": kernel, "display_name": "Python 3", "language": "python"}}
    write_text(file, nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=metadata)))


def make_project(root: Path, run: str = "2021") -> Layout:
    """A project with one run."""
    layout = Layout(root)
    add_run(layout, run)
    write_text(layout.policy, POLICY)
    write_text(layout.expectations / "figures.yml", "rules: []\n")
    write_text(layout.office("tay-ninh") / "units.csv", "id,name\n")
    for stage in (*STAGES, BOARD):
        write_notebook(stage.notebook(layout), (DECLARED, OPENED, WORK[stage.name]))
    return layout


def add_run(layout: Layout, run: str) -> None:
    """Parameters, prose and raw tables of one more run."""
    write_text(layout.parameters(run), PARAMETERS)
    write_text(layout.prose(run), "Có @SL041 đoàn viên.\n")
    write_text(layout.raw(run) / "figures.csv", "figure_id,printed\nSL041,1.231\n")


def make_defect(layout: Layout, stage: str, defect: str) -> None:
    """Replace the notebook of a stage by one that is broken in the way its name says."""
    sources, tagged = DEFECTS[defect]
    kernel = "no-such-kernel" if defect == "no_kernel" else "python3"
    write_notebook(layout.notebooks / f"{stage}.ipynb", sources, tagged=tagged, kernel=kernel)


class InProcess:
    """An executor without a kernel: it writes what a stage must, or fails as it is told."""

    def __init__(self, findings: str = FINDINGS, failures: dict[str, Exception] | None = None) -> None:
        self.findings = findings
        self.failures = failures or {}
        self.executed: list[str] = []

    def __call__(self, layout, run, stage, build, *, cell_done):
        """Execute one stage."""
        self.executed.append(stage.name)
        cell_done(1)
        write_notebook(stage.executed(build), (DECLARED,))
        if stage.name in self.failures:
            raise self.failures[stage.name]
        raw = (layout.raw(run) / "figures.csv").read_text(encoding="utf-8")
        for artefact in stage.artefacts:
            name = Path(artefact).name
            known = dict.fromkeys((FINDINGS_FILE, FINDINGS_PRINTED_FILE), self.findings)
            text = (known | {"assessments.csv": VERDICTS}).get(name, raw)
            write_text(build / artefact, text)


def _document(text: str) -> nodes.Document:
    """A document of one paragraph; its head and foot are never looked at."""
    return nodes.Document(
        cover=None, body=(nodes.Paragraph(children=(nodes.Text(text=text),)),), signature=None
    )


def stand_in_writers() -> dict[str, types.ModuleType]:
    """Modules in the place of the writers: small, quick, and the same for the same notebook."""
    document = types.ModuleType("khacphuc.report.document.assemble")
    document.from_notebook = lambda notebook: _document(
        "".join(output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", ()))
    )
    html = types.ModuleType("khacphuc.render.html.report")
    html.to_html = lambda document: f"<!doctype html><pre>{nodes.plain(document)}</pre>"
    pdf = types.ModuleType("khacphuc.render.pdf.typst")
    pdf.to_pdf = lambda document: b"%PDF-1.7 " + nodes.plain(document).encode()
    docx = types.ModuleType("khacphuc.render.docx.document")
    docx.to_docx = lambda document: b"PK " + nodes.plain(document).encode()
    documents = types.ModuleType("khacphuc.render.documents")

    def write_documents(document, folder, meanwhile):
        write_text(folder / "report.html", html.to_html(document))
        write_bytes(folder / "report.pdf", pdf.to_pdf(document))
        write_bytes(folder / "report.docx", docx.to_docx(document))
        meanwhile()

    documents.write_documents = write_documents
    pages = types.ModuleType("khacphuc.notebooks.pages")
    pages.write_pages = _write_pages
    review = types.ModuleType("khacphuc.review.files")
    review.write_review_of_build = _write_review
    mistakes = types.ModuleType("khacphuc.run.prose_mistakes")
    mistakes.refuse_prose_mistakes = lambda _: None  # its tables are none
    keeping = types.ModuleType("khacphuc.history.keeping")
    keeping.keep_version = _keep_version
    issued = types.ModuleType("khacphuc.history.issued_values")
    issued.packed_values = lambda _: b"PAR1"
    issued.last_issued_values = lambda _: {}
    gaps = types.ModuleType("khacphuc.history.gaps")
    gaps.history_gaps = lambda _: ()  # its tables are none
    evidence = types.ModuleType("khacphuc.history.evidence")
    evidence.with_evidence = lambda files, *_: files  # its tables are none
    modules = (document, html, pdf, docx, documents, pages, review, mistakes, keeping, issued, gaps, evidence)
    return {module.__name__: module for module in modules}


def _keep_version(folder: Path, record: VersionRecord, files: dict[str, bytes]) -> None:
    """The file of a version; its values are none."""
    numbered = replace(record, version=next_number(folder))
    write_bytes(folder / version_name(numbered.version, record.run_json), pack_version(numbered, files))


def _write_pages(
    _layout: Layout, run: str, build: Path, notebooks: dict[str, Path], document: object = None
) -> None:
    """A page beside each executed notebook, and one before them that says what it leads to."""
    executed = [name for name in notebooks if (build / "notebooks" / f"{name}.ipynb").is_file()]
    for name in executed:
        write_text(build / "notebooks" / f"{name}.html", f"<!doctype html><h1>{name}</h1>")
    write_text(
        build / "notebooks" / "index.html", f"<!doctype html><p>{run} {executed} {document is not None}"
    )


def _write_review(
    layout: Layout, run: str, build: Path, *, cited: Iterable[str] = (), has_notebooks: bool = False
) -> None:
    """A review page and a workbook that say what they were made of; nothing where nothing was checked."""
    clean = build / "clean"
    if (clean / FINDINGS_PRINTED_FILE).is_file() and not (clean / FINDINGS_FILE).is_file():
        text = (clean / FINDINGS_PRINTED_FILE).read_text(encoding="utf-8")
        write_text(clean / FINDINGS_FILE, text)
        write_text(build / "report" / "tables" / "findings.csv", text)
    if (clean / FINDINGS_FILE).is_file():
        raw = (layout.raw(run) / "figures.csv").read_text(encoding="utf-8")
        write_text(
            build / "report" / "review.html", f"<p>review {raw}{'notebooks ' * has_notebooks}{sorted(cited)}"
        )
        write_text(build / "report" / "findings.xlsx", raw)


def install_writers(modules: dict[str, types.ModuleType]) -> None:
    """Put modules where imports look, for a process of its own."""
    sys.modules.update(modules)
    for name, module in modules.items():
        package, _, short = name.rpartition(".")
        setattr(PACKAGES[package], short, module)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, links followed, by its name."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def leftovers(layout: Layout, run: str = "2021") -> list[str]:
    """What lies in the folder of a run besides its versions and what belongs there."""
    belongs = {"current", "lock", "attempt", "scratch", *(f"stage-{stage.name}" for stage in STAGES)}
    names = {entry.name for entry in layout.runs(run).iterdir()} - belongs
    for place in (layout.published_clean(run), layout.published_report(run)):
        names |= {entry.name for entry in place.parent.glob(".*")}
    current = layout.runs(run) / "current"
    versions = {current.resolve().name}
    note = current / "replaces"
    if note.is_file():
        versions.add(note.read_text().strip())
    return sorted(names - versions)


def stand_in() -> None:
    """Quick writers for a process of its own."""
    install_writers(stand_in_writers())
    hashing._hash_package = lambda: "0" * 64  # people edit the package while its tests run


def dask_setup(_worker: object) -> None:
    """What a worker of a cluster does first, when this file is its ``--preload``."""
    stand_in()


if __name__ == "__main__":  # a whole command
    stand_in()
    from khacphuc.cli import main

    main()
