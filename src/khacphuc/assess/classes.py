"""The decision table: statuses of criteria in, a proposed class out. A policy, versioned, never code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

import pandas as pd
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from khacphuc.errors import AssessmentError
from khacphuc.schema.tables import CLASSES
from khacphuc.text.class_phrases import phrase_key
from khacphuc.text.typeface import typeset

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

ASSESSMENT_COLUMNS = (
    "shortcoming_id",
    "computed_class",
    "declared_class",
    "agrees",
    "measured",
    "judged",
    "proxy",
    "rule",
)

Class = Literal["remedied", "improved", "partly", "not_thorough", "not_remedied", "insufficient_data"]
CriterionStatus = Literal["achieved", "improved", "not_achieved", "worse", "missing"]
_Words = Annotated[str, AfterValidator(typeset)]
_Statuses = Annotated[tuple[CriterionStatus, ...], Field(min_length=1)]

_SHORTEST_PHRASE = 3  # letters: a shorter one would stand in any sentence


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(_Strict):
    """When a rule holds: exactly one of four conditions on the statuses of the criteria."""

    none: Literal[True] | None = Field(None, description="true: there is no criterion")
    any: _Statuses | None = Field(None, description="at least one criterion has one of these statuses")
    all: _Statuses | None = Field(None, description="every criterion has one of these statuses")
    otherwise: Literal[True] | None = Field(None, description="true: always")

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(value is not None for _, value in self) != 1:
            raise ValueError("a condition is exactly one of none, any, all, otherwise")
        return self

    def holds(self, statuses: Collection[str]) -> bool:
        """Whether it holds for the statuses of a shortcoming's criteria."""
        if self.none:
            return not statuses
        if self.any:
            return any(status in self.any for status in statuses)
        if self.all:
            return bool(statuses) and all(status in self.all for status in statuses)
        return True


class Rule(_Strict):
    """One row of the table: a condition and the class it gives."""

    id: _Words = Field(description="a short name of the rule")
    when: Condition = Field(description="one condition: none, any, all or otherwise")
    result: Class = Field(alias="class", description="a class")


class Vocabulary(_Strict):
    """Other words for the classes, as another form asks for them."""

    source: _Words = Field(description="which document asks for these words, or whose usage they are")
    words: dict[Class, _Words] = Field(description="the word for each class")


class Policy(_Strict):
    """The rules in order, and how the document prints each class."""

    version: int = Field(description="a whole number, raised at every change")
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)] = Field(description="a list of rules")
    classes: dict[Class, _Words] = Field(description="how each class is printed")
    classes_in: dict[Literal["en"], dict[Class, _Words]] = Field(
        {}, description="by language (en), how each class is printed in it"
    )
    also_said: dict[Class, tuple[str, ...]] = Field(
        {}, description="by class, a list of other phrases that state it when they are typed by hand"
    )

    vocabularies: dict[_Words, Vocabulary] = Field(
        {}, description="by name, other vocabularies the classes are compared in, each with its source"
    )

    @field_validator("also_said")
    @classmethod
    def _of_one_class(cls, listed: dict[str, tuple[str, ...]], info: ValidationInfo) -> dict[str, Any]:
        """Refused at its line: what is no phrase, and a phrase of another class."""
        printed = [info.data.get("classes", {}), *info.data.get("classes_in", {}).values()]
        classes = _by_phrase([*(item for words in printed for item in words.items()), *_pairs(listed)])
        for name, phrase in _pairs(listed):
            if len(phrase_key(phrase)) < _SHORTEST_PHRASE:
                raise ValueError(f"{phrase!r} is too short to be known in a sentence")
            if others := [other for other in classes[phrase_key(phrase)] if other != name]:
                raise ValueError(f"{phrase!r} of {name} is a phrase of {others[0]}, too")
        return listed

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := [name for name in CLASSES if name not in self.classes]:
            raise ValueError(f"classes: no words for {', '.join(missing)}")
        return self

    def class_phrases(self) -> dict[str, tuple[str, ...]]:
        """The phrases that state a class in any language, as ``phrase_key`` spells them, with the classes."""
        printed = [item for words in (self.classes, *self.classes_in.values()) for item in words.items()]
        return _by_phrase([*printed, *_pairs(self.also_said)])

    def vocabulary_words(self) -> dict[str, dict[str, str]]:
        """The words of every other vocabulary for each class, by what the vocabulary is called."""
        return {
            name: {str(class_): word for class_, word in other.words.items()}
            for name, other in self.vocabularies.items()
        }

    def class_names(self, language: str) -> dict[str, str]:
        """How each class is printed in a language; in the words of ``classes`` where it has no others."""
        house = {str(name): label for name, label in self.classes.items()}
        return house | {
            str(name): label
            for key, labels in self.classes_in.items()
            if key == language
            for name, label in labels.items()
        }

    def decide(self, statuses: Collection[str]) -> Rule:
        """The first rule that holds.

        Raises:
            AssessmentError: none does.
        """
        for rule in self.rules:
            if rule.when.holds(statuses):
                return rule
        raise AssessmentError(
            "no rule of the assessment policy (params/policy/assessment.yml) covers the statuses "
            f"{', '.join(sorted(statuses)) or '(none)'}",
            remedy="end the table with a rule 'otherwise'",
        )


def _pairs(listed: Mapping[Any, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(str(name), phrase) for name, phrases in listed.items() for phrase in phrases]


def _by_phrase(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The classes of each phrase."""
    classes: dict[str, dict[str, None]] = {}
    for name, phrase in pairs:
        classes.setdefault(phrase_key(phrase), {})[name] = None
    return {phrase: tuple(names) for phrase, names in classes.items() if phrase}


def assess(
    shortcomings: pd.DataFrame, criteria: pd.DataFrame, declared: pd.DataFrame, policy: Policy
) -> pd.DataFrame:
    """Propose a class for every shortcoming, beside the declared one.

    Args:
        shortcomings: the clean table.
        criteria: ``judge``'s result: one row per criterion with ``shortcoming_id, kind, proxy, status``.
        declared: the clean table.
        policy: the decision table.

    Returns:
        One row per shortcoming in the order of the report, with ``ASSESSMENT_COLUMNS``; ``measured``,
        ``judged`` and ``proxy`` count criteria, ``declared_class`` is empty where none is declared, and
        then ``agrees`` is true: there is nothing to disagree with.
    """
    published = dict(zip(declared["shortcoming_id"], declared["class"], strict=True))
    assessments = []
    for shortcoming in shortcomings.sort_values(["order", "shortcoming_id"])["shortcoming_id"]:
        rows = criteria[criteria["shortcoming_id"] == shortcoming]
        rule = policy.decide(list(rows["status"]))
        class_ = published.get(shortcoming, "")
        assessments.append(
            {
                "shortcoming_id": shortcoming,
                "computed_class": rule.result,
                "declared_class": class_,
                "agrees": class_ in {"", rule.result},
                "measured": int((rows["kind"] == "measured").sum()),
                "judged": int((rows["kind"] == "judged").sum()),
                "proxy": int(rows["proxy"].sum()),
                "rule": rule.id,
            }
        )
    return pd.DataFrame(assessments, columns=list(ASSESSMENT_COLUMNS))
