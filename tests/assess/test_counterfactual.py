"""Tests of `khacphuc.assess.counterfactual`."""

from itertools import combinations, product

import pandas as pd

from khacphuc.assess.classes import Policy
from khacphuc.assess.counterfactual import (
    ATTEMPT_COLUMNS,
    GOALS,
    Lift,
    attainable,
    attempts,
    decide,
    is_better,
    is_gain,
    lifts,
    without,
    without_each,
)
from khacphuc.assess.criteria import judge
from khacphuc.schema.tables import CLASSES, STATUSES


def named(*statuses):
    """Criteria with these statuses."""
    return {f"T{place}": status for place, status in enumerate(statuses, 1)}


def test_the_attempts_of_2021(tables, values, policy):
    """The second shortcoming is lifted by no single criterion, each of the third alone makes it partly."""
    table = attempts(judge(tables["criteria"], values), policy, attainable(tables["criteria"]))
    assert tuple(table.columns) == ATTEMPT_COLUMNS
    better = table[table["better"]]
    assert set(better["shortcoming_id"]) == {"KD1", "KD3"}
    third = better[better["shortcoming_id"] == "KD3"]
    assert third["criterion_id"].tolist() == ["KD3.1", "KD3.2", "KD3.3", "KD3.4"]
    assert set(third["class"]) == {"partly"}
    # a number without one of the year before cannot be seen to improve
    measured = table[table["criterion_id"] == "KD3.4"]
    assert measured["tried"].tolist() == ["achieved"]


def test_an_attempt_is_what_the_policy_decides(tables, values, policy):
    """Each attempt gives the class that the table gives with that one status changed."""
    criteria = judge(tables["criteria"], values)
    for row in attempts(criteria, policy).to_dict("records"):
        statuses = criteria[criteria["shortcoming_id"] == row["shortcoming_id"]].set_index("criterion_id")
        statuses.loc[row["criterion_id"], "status"] = row["tried"]
        assert policy.decide(list(statuses["status"])).result == row["class"]


def test_leaving_out_one_is_what_the_policy_decides_of_the_others(tables, values, policy):
    """Each criterion, measured or judged, is left out alone; the last one leaves none."""
    criteria = judge(tables["criteria"], values)
    classes = without_each(criteria, policy)
    for row in criteria.to_dict("records"):
        others = criteria[
            (criteria["shortcoming_id"] == row["shortcoming_id"])
            & (criteria["criterion_id"] != row["criterion_id"])
        ]
        assert classes[row["criterion_id"]] == policy.decide(list(others["status"])).result
    alone = criteria[criteria["criterion_id"] == "KD1.2"]
    assert without_each(alone, policy) == {"KD1.2": "insufficient_data"}


def test_the_lifts_of_2021(tables, values, policy):
    """What the report's reviewers ask of the second and the first shortcoming."""
    criteria = judge(tables["criteria"], values)
    statuses = {
        key: dict(zip(group["criterion_id"], group["status"], strict=True))
        for key, group in criteria.groupby("shortcoming_id")
    }
    goals = attainable(tables["criteria"])
    assert lifts(statuses["KD2"], policy, goals) == (
        Lift("improved", {"KD2.3": "improved", "KD2.4": "improved"}),
    )
    assert lifts(statuses["KD1"], policy, goals) == (
        Lift("partly", {"KD1.2": "achieved"}),
        Lift("improved", {"KD1.1": "achieved"}),
    )


def test_a_lift_lifts_and_nothing_smaller_does(policy):
    """Every way gives the class it promises, a better one, and no way with fewer criteria does."""
    for size in range(1, 5):
        for statuses in product(STATUSES, repeat=size):
            check_lifts(policy, statuses)


def check_lifts(policy, statuses):
    """Look at the ways of criteria with these statuses."""
    criteria = named(*statuses)
    present = decide(statuses, policy)
    ways = lifts(criteria, policy)
    assert bool(ways) is (present != "remedied")
    for way in ways:
        assert decide((criteria | dict(way.changes)).values(), policy) == way.result
        assert is_gain(way.result, present)
        assert all(goal in GOALS[: STATUSES.index(criteria[code])] for code, goal in way.changes.items())
    fewer = len(ways[0].changes) - 1 if ways else 0
    for codes in combinations(criteria, fewer) if fewer else ():
        for goals in product(*(GOALS[: STATUSES.index(criteria[code])] for code in codes)):
            result = decide((criteria | dict(zip(codes, goals, strict=True))).values(), policy)
            assert not is_gain(result, present)


def test_what_is_left_out_of_2021(tables, values, policy):
    """Without its proxy the first falls, without judgements the second is remedied."""
    table = without(judge(tables["criteria"], values), policy).set_index("shortcoming_id")
    assert table["without_proxy"].to_dict() == {
        "KD1": "not_remedied",
        "KD2": "",
        "KD3": "",
        "KD4": "improved",
    }
    assert table["without_judged"].to_dict() == {
        "KD1": "not_remedied",
        "KD2": "remedied",
        "KD3": "not_remedied",
        "KD4": "insufficient_data",
    }


def test_no_criteria(tables, values, policy):
    """Without criteria there is nothing to try and nothing to leave out."""
    criteria = judge(tables["criteria"].iloc[:0], values)
    assert attempts(criteria, policy).empty
    assert without(criteria, policy).empty
    assert lifts({}, policy) == ()
    assert attempts(criteria, policy)["better"].dtype == bool


def test_a_policy_that_covers_little(policy):
    """Where the table decides nothing there is no class, and no error."""
    little = Policy.model_validate(
        {
            "version": 1,
            "rules": [{"id": "A", "when": {"all": ["achieved"]}, "class": "remedied"}],
            "classes": policy.classes,
        }
    )
    assert decide(["worse"], little) == ""
    assert lifts(named("improved", "worse"), little) == (
        Lift("remedied", {"T1": "achieved", "T2": "achieved"}),
    )
    frame = pd.DataFrame(
        {
            "shortcoming_id": ["A"],
            "criterion_id": ["A.1"],
            "status": ["worse"],
            "proxy": [True],
            "kind": ["judged"],
        }
    )
    assert attempts(frame, little)["class"].tolist() == ["remedied", "", ""]


def test_classes_are_in_their_order():
    """Of two classes the one that stands first is the better one; without data none is better or worse."""
    known = CLASSES[:-1]
    assert all(is_better(first, second) for first, second in combinations(known, 2))
    assert not any(is_better(second, first) for first, second in combinations(known, 2))
    for class_ in (*CLASSES, ""):
        assert not is_better(class_, CLASSES[-1])
        assert not is_better(CLASSES[-1], class_)
        assert not is_better(class_, "")
    assert is_gain("not_remedied", CLASSES[-1])


def test_data_are_nothing_better(policy):
    """A criterion of which nothing is known makes no attempt a better one: a class is only then computed."""
    frame = pd.DataFrame(
        {"shortcoming_id": ["A"] * 2, "criterion_id": ["A.1", "A.2"], "status": ["missing", "improved"]}
    )
    table = attempts(frame, policy)
    assert "not_thorough" in set(table["class"])
    assert not table["better"].any()
