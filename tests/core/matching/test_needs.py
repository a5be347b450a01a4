"""Needs, answers and gaps: who may write and read them, and what each step leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from core.audit.models import AuditEvent
from core.basket.operations import combining
from core.families import operations as families
from core.families.errors import CaseClosedError
from core.matching import errors
from core.matching.enums import Cause, NeedState
from core.matching.models import HouseholdFact, Need, UnmetNeed
from core.matching.operations import answers, needs
from core.matching.queries import bundles, gaps, matches
from core.matching.queries import needs as reading
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import ConflictError, DomainError, NotVisibleError
from core.teams.models import CaseTeam, TeamMember
from tests.core.matching.stories import home, need, service
from tests.support import people, vertical
from tests.support.families import team

TODAY = date(2026, 10, 5)


def outsiders(at: Any) -> list[Actor]:
    """Everybody who might be curious: none of them leads the case."""
    town = vertical.town()
    member = people.account(Role.FAMILY_MEMBER)
    families.link_account(actor=at.worker, person=at.mother, user=member)
    return [
        town.delegate,
        town.officer,
        people.actor(Role.SOCIAL_WORKER, name="Inny Socjalny"),
        people.actor(Role.DIRECTOR),
        people.actor_of(member),
        people.actor(Role.OPERATOR),
    ]


def test_only_who_leads_the_case_reads_and_writes_its_needs(in_town: str) -> None:
    at = home()
    wanted = need(at, person=at.daughter, ground="9")
    card = service("Korepetycje")
    fact = answers.answer(actor=at.worker, case=at.case, kind="income", value="823")
    attempts: list[Callable[[Actor], object]] = [
        lambda who: needs.record_need(actor=who, case=at.case, category="health", text="x"),
        lambda who: needs.edit_need(actor=who, need=wanted, text="x"),
        lambda who: needs.meet_need(actor=who, need=wanted, service=card),
        lambda who: needs.mark_unmet(actor=who, need=wanted, cause="no_service"),
        lambda who: needs.reopen_need(actor=who, need=wanted),
        lambda who: needs.drop_need(actor=who, need=wanted),
        lambda who: answers.answer(actor=who, case=at.case, kind="income", value="1"),
        lambda who: answers.forget(actor=who, fact=fact),
        lambda who: reading.readable_case(who, at.case.pk),
        lambda who: reading.need_visible(who, wanted.pk),
        lambda who: reading.gaps_of(who, at.case),
        lambda who: matches.match(who, at.case, wanted),
        lambda who: bundles.bundle(who, at.case),
    ]
    before = AuditEvent.objects.count()
    for who in outsiders(at):
        before = AuditEvent.objects.count()
        for attempt in attempts[:-1]:
            with pytest.raises(NotVisibleError):
                attempt(who)
        with pytest.raises(NotVisibleError):
            attempts[-1](who)
        assert list(reading.needs_visible_to(who)) == []
        assert list(reading.facts_visible_to(who)) == []
        assert list(reading.gaps_visible_to(who)) == []
        assert reading.needs_of(who, at.case) == []
        assert AuditEvent.objects.count() == before
    assert [row.pk for row in reading.needs_visible_to(at.worker)] == [wanted.pk]
    assert Need.objects.get().text == "Pomoc w nauce"


def test_a_social_worker_of_the_team_reads_and_does_not_write(in_town: str) -> None:
    at = home(agreed=False)
    seats: CaseTeam = team(at.worker, at.case)
    wanted = need(at)
    colleague = people.account(Role.SOCIAL_WORKER, name="Koleżanka Socjalna")
    seat = TeamMember.objects.create(team=seats, kind="worker", user=colleague, starts_on=date(2026, 9, 6))
    who = people.actor_of(colleague)
    assert reading.need_visible(who, wanted.pk) == wanted
    assert matches.match(who, at.case, wanted) == []
    with pytest.raises(NotVisibleError):
        needs.edit_need(actor=who, need=wanted, text="x")
    seat.ends_on = date(2026, 10, 1)
    seat.save()
    with pytest.raises(NotVisibleError):
        reading.need_visible(who, wanted.pk)


def test_what_is_told_is_sealed_in_the_database(in_town: str) -> None:
    at = home()
    need(at, text="Ucieczka przed mężem")
    answers.answer(actor=at.worker, case=at.case, kind="document", code="blue_card", value=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM matching_need")
        assert "Ucieczka" not in cursor.fetchone()[0]
        cursor.execute("SELECT body, about FROM matching_householdfact")
        assert "blue_card" not in "".join(cursor.fetchone())
    for event in AuditEvent.objects.filter(action__startswith="matching."):
        assert "blue_card" not in str(event.data)
        assert "Ucieczka" not in str(event.data)


def test_a_form_sent_twice_records_one_need(in_town: str) -> None:
    at, key = home(), uuid4()
    assert need(at, key=key) == need(at, key=key)
    other = home()
    with pytest.raises(NotVisibleError):
        need(other, key=key)
    assert Need.objects.count() == 1


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"text": " "}, errors.NeedTextMissingError),
        ({"text": "x" * 301}, errors.NeedTextTooLongError),
        ({"category": "magia"}, errors.UnknownNeedChoiceError),
        ({"urgency": "kiedyś"}, errors.UnknownNeedChoiceError),
        ({"ground": "10"}, errors.UnknownNeedChoiceError),
        ({"recorded_on": date(2026, 10, 6)}, errors.NeedDayError),
        ({"recorded_on": date(2026, 8, 31)}, errors.NeedDayError),
    ],
)
def test_a_need_that_cannot_be_is_refused(
    in_town: str, details: dict[str, Any], refusal: type[DomainError]
) -> None:
    at = home()
    with pytest.raises(refusal) as refused:
        need(at, **details)
    assert "%(" not in refused.value.message
    assert not Need.objects.exists()


def test_a_need_is_of_the_own_household(in_town: str) -> None:
    at, other = home(), home()
    with pytest.raises(NotVisibleError):
        need(at, person=other.mother)


def test_a_need_of_a_closed_case_stays_as_it_is(in_town: str) -> None:
    at = home()
    wanted = need(at)
    families.close_case(actor=at.worker, case=at.case, outcome="moved")
    wanted.refresh_from_db()
    for attempt in (
        lambda: needs.edit_need(actor=at.worker, need=wanted, text="x"),
        lambda: needs.mark_unmet(actor=at.worker, need=wanted, cause="no_service"),
        lambda: need(at),
    ):
        with pytest.raises(CaseClosedError):
            attempt()
    assert reading.need_visible(at.worker, wanted.pk) == wanted


def test_two_writers_do_not_overwrite_each_other(in_town: str) -> None:
    at = home()
    wanted = need(at)
    needs.edit_need(actor=at.worker, need=wanted, version=1, text="Pomoc w matematyce", person=at.daughter)
    with pytest.raises(ConflictError):
        needs.edit_need(actor=at.worker, need=wanted, version=1, text="Coś innego")
    found = Need.objects.get()
    assert (found.text, found.person, found.version) == ("Pomoc w matematyce", at.daughter, 2)


def test_a_service_meets_a_need_of_its_kind(in_town: str) -> None:
    at = home()
    wanted = need(at)
    other, fitting = service("Basen", "sport"), service("Korepetycje")
    with pytest.raises(errors.ServiceDoesNotCoverError):
        needs.meet_need(actor=at.worker, need=wanted, service=other)
    combining.set_combination(actor=people.system(), card=other, also_covers=["education"])
    for _ in range(2):
        met = needs.meet_need(actor=at.worker, need=wanted, service=other)
    assert (met.state, met.met_by, met.settled_on) == (NeedState.MET, other, TODAY)
    with pytest.raises(errors.NeedSettledError):
        needs.meet_need(actor=at.worker, need=wanted, service=fitting)
    again = needs.reopen_need(actor=at.worker, need=wanted)
    assert (again.state, again.met_by, again.settled_on) == (NeedState.OPEN, None, None)
    assert AuditEvent.objects.filter(action="matching.need_met").count() == 1


def test_a_gap_is_one_line_until_it_is_resolved(in_town: str) -> None:
    at = home()
    wanted = need(at)
    first = needs.mark_unmet(actor=at.worker, need=wanted, cause="no_place", note="Kolejka")
    assert needs.mark_unmet(actor=at.worker, need=wanted, cause="no_place") == first
    second = needs.mark_unmet(actor=at.worker, need=wanted, cause="too_long")
    assert [(row.cause, row.resolved_on) for row in UnmetNeed.objects.order_by("pk")] == [
        ("no_place", TODAY),
        ("too_long", None),
    ]
    assert reading.gaps_of(at.worker, at.case) == {wanted.pk: second}
    needs.meet_need(actor=at.worker, need=wanted, service=service("Korepetycje"))
    assert reading.gaps_of(at.worker, at.case) == {}
    with pytest.raises(errors.NeedSettledError):
        needs.mark_unmet(actor=at.worker, need=wanted, cause="no_place")
    needs.reopen_need(actor=at.worker, need=wanted)
    with pytest.raises(errors.UnknownNeedChoiceError):
        needs.mark_unmet(actor=at.worker, need=wanted, cause="pech")


def test_the_database_itself_keeps_needs_and_gaps_straight(in_town: str) -> None:
    from django.db import transaction  # noqa: PLC0415

    at = home()
    wanted = need(at)
    needs.mark_unmet(actor=at.worker, need=wanted, cause="no_place")
    with pytest.raises(IntegrityError), transaction.atomic():
        UnmetNeed.objects.create(need=wanted, cause="too_long", recorded_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=wanted.pk).update(state="met")


def test_an_answer_takes_the_place_of_the_one_before(in_town: str) -> None:
    at = home()
    for value in ("employed", "registered"):
        answers.answer(actor=at.worker, case=at.case, kind="labour", person=at.father, value=value)
    answers.answer(actor=at.worker, case=at.case, kind="labour", person=at.mother, value="learning")
    answers.answer(actor=at.worker, case=at.case, kind="income", person=at.father, value="900,50")
    assert HouseholdFact.objects.count() == 3
    assert HouseholdFact.objects.filter(person=None).count() == 1
    fact = HouseholdFact.objects.get(person=at.father)
    assert '"registered"' in fact.body
    answers.forget(actor=at.worker, fact=fact)
    assert HouseholdFact.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"kind": "ground", "code": "7", "value": True}, "fact_not_answerable"),
        ({"kind": "labour", "value": "x"}, "fact_bad_answer"),
        ({"kind": "income", "value": "5", "source": "plotka"}, "need_unknown_choice"),
        ({"kind": "income", "value": "5", "stated_on": date(2026, 10, 6)}, "need_day"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(in_town: str, given: dict[str, Any], refusal: str) -> None:
    at = home()
    with pytest.raises(DomainError) as refused:
        answers.answer(actor=at.worker, case=at.case, **given)
    assert refused.value.code == refusal
    assert not HouseholdFact.objects.exists()


def test_an_answer_is_about_the_own_household(in_town: str) -> None:
    at, other = home(), home()
    with pytest.raises(NotVisibleError):
        answers.answer(actor=at.worker, case=at.case, kind="labour", person=other.mother, value="employed")


def test_the_gap_list_counts_without_families(in_town: str) -> None:
    with clock.standing_at(date(2026, 9, 20)):
        at = home()
    rows = [need(at), need(at, "health"), need(at, "health"), need(at, "housing")]
    for row, cause in zip(rows, ("no_place", "no_service", "no_service", ""), strict=True):
        if cause:
            needs.mark_unmet(actor=at.worker, need=row, cause=cause)
    dropped = need(at, "sport")
    needs.mark_unmet(actor=at.worker, need=dropped, cause="no_place")
    needs.drop_need(actor=at.worker, need=dropped)
    officer = people.actor(Role.NETWORK_OFFICER)
    found = gaps.gap_list(officer)
    assert [(gap.category, gap.causes, gap.total, gap.needs) for gap in found.gaps] == [
        ("health", {"no_service": 2}, 2, 2),
        ("education", {"no_place": 1}, 1, 1),
    ]
    assert found.gaps[0].main_cause == Cause.NO_SERVICE
    assert found.total == 3
    assert found.causes["no_service"] == 2
    assert [(row.year, row.half, row.recorded, row.unmet, row.percent) for row in found.trend] == [
        (2025, 1, 0, 0, None),
        (2025, 2, 0, 0, None),
        (2026, 1, 0, 0, None),
        (2026, 2, 4, 3, 75),
    ]
    assert gaps.unmet_share(date(2026, 7, 1), date(2027, 1, 1)) == (3, 4)
    assert gaps.unmet_share(date(2026, 1, 1), date(2026, 7, 1)) == (0, 0)


@pytest.mark.parametrize(
    "role", [Role.SOCIAL_WORKER, Role.DELEGATE, Role.FAMILY_MEMBER, Role.OPERATOR, Role.REGIONAL_COORDINATOR]
)
def test_the_gap_list_is_for_officers_and_directors(in_town: str, role: str) -> None:
    with pytest.raises(NotVisibleError):
        gaps.gap_list(people.actor(role))


def test_another_towns_needs_are_not_here(in_town: str) -> None:
    from tenants.context import in_tenant  # noqa: PLC0415

    at = home()
    wanted = need(at)
    with in_tenant("g_2475011"):
        other = home()
        assert list(reading.needs_visible_to(other.worker)) == []
        with pytest.raises(NotVisibleError):
            reading.need_visible(other.worker, wanted.pk)
