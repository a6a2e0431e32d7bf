"""Tests of `khacphuc.office.params_file`."""

import re

import pytest

from khacphuc.config.parameters import RunParameters, load_parameters
from khacphuc.config.schedule_parameters import EventParameters
from khacphuc.config.yaml_models import Model
from khacphuc.locale import LANGUAGES
from khacphuc.office.params_file import first_values, next_values, parameters_text

from .. import run2021


def keys(model, before=""):
    """Every key of a model, nested ones after a point."""
    for name, field in model.model_fields.items():
        yield f"{before}{name}"
        several = isinstance(field.get_default(), tuple)  # a list of them, of which a new run has none
        candidates = () if several else (field.annotation, *getattr(field.annotation, "__args__", ()))
        inner = next(
            (kind for kind in candidates if isinstance(kind, type) and issubclass(kind, Model)), None
        )
        if inner:
            yield from keys(inner, f"{before}{name}.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_stands_there_with_a_comment(language):
    """In the order of the declaration, each below a comment of its own."""
    lines = parameters_text(first_values("tay-ninh", 2022, language), "2022").splitlines()
    names, above = [], ""
    for line in lines:
        if match := re.fullmatch(r"(#? *)([a-z_]+):(?: .*)?", line):
            names.append(match[2])
            assert above.lstrip("# ").strip(), line
        above = line
    assert names == [key.rpartition(".")[2] for key in keys(RunParameters)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read(language, tmp_path):
    """The values are those that were given."""
    file = tmp_path / "2022.yml"
    values = first_values("tay-ninh", 2022, language)
    file.write_text(parameters_text(values, "2022"), encoding="utf-8")
    read = load_parameters(file).model_dump(mode="json", exclude_none=True)
    assert {name: read[name] for name in values} == values


def test_a_second_signature_can_be_uncommented(tmp_path):
    """Taking off the signs at the beginnings of its lines makes it one."""
    text = parameters_text(first_values("tay-ninh", 2022, "vi"), "2022")
    head, _, tail = text.partition("# second_signatory:")
    block, _, rest = tail.partition("\n\n")
    block = re.sub(r"(?m)^# ", "", block).replace('""', '"TM. BAN THƯỜNG VỤ"')
    file = tmp_path / "2022.yml"
    file.write_text(f"{head}second_signatory:{block}\n\n{rest}", encoding="utf-8")
    assert load_parameters(file).second_signatory.name == "TM. BAN THƯỜNG VỤ"


def test_another_years_parameters_go_on(tmp_path):
    """With quotes, lists and a name that holds a number."""
    before = run2021.parameters().model_copy(update={"names": ('Đội "14"',)})
    file = tmp_path / "2022.yml"
    file.write_text(parameters_text(next_values(before, "2021", "tay-ninh", 2022), "2022"), encoding="utf-8")
    now = load_parameters(file)
    assert (now.names, now.recipients, now.year) == (before.names, before.recipients, 2022)


def test_a_schedule_goes_on_a_year_later(tmp_path):
    """Its days, the run it begins and its folder are those of the next year; what it left out stays so."""
    schedule = (
        EventParameters(event="open", on="29/02/2024", run="2025"),
        EventParameters(event="gather", on="1/3/2024", every="week", until="31/12/2024", inbox="inbox/2024"),
        EventParameters(event="remind", days_before=7, retries=0),
    )
    before = run2021.parameters().model_copy(update={"year": 2024, "schedule": schedule, "due": "15/01/2025"})
    file = tmp_path / "2025.yml"
    file.write_text(parameters_text(next_values(before, "2024", "tay-ninh", 2025), "2025"), encoding="utf-8")
    gather = {"on": "01/3/2025", "every": "week", "until": "31/12/2025", "inbox": "inbox/2025"}
    assert load_parameters(file).schedule == (
        EventParameters(event="open", on="28/02/2025", run="2026"),
        EventParameters(event="gather", **gather),
        EventParameters(event="remind", days_before=7, retries=0),
    )
    assert load_parameters(file).due == "15/01/2026"  # the day the reminder counts from
    assert "zone" not in file.read_text(encoding="utf-8")
