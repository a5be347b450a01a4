"""The smallest set of services that covers all needs of a family: exact, by a solver.

A set covering problem with conflicts. Wishes come one after the other, none is paid for with a lower one:
cover the urgent needs, cover all needs, take few new services, take certain ones, take high scores. Each
wish is a small integer programme for HiGHS, whose best value is kept as a condition of the next. The
input is first put into one order, the solver runs on one thread with one seed: the same needs and
services give the same set, however they come in.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

import highspy

from core.matching.enums import Why

# A family's few needs take milliseconds. Sixty needs that each a sixth of sixty services can meet, dealt
# at random, took nine seconds; the clock keeps a page from waiting for ever, and the page then says so.
SECONDS: Final = 12.0
LEAST: Final = 0.1
_SETTINGS: Final[dict[str, Any]] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
}


@dataclass(frozen=True)
class Wanted:
    """A need to be covered. `subject` is the person whose it is; empty for the whole family."""

    key: str
    urgent: bool = False
    subject: str = ""


@dataclass(frozen=True)
class Option:
    """A service that can cover a need, surely or if something still unknown turns out so."""

    need: str
    service: str
    certain: bool = True
    score: int = 0


@dataclass(frozen=True)
class Clash:
    """Two services that exclude each other: in one family, or only for one and the same person."""

    first: str
    second: str
    same_person: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Problem:
    """All that decides a bundle. `order` ranks services by name; `in_use` are services that the family
    has already: they cost nothing, and nothing may contradict them.
    """

    needs: Sequence[Wanted]
    options: Sequence[Option]
    order: Sequence[str] = ()
    clashes: Collection[Clash] = ()
    in_use: Collection[str] = ()


@dataclass(frozen=True)
class Bundle:
    """Which service covers which need; needs without one; whether the best set is proven."""

    chosen: dict[str, str] = field(default_factory=dict)
    uncovered: tuple[str, ...] = ()
    proven: bool = True

    @property
    def services(self) -> tuple[str, ...]:
        """Each service once, in the order of the needs."""
        return tuple(dict.fromkeys(self.chosen.values()))


def solve(problem: Problem) -> Bundle:
    """The best bundle; needs that no option covers are simply uncovered."""
    problem = _in_canonical_order(problem)
    keys = [need.key for need in problem.needs]
    options = [option for option in problem.options if not _against_what_is_used(problem, option)]
    if not options:
        return Bundle(uncovered=tuple(keys))
    model = _Model(problem, options)
    chosen = model.best()
    return Bundle(
        {key: chosen[key] for key in keys if key in chosen},
        tuple(key for key in keys if key not in chosen),
        model.proven,
    )


class _Model:
    """The integer programme: one variable a service, one a need that is covered, one a possible cover."""

    def __init__(self, problem: Problem, options: list[Option]) -> None:
        self.problem = problem
        self.options = options
        self.proven = True
        self.values: list[float] = []
        self.until = time.monotonic() + SECONDS
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in _SETTINGS.items():
            self.solver.setOptionValue(name, value)
        self.taken = {name: self.solver.addBinary() for name in problem.order}
        self.covered = {need.key: self.solver.addBinary() for need in problem.needs}
        self.covers: list[Any] = []
        self._bind_services()
        if any(clash.same_person for clash in problem.clashes):
            self._bind_covers()

    def _bind_services(self) -> None:
        """A need is covered by a service that is taken; of two that clash one is taken at most."""
        solver = self.solver
        for need in self.problem.needs:
            by = [self.taken[option.service] for option in self.options if option.need == need.key]
            solver.addConstr(self.covered[need.key] <= solver.qsum(by) if by else self.covered[need.key] <= 0)
        for clash in self.problem.clashes:
            if not clash.same_person and {clash.first, clash.second} <= set(self.taken):
                solver.addConstr(self.taken[clash.first] + self.taken[clash.second] <= 1)

    def _bind_covers(self) -> None:
        """A covered need is covered by exactly one service: needed to say which, and for whom."""
        solver = self.solver
        self.covers = [solver.addBinary() for _ in self.options]
        for need in self.problem.needs:
            rows = zip(self.covers, self.options, strict=True)
            own = [var for var, option in rows if option.need == need.key]
            if own:
                solver.addConstr(solver.qsum(own) == self.covered[need.key])
        for var, option in zip(self.covers, self.options, strict=True):
            solver.addConstr(var <= self.taken[option.service])
        for clash in self.problem.clashes:
            if clash.same_person:
                for one, other in _same_person_pairs(self.problem, self.options, clash):
                    solver.addConstr(self.covers[one] + self.covers[other] <= 1)

    def best(self) -> dict[str, str]:
        """Solve wish after wish, each within the best of those before."""
        needs = self.problem.needs
        weight = {need.key: len(needs) + 1 if need.urgent else 1 for need in needs}
        self._maximise([weight[key] * var for key, var in self.covered.items()])
        new = [name for name in self.taken if name not in set(self.problem.in_use)]
        self._maximise([-1 * self.taken[name] for name in new])
        if not self.covers:
            self._bind_covers()
        top = 1 + len(needs) * max(option.score for option in self.options)
        worth = [(top if option.certain else 0) + option.score for option in self.options]
        self._maximise([each * var for each, var in zip(worth, self.covers, strict=True) if each])
        if len(self.values) <= self.covers[-1].index:
            return self._nearest()
        return {
            option.need: option.service
            for option, var in zip(self.options, self.covers, strict=True)
            if self._is_set(var)
        }

    def _nearest(self) -> dict[str, str]:
        """The best cover of each need by the services taken: when the clock cut the last wish short."""
        found: dict[str, Option] = {}
        for option in self.options:
            if self._is_set(self.taken[option.service]):
                known = found.get(option.need)
                if known is None or (option.certain, option.score) > (known.certain, known.score):
                    found[option.need] = option
        return {key: option.service for key, option in found.items()}

    def _is_set(self, variable: Any) -> bool:
        known = variable.index < len(self.values)
        return known and bool(self.values[variable.index] > 0.5)  # noqa: PLR2004  within the tolerance

    def _maximise(self, terms: Sequence[Any]) -> None:
        """Reach the most of a sum and keep it from now on; what the clock cuts short is not proven."""
        solver = self.solver
        wish = solver.qsum(terms) if terms else 0 * next(iter(self.taken.values()))
        solver.setOptionValue("time_limit", max(LEAST, self.until - time.monotonic()) + solver.getRunTime())
        solver.maximize(wish)
        self.proven = self.proven and solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = solver.getInfo()
        if found.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return
        self.values = list(solver.getSolution().col_value)
        if terms:
            solver.addConstr(wish >= round(found.objective_function_value))


def _same_person_pairs(
    problem: Problem, options: Sequence[Option], clash: Clash
) -> Iterable[tuple[int, int]]:
    """Pairs of covers by the two services for needs of one person, or one of which is the family's."""
    subjects = {need.key: need.subject for need in problem.needs}
    pair = {clash.first, clash.second}
    rows = [(index, option) for index, option in enumerate(options) if option.service in pair]
    for (one, first), (other, second) in combinations(rows, 2):
        if first.service != second.service and _meet(subjects[first.need], subjects[second.need]):
            yield one, other


