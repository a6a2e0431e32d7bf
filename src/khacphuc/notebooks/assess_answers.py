"""What reviewers ask about an assessment, answered in a sentence or two each. Pure.

Every answer is in the language of the run, whatever is missing in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khacphuc.assess import carrying
from khacphuc.notebooks.lift_answers import left_out, what_lifts
from khacphuc.notebooks.sentences import SEMICOLON, as_sentence, counted, listed
from khacphuc.notebooks.target_answers import every_target, first_missed
from khacphuc.schema.tables import STATUSES

if TYPE_CHECKING:
    from khacphuc.notebooks.assessed_run import AssessedRun
    from khacphuc.notebooks.shortcomings import AssessedShortcoming

__all__ = [
    "classes",
    "deciding_rule",
    "declared_beside",
    "every_target",
    "first_missed",
    "left_out",
    "next_year",
    "proxies",
    "remaining",
    "states",
    "what_lifts",
    "why_class",
]


def classes(run: AssessedRun) -> str:
    """How many classes are as declared, and which are not."""
    declared = [shortcoming for shortcoming in run.shortcomings if shortcoming.declared]
    differing = [shortcoming for shortcoming in declared if not shortcoming.agrees]
    if not run.shortcomings:
        return run.labels["no_shortcomings"]
    agreeing, undeclared = len(declared) - len(differing), len(run.shortcomings) - len(declared)
    sentences = [
        counted(
            run,
            "classes_agree" if agreeing else "classes_none",
            len(run.shortcomings),
            agree=run.context.count(agreeing),
        ),
        *([counted(run, "classes_open", undeclared)] if undeclared else []),
    ]
    if differing:
        sentences.append(as_sentence(listed(run, (_differs(run, shortcoming) for shortcoming in differing))))
    return " ".join(sentences)


def why_class(run: AssessedRun, shortcoming_id: str) -> str:
    """Why a shortcoming has its class: its criteria, the rule, and what was declared."""
    shortcoming = run.shortcoming(shortcoming_id)
    because = counted(
        run,
        "why" if shortcoming.criteria else "why_none",
        len(shortcoming.criteria),
        states=states(run, shortcoming),
        rule=shortcoming.rule.id,
        condition=run.condition(shortcoming.rule),
        name=shortcoming.name,
        result=run.class_name(shortcoming.computed),
    )
    return f"{as_sentence(because)} {declared_beside(run, shortcoming)}"


def declared_beside(run: AssessedRun, shortcoming: AssessedShortcoming) -> str:
    """The class that was declared, and whether it is the computed one."""
    key = "not_declared" if not shortcoming.declared else "agrees" if shortcoming.agrees else "differs"
    return run.labels[key].format(declared=run.class_name(shortcoming.declared))


def deciding_rule(run: AssessedRun, shortcoming_id: str) -> str:
    """Which row of the decision table decided, in words, and that none before it holds."""
    shortcoming = run.shortcoming(shortcoming_id)
    before = []
    for rule in run.policy.rules:
        if rule is shortcoming.rule:
            break
        before.append(f"{rule.id} ({run.condition(rule)})")
    sentence = run.labels["decided"].format(
        name=shortcoming.name,
        rule=shortcoming.rule.id,
        condition=run.condition(shortcoming.rule),
        result=run.class_name(shortcoming.rule.result),
    )
    return as_sentence(sentence) + (
        f" {run.labels['rules_before'].format(rules=SEMICOLON.join(before))}" if before else ""
    )


def proxies(run: AssessedRun) -> str:
    """Which criteria rest on a proxy, and which class their shortcomings would have without."""
    resting = {
        shortcoming: [criterion for criterion in shortcoming.criteria if criterion.proxy]
        for shortcoming in run.shortcomings
        if any(criterion.proxy for criterion in shortcoming.criteria)
    }
    named = [f"«{criterion.aspect}» ({criterion.code})" for group in resting.values() for criterion in group]
    if not named:
        return run.labels["no_proxies"]
    sentence = as_sentence(counted(run, "proxies", len(named), criteria=listed(run, named)))
    outcomes = []
    for shortcoming in resting:
        result = run.without[shortcoming.code]["without_proxy"]
        key = "proxy_stays" if result == shortcoming.computed else "proxy_changes"
        outcomes.append(
            run.labels[key].format(
                name=shortcoming.name,
                result=run.class_name(result),
                present=run.class_name(shortcoming.computed),
            )
        )
    return f"{sentence} {run.labels['proxies_without'].format(outcomes=listed(run, outcomes))}"


def remaining(run: AssessedRun) -> tuple[AssessedShortcoming, ...]:
    """The shortcomings that go to next year (see ``assess.carrying``)."""
    going = set(carrying.carried_over(run.assessment.assessments))
    return tuple(shortcoming for shortcoming in run.shortcomings if shortcoming.code in going)


def next_year(run: AssessedRun) -> str:
    """What goes to next year, and what had come from a year before."""
    if not run.shortcomings:
        return run.labels["no_shortcomings"]
    going = remaining(run)
    if not going:
        sentence = run.labels["none_carried"]
    else:
        named = [
            run.labels["carried_one"].format(
                name=shortcoming.name,
                result=run.labels["stands_declared" if shortcoming.declared else "stands_computed"].format(
                    result=run.class_name(shortcoming.stands)
                ),
                direction=shortcoming.direction or run.labels["no_direction"],
            )
            for shortcoming in going
        ]
        sentence = counted(
            run,
            "carried",
            len(run.shortcomings),
            going=run.context.count(len(going)),
            shortcomings=listed(run, named),
        )
    came = [shortcoming for shortcoming in run.shortcomings if shortcoming.carried_from]
    before = counted(
        run,
        "came",
        len(came),
        shortcomings=listed(
            run, [f"{shortcoming.name} ({shortcoming.carried_from})" for shortcoming in came], ", "
        ),
    )
    return f"{as_sentence(sentence)} {before if came else run.labels['none_came']}"


def _differs(run: AssessedRun, shortcoming: AssessedShortcoming) -> str:
    return run.labels["class_differs"].format(
        name=shortcoming.name,
        computed=run.class_name(shortcoming.computed),
        declared=run.class_name(shortcoming.declared),
    )


def states(run: AssessedRun, shortcoming: AssessedShortcoming) -> str:
    """How many criteria are in each status: ``01 có chuyển biến, 03 chưa đạt``."""
    counts = Counter(criterion.status for criterion in shortcoming.criteria)
    ordered = Counter({run.status_name(status): counts[status] for status in STATUSES if counts[status]})
    return run.context.states(ordered) or run.labels["no_criterion"]
