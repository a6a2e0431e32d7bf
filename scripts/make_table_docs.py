"""Write the pages of the guide that list things, in both languages, each from its one declaration.

Tables and columns and the forms of codes come from `schema`, keys of parameters from `config.parameters`,
those of the policy from `assess.classes`, fences from `report.prose.fence_requests`, rules from
`expectations/`; what they mean to people from the catalogues.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from khacphuc.assess.classes import CriterionStatus, Policy
from khacphuc.checks.source.compare import SOURCE_RULES
from khacphuc.checks.suites import load_suites
from khacphuc.checks.translation import translated
from khacphuc.config.parameters import RunParameters
from khacphuc.config.yaml_models import inner_model, load_model
from khacphuc.data.records.rating_policy import RatingPolicy
from khacphuc.locale import LANGUAGES, words
from khacphuc.report.charts.figures import PanelRequest
from khacphuc.report.prose.fence_requests import OPTIONS, ChartRequest, TableRequest
from khacphuc.schema.codes import ASSIGNED, ASSIGNED_PARTS, CODE_FORMS, CodeForm
from khacphuc.schema.tables import OFFICE_TABLES, REFERENCE_TABLES, TABLES, Field, TableSchema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel

    from khacphuc.locale import Words

ROOT = Path(__file__).parent.parent
_STATUSES = get_args(CriterionStatus)
_TEXT: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("guide_words.json").read_text(encoding="utf-8")
)
"""What the pages say around what they list. `expected` has what keys take, as it is declared, in another
language: a description that has changed is none of them."""


def pages() -> dict[str, str]:
    """The text of every page that is generated, by its place below ``docs/``."""
    makers = {
        "tables": table_docs,
        "codes": code_docs,
        "parameters": parameter_docs,
        "policy": policy_docs,
        "fences": fence_docs,
        "rules": rule_docs,
    }
    return {
        f"{_folder(name, language)}{name}.md": make(language)
        for language in LANGUAGES
        for name, make in makers.items()
    }


def _folder(name: str, language: str) -> str:
    # the two pages that were there before the book are named by how-tos and messages
    return "" if language == "en" and name in {"tables", "codes"} else f"{language}/"


def table_docs(language: str) -> str:
    """Every table and column."""
    text = _TEXT[language]
    parts = [text["tables"]]
    for table in TABLES.values():
        lines = "\n".join(
            f"| `{field.name}` | {text[field.dtype]} | {_about(field, language)} |" for field in table.fields
        )
        about = table.description if language == "en" else words(language, "table")[table.name]
        parts.append(text["table"].format(name=table.name, about=about, where=_where(table, text)))
        parts.append(f"{text['columns']}{lines}\n")
    return "".join(parts)


def _where(table: TableSchema, text: Mapping[str, str]) -> str:
    if table.name not in REFERENCE_TABLES:
        return "`data/raw/<run>/`"
    shared, of_office = "`data/raw/reference/`", "`data/raw/reference/<office>/`"
    if table.name not in OFFICE_TABLES:
        return shared
    return of_office if table.name == "units" else text["own"].format(shared=shared, of_office=of_office)


def _about(field: Field, language: str) -> str:
    text = _TEXT[language]
    notes = [field.description if language == "en" else words(language, "column")[field.name]]
    if field.derived:
        notes.append(text["derived"])
    if field.required:
        unless = text["unless"].format(column=field.unless) if field.unless else ""
        notes.append(f"{text['required']} {unless}".strip())
    if field.optional:
        notes.append(text["optional"])
    if field.allowed:
        notes.append(text["allowed"].format(values=", ".join(f"`{value}`" for value in field.allowed)))
    if field.reference:
        notes.append(text["refers"].format(tables=text["or"].join(field.reference)))
    return "; ".join(notes)


def code_docs(language: str) -> str:
    """How codes are written."""
    text = _TEXT[language]
    rows = "\n".join(_code_row(name, form, language) for name, form in CODE_FORMS.items())
    end = text["codes_end"].format(
        first=ASSIGNED.start,
        last=ASSIGNED.stop - 1,
        first_part=ASSIGNED_PARTS.start,
        last_part=ASSIGNED_PARTS.stop - 1,
    )
    return f"{text['codes_page']}{rows}\n{end}"


def _code_row(name: str, form: CodeForm, language: str) -> str:
    text, english = _TEXT[language], words("en", "code_form")[name].rpartition(", as ")[0]
    vietnamese = words("vi", "code_form")[name].rpartition(", như ")[0]
    how = [english, vietnamese] if language == "en" else [vietnamese]
    columns = ", ".join(f"`{column}`" for column in form.identity)
    left_empty = text["made"].format(columns=columns) if columns else text["not_made"]
    return f"| {' | '.join([f'[{name}](tables.md#{name})', f'`{form.example}`', *how, left_empty])} |"


def parameter_docs(language: str) -> str:
    """Every key of ``params/<run>.yml``."""
    return _TEXT[language]["parameters"] + "".join(
        _keys(RunParameters, words(language, "parameter"), language)
    )


def _keys(model: type[BaseModel], labels: Words, language: str, before: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = f"{before}.{name}".lstrip(".")
        expected = _expected(field, language)
        about = labels[key.replace("[].", "_").replace(".", "_")]
        yield f"| `{key}` | {about} | {expected} | {_left_out(field, language)} |\n"
        if inner := inner_model(field.annotation):
            several = "[]" if isinstance(field.get_default(), tuple) else ""  # a list of such mappings
            yield from _keys(inner, labels, language, f"{key}{several}")


def policy_docs(language: str) -> str:
    """Every key of ``params/policy/assessment.yml``, with the classes and the statuses there are."""
    text = _TEXT[language]
    policy = load_model(ROOT / "params" / "policy" / "assessment.yml", Policy, filename="assessment.yml")
    statuses = {name: label for name, label in words(language, "code").items() if name in _STATUSES}
    parts = [text["policy"], *_policy_keys(Policy, language)]
    for heading, names in (("policy_classes", policy.class_names(language)), ("policy_statuses", statuses)):
        parts += [text[heading], *(f"| `{name}` | {label} |\n" for name, label in names.items())]
    parts += [text["rating_policy"], *_policy_keys(RatingPolicy, language)]
    return "".join(parts)


def _policy_keys(model: type[BaseModel], language: str, before: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = f"{before}.{field.alias or name}".lstrip(".")
        left_out = _TEXT[language]["no" if field.is_required() else "yes"]
        yield f"| `{key}` | {_expected(field, language)} | {left_out} |\n"
        if inner := inner_model(field.annotation):
            yield from _policy_keys(inner, language, key)


def _expected(field: Any, language: str) -> str:
    description: str = field.description
    translations: dict[str, str] = _TEXT[language]["expected"]
    if not translations or description in translations:
        return translations.get(description, description)
    # the kinds of fences, which a system more makes one more
    kinds = [str(kind) for kind in get_args(field.annotation)]
    return f"{', '.join(kinds[:-1])}{_TEXT[language]['or']}{kinds[-1]}"


def _left_out(field: Any, language: str) -> str:
    text = _TEXT[language]
    if field.is_required():
        return text["no"]
    default = field.default
    return text["default"].format(value=f"`{_literal(default)}`" if default else text["nothing"])


def _literal(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def fence_docs(language: str) -> str:
    """Every fence with its keys, and the kinds of charts."""
    text = _TEXT[language]
    parts = [text["fences"], text["kinds"]]
    parts += [
        f"| `{kind}` | {f'`{option}`' if option else text['nothing']} | {text[kind]} |\n"
        for kind, option in OPTIONS.items()
    ]
    kinds = get_args(TableRequest.model_fields["kind"].annotation)
    parts += [text["table_kinds"], *(f"| `{kind}` | {text[f'table_{kind}']} |\n" for kind in kinds)]
    for name, model in {"chart": ChartRequest, "table": TableRequest, text["panel"]: PanelRequest}.items():
        parts.append(text["fence_keys"].format(name=name))
        parts += [
            f"| `{key}` | {_expected(field, language)} | {text['no' if field.is_required() else 'yes']} |\n"
            for key, field in model.model_fields.items()
        ]
    return "".join(parts)


def rule_docs(language: str) -> str:
    """Every rule of the suites, by table."""
    text, tables = _TEXT[language], words(language, "table")
    parts = [text["rules"]]
    for table, suite in translated(load_suites(ROOT / "expectations"), language).items():
        parts.append(f"\n## {table}\n\n{tables[table]}.\n\n{text['rule_columns']}")
        parts += [
            _rule(expectation.meta.rule, expectation.severity, expectation.description, language)
            for expectation in suite.expectations
        ]
    labels = words(language, "checks")
    parts.append(f"\n## {text['source_rules']}\n\n{text['source_rules_intro']}\n\n{text['rule_columns']}")
    parts += [_rule(rule, severity, labels[rule], language) for rule, severity in SOURCE_RULES.items()]
    return "".join(parts)


def _rule(rule: str, severity: str, description: str, language: str) -> str:
    sentence = " ".join(description.split()).replace("|", "\\|")
    return f"| {rule} | {words(language, 'severity')[severity]} | {sentence} |\n"


if __name__ == "__main__":
    for place, page in pages().items():
        (ROOT / "docs" / place).write_text(page, encoding="utf-8")