def _meet(one: str, other: str) -> bool:
    return not one or not other or one == other


def _against_what_is_used(problem: Problem, option: Option) -> bool:
    """Whether a service contradicts one that the family uses already.

    Of that one nobody knows for whom it is: what clashes for one person only is shown, not ruled out.
    """
    used = set(problem.in_use)
    if option.service in used:
        return False
    return any(
        (clash.first == option.service and clash.second in used)
        or (clash.second == option.service and clash.first in used)
        for clash in problem.clashes
        if not clash.same_person
    )


def _in_canonical_order(problem: Problem) -> Problem:
    """The same problem whatever order its parts came in; services without a rank stand last, by key."""
    named = {option.service for option in problem.options}
    order = [name for name in dict.fromkeys(problem.order) if name in named]
    order += sorted(named - set(order))
    rank = {name: place for place, name in enumerate(order)}
    needs = sorted(problem.needs, key=lambda need: (not need.urgent, need.key))
    place = {need.key: index for index, need in enumerate(needs)}
    options = sorted(
        {option for option in problem.options if option.need in place},
        key=lambda option: (place[option.need], rank[option.service]),
    )
    clashes = sorted(problem.clashes, key=lambda clash: (clash.first, clash.second, clash.same_person))
    return Problem(needs, options, order, clashes, sorted(problem.in_use))


def clashing(problem: Problem, bundle: Bundle) -> list[Clash]:
    """Contradictions inside a bundle, with what the family uses already too: none, for a solved one."""
    subjects = {need.key: need.subject for need in problem.needs}
    served = {
        name: {subjects[key] for key, by in bundle.chosen.items() if by == name} for name in bundle.services
    }
    everything = {*bundle.services, *problem.in_use}
    found = []
    for clash in problem.clashes:
        if not {clash.first, clash.second} <= everything:
            continue
        if clash.same_person and {clash.first, clash.second} <= set(served):
            pairs = [(one, other) for one in served[clash.first] for other in served[clash.second]]
            if not any(_meet(one, other) for one, other in pairs):
                continue
        found.append(clash)
    return found


def why(problem: Problem, bundle: Bundle, service: str) -> tuple[Why, ...]:
    """Why a service stands in a bundle: for each of its needs compared with what else was possible."""
    if service in set(problem.in_use):
        return (Why.IN_USE,)
    own = [key for key, by in bundle.chosen.items() if by == service]
    found = [Why.COVERS_MORE] if len(own) > 1 else []
    for key in own:
        others = [option for option in problem.options if option.need == key and option.service != service]
        if not others:
            found.append(Why.ONLY)
            continue
        mine = next(option for option in problem.options if (option.need, option.service) == (key, service))
        better = [option for option in others if (option.certain, option.score) > (mine.certain, mine.score)]
        found.append(_against_better(problem, bundle, service, better))
    return tuple(dict.fromkeys(found))


def _against_better(problem: Problem, bundle: Bundle, service: str, better: Sequence[Option]) -> Why:
    """A higher service was left out: because it clashes with another one, else because fewer is better."""
    if not better:
        return Why.BEST
    rest = {*bundle.services, *problem.in_use} - {service}
    pairs = [{clash.first, clash.second} for clash in problem.clashes]
    if all(any({option.service, other} in pairs for other in rest) for option in better):
        return Why.NO_CLASH
    return Why.FEWER
