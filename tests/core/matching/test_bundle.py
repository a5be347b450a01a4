"""The smallest set of services, compared with every possible set."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.matching.enums import Why
from core.matching.rules import bundle
from core.matching.rules.bundle import Bundle, Clash, Option, Problem, Wanted, clashing, solve, why

SERVICES = ("a", "b", "c", "d", "e", "f")
NEEDS = ("n1", "n2", "n3", "n4")


@st.composite
def problems(draw: Any) -> Problem:
    subjects = st.sampled_from(["", "mother", "child"])
    needs = [Wanted(key, draw(st.booleans()), draw(subjects)) for key in NEEDS[: draw(st.integers(1, 4))]]
    options = [
        Option(need.key, service, draw(st.booleans()), draw(st.integers(0, 5)))
        for need in needs
        for service in SERVICES
        if draw(st.integers(0, 2)) == 0
    ]
    pairs = draw(
        st.lists(st.sampled_from(list(itertools.combinations(SERVICES, 2))), max_size=5, unique=True)
    )
    clashes = [Clash(first, second, draw(st.booleans())) for first, second in pairs]
    in_use = draw(st.lists(st.sampled_from(SERVICES), max_size=1))
    return Problem(needs, options, SERVICES, clashes, in_use)


def allowed(problem: Problem, chosen: dict[str, str]) -> bool:
    subjects = {need.key: need.subject for need in problem.needs}
    services = set(chosen.values())
    for clash in problem.clashes:
        pair = {clash.first, clash.second}
        if clash.same_person:
            mine = [subjects[key] for key, by in chosen.items() if by == clash.first]
            theirs = [subjects[key] for key, by in chosen.items() if by == clash.second]
            if any(not one or not other or one == other for one in mine for other in theirs):
                return False
        else:
            used = services | set(problem.in_use)
            if pair <= services or (pair <= used and pair & services - set(problem.in_use)):
                return False
    return True


def every_choice(problem: Problem) -> Iterator[dict[str, str]]:
    rows = [
        [None, *(option.service for option in problem.options if option.need == need.key)]
        for need in problem.needs
    ]
    for row in itertools.product(*rows):
        chosen = {need.key: by for need, by in zip(problem.needs, row, strict=True) if by}
        if allowed(problem, chosen):
            yield chosen


def worth(problem: Problem, chosen: dict[str, str]) -> tuple[int, ...]:
    options = {(option.need, option.service): option for option in problem.options}
    picked = [options[pair] for pair in chosen.items()]
    urgent = {need.key for need in problem.needs if need.urgent}
    services = set(chosen.values())
    return (
        len(urgent & set(chosen)),
        len(chosen),
        -len(services - set(problem.in_use)),
        sum(option.certain for option in picked),
        sum(option.score for option in picked),
    )


@settings(deadline=None, max_examples=250)
@given(problems())
def test_no_other_set_of_services_is_better(problem: Problem) -> None:
    found = solve(problem)
    assert found.proven
    assert allowed(problem, found.chosen)
    best = max(worth(problem, chosen) for chosen in every_choice(problem))
    assert worth(problem, found.chosen) == best
    assert set(found.chosen) | set(found.uncovered) == {need.key for need in problem.needs}
    assert not set(found.chosen) & set(found.uncovered)
    assert set(found.chosen.items()) <= {(option.need, option.service) for option in problem.options}


@settings(deadline=None, max_examples=60)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem: Problem, chance: Any) -> None:
    def shuffled(rows: Any) -> list[Any]:
        copy = list(rows)
        chance.shuffle(copy)
        return copy

    other = Problem(
        shuffled(problem.needs),
        shuffled(problem.options),
        problem.order,
        shuffled(problem.clashes),
        problem.in_use,
    )
    assert solve(other) == solve(problem)


@settings(deadline=None, max_examples=60)
@given(problems())
def test_a_bundle_has_no_contradiction_and_every_service_a_reason(problem: Problem) -> None:
    found = solve(problem)
    inside = [clash for clash in clashing(problem, found) if not clash.same_person]
    assert [clash for clash in inside if not {clash.first, clash.second} <= set(problem.in_use)] == []
    assert all(why(problem, found, name) for name in found.services)
    # One service a need: nothing is done twice.
    assert len(found.chosen) == len(set(found.chosen))


def test_one_service_for_two_needs_is_better_than_two_with_higher_scores() -> None:
    needs = [Wanted("debt"), Wanted("job")]
    options = [Option("debt", "adviser", score=99), Option("job", "office", score=99)]
    options += [Option("debt", "centre", score=1), Option("job", "centre", score=1)]
    problem = Problem(needs, options, ("adviser", "centre", "office"))
    found = solve(problem)
    assert found.chosen == {"debt": "centre", "job": "centre"}
    assert why(problem, found, "centre") == (Why.COVERS_MORE, Why.FEWER)


def test_mediation_and_protection_do_not_go_together() -> None:
    needs = [Wanted("safety", urgent=True), Wanted("talk")]
    options = [Option("safety", "shelter"), Option("talk", "mediation", score=9), Option("talk", "listening")]
    problem = Problem(needs, options, ("listening", "mediation", "shelter"), [Clash("mediation", "shelter")])
    found = solve(problem)
    assert found.chosen == {"safety": "shelter", "talk": "listening"}
    assert why(problem, found, "listening") == (Why.NO_CLASH,)
    alone = Problem(needs, options[:2], problem.order, problem.clashes)
    assert solve(alone) == Bundle({"safety": "shelter"}, ("talk",))


def test_what_the_family_uses_already_costs_nothing_and_is_not_contradicted() -> None:
    needs = [Wanted("n1")]
    options = [Option("n1", "new", score=90), Option("n1", "known", score=1)]
    problem = Problem(needs, options, ("known", "new"), in_use=["known"])
    assert solve(problem).chosen == {"n1": "known"}
    assert why(problem, solve(problem), "known") == (Why.IN_USE,)
    clash = Problem(needs, options[:1], ("new",), [Clash("other", "new", reason="x")], ["other"])
    assert solve(clash) == Bundle({}, ("n1",))


def test_home_care_and_a_stay_clash_for_one_person_only() -> None:
    clash = [Clash("home", "stay", same_person=True)]
    options = [Option("n1", "home"), Option("n2", "stay")]
    apart = Problem([Wanted("n1", subject="a"), Wanted("n2", subject="b")], options, ("home", "stay"), clash)
    assert solve(apart).uncovered == ()
    together = Problem([Wanted("n1", subject="a"), Wanted("n2")], options, ("home", "stay"), clash)
    assert len(solve(together).uncovered) == 1


def test_nothing_wanted_or_nothing_offered() -> None:
    assert solve(Problem([], [])) == Bundle()
    assert solve(Problem([Wanted("n1")], [])) == Bundle({}, ("n1",))


def dealt(needs: int, services: int, seed: int) -> Problem:
    """A town's basket: each service covers one kind of need, every fifth one a second kind."""
    chance = random.Random(seed)
    names = [f"s{number:03d}" for number in range(services)]
    kinds = {name: chance.sample(range(10), k=2 if chance.random() < 0.2 else 1) for name in names}
    wanted = [Wanted(f"n{number:02d}", chance.random() < 0.2) for number in range(needs)]
    options = [
        Option(need.key, name, chance.random() < 0.5, chance.randint(0, 100))
        for number, need in enumerate(wanted)
        for name in names
        if number % 10 in kinds[name] and chance.random() < 0.7
    ]
    pairs = [sorted(chance.sample(names, 2)) for _ in range(services // 2)]
    clashes = [Clash(first, second) for first, second in pairs]
    return Problem(wanted, options, names, clashes)


@pytest.mark.parametrize("seed", range(3))
def test_sixty_needs_and_sixty_services_are_solved_to_the_proof(seed: int) -> None:
    problem = dealt(60, 60, seed)
    found = solve(problem)
    assert found.proven
    reachable = {option.need for option in problem.options}
    assert set(found.uncovered) == {need.key for need in problem.needs} - reachable
    assert allowed(problem, found.chosen)


def test_a_clock_that_runs_out_says_that_nothing_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "SECONDS", -1.0)
    monkeypatch.setattr(bundle, "LEAST", 0.0)
    problem = dealt(60, 60, 1)
    found = solve(problem)
    assert not found.proven
    assert allowed(problem, found.chosen)
