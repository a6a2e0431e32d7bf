"""Cases of wrong or odd files in the folder of a run."""

from __future__ import annotations

from bad_input_cases.case import FIGURES, REGISTER, Case, at, beside, locked
from bad_input_cases.workbooks import weave


def folders() -> list[Case]:
    """All of them."""
    folder = "data/raw/2021"
    return [
        Case("folder-with-excel-open", beside("~$register.xlsx", b"\x05admin")),
        Case("folder-with-notes", beside("ghi chú.docx", b"x")),
        Case("folder-with-a-register-and-csv", weave("measures", remove=True)),
        Case(
            "folder-table-missing",
            lambda root: at(root, "figures.csv"),
            (FIGURES, "no such file", "no sheet figures"),
        ),
        Case(
            "folder-table-misspelt",
            lambda root: (root / FIGURES).rename(root / folder / "Figures.CSV"),
            (FIGURES, "no such file", "did you mean 'Figures.CSV'?"),
        ),
        Case(
            "folder-table-twice",
            weave("figures", remove=False),
            (FIGURES, f"{REGISTER}, sheet figures", "keep", "delete"),
        ),
        Case(
            "folder-table-on-the-wrong-shelf",
            beside("indicators.csv"),
            (f"{folder}/indicators.csv", "read from data/raw/reference", "move"),
        ),
        Case(
            "folder-old-workbook",
            beside("register.xls"),
            (f"{folder}/register.xls", "not read", "save it as"),
        ),
        Case(
            "folder-macro-workbook",
            beside("register.xlsm"),
            (f"{folder}/register.xlsm", "not read", "save it as"),
        ),
        Case(
            "folder-open-document",
            beside("register.ods"),
            (f"{folder}/register.ods", "not read", "save it as"),
        ),
        Case(
            "folder-capital-register",
            beside("Register.xlsx"),
            (f"{folder}/Register.xlsx", "expected register.xlsx"),
        ),
        Case("folder-no-permission", locked("."), (folder, "cannot be read", "rights"), needs="rights"),
    ]
