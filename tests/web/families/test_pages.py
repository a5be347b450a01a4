"""Pages of the families: who sees what, what a form writes, which sentence bad input gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.families import operations
from core.families.models import Case, Household, Person
from core.families.queries import persons_of
from core.privacy.models import ParticipationAgreement
from core.teams import operations as teams
from core.teams import queries as seats
from core.teams.models import TeamMeeting
from tenants.context import in_tenant
from tests.support import families as build
from tests.support import people

Browse = Callable[..., Client]
TOWN = "g_2464011"
URLCONF = "kooperacje.urls_municipality"


def text(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def main(response: Any) -> str:
    """The part between the header and the footer: what an address answers, not who is signed in."""
    return str(response.content.decode().partition("<main")[2].partition("</main>")[0])


def url(name: str, *args: object) -> str:
    return reverse(f"families:{name}", urlconf=URLCONF, args=args)


def family_of(client: Client, **more: Any) -> Case:
    """A family led by the client's account."""
    with in_tenant(TOWN):
        return build.family(people.actor_of(client.user), **more)  # type: ignore[attr-defined]


def team_of(client: Client, case: Case) -> Any:
    """The case with agreement and team."""
    with in_tenant(TOWN):
        return build.team(people.actor_of(client.user), case)  # type: ignore[attr-defined]


def every_address(case: Case, person_id: object) -> list[str]:
    """Every page of a case."""
    one = [
        "case", "close", "reopen", "new-person", "grounds", "form-team", "add-partner",
        "new-meeting",
    ]  # fmt: skip
    more = ["moved-out", "agree", "withdraw", "add-family", "end-seat", "meeting"]
    return [url(name, case.pk) for name in one] + [url(name, case.pk, person_id) for name in more]


def test_a_social_worker_sees_the_own_families_by_name(browse: Browse) -> None:
    client, other = browse("czestochowa", "social_worker"), browse("czestochowa", "social_worker")
    case = family_of(client)
    family_of(other, source_number="POM-1")
    page = client.get(url("cases"))
    # Once in the list, once among what waits today.
    assert text(page).count("Łucja Wzorcowa") == 2
    assert "Pozycje 1–1 z 1" in text(page)
    shown = client.get(url("case", case.pk))
    for words in ("Łucja Wzorcowa", "Jan Wzorcowy", "Zosia Wzorcowa", "bez zgody", "Co dalej"):
        assert words in text(shown)
    title = re.search(r"<title>(.*?)</title>", shown.content.decode())
    assert title is not None
    assert title[1] == "Sprawa 1/2026 – Częstochowa – Kooperacje"


def test_another_workers_case_answers_like_one_that_does_not_exist(browse: Browse) -> None:
    stranger = browse("czestochowa", "social_worker")
    case = family_of(browse("czestochowa", "social_worker"))
    with in_tenant(TOWN):
        person = persons_of(case)[0]
    denied = every_address(case, person.pk)
    for address, absent in zip(denied, every_address(Case(pk=uuid4()), uuid4()), strict=True):
        for method in (stranger.get, stranger.post):
            answer, nothing = method(address), method(absent)
            assert answer.status_code == nothing.status_code
            assert answer.status_code in {404, 405}, address
            assert main(answer) == main(nothing)


@pytest.mark.parametrize("role", ["director", "network_officer"])
def test_officers_see_figures_without_any_name(browse: Browse, role: str) -> None:
    worker, officer = browse("czestochowa", "social_worker"), browse("czestochowa", role)
    case = family_of(worker)
    with in_tenant(TOWN):
        actor = people.actor_of(worker.user)  # type: ignore[attr-defined]
        operations.record_grounds(actor=actor, case=case, codes=["13"])
    for address in (url("cases"), url("case", case.pk)):
        page = officer.get(address)
        assert page.status_code == 200
        assert "1/2026" in text(page)
        for secret in ("Wzorcow", "Łucja", "Alkoholizm", "Rodzina z dziećmi"):
            assert secret not in page.content.decode(), (address, secret)
    assert "Pozycje" not in text(officer.get(url("cases"), {"q": "Wzorcowa"}))
    with in_tenant(TOWN):
        person = persons_of(case)[0]
    for address in every_address(case, person.pk)[1:]:
        assert officer.get(address).status_code in {404, 405}, address


@pytest.mark.parametrize("role", ["delegate", "family_member"])
def test_delegates_and_family_members_find_no_such_page(browse: Browse, role: str) -> None:
    case = family_of(browse("czestochowa", "social_worker"))
    with in_tenant(TOWN):
        person = persons_of(case)[0]
    client = browse("czestochowa", role)
    for address in [url("cases"), url("new"), *every_address(case, person.pk)]:
        assert client.get(address).status_code in {404, 405}, address


def test_a_case_is_not_found_from_another_town(browse: Browse) -> None:
    case = family_of(browse("czestochowa", "social_worker"))
    stranger = browse("sosnowiec", "social_worker", "director")
    assert stranger.get(url("case", case.pk)).status_code == 404
    assert "1/2026" not in text(stranger.get(url("cases")))


def test_nobody_signed_in_is_asked_to_sign_in(browse: Browse) -> None:
    case = family_of(browse("czestochowa", "social_worker"))
    answer = browse("czestochowa").get(url("case", case.pk))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/logowanie/?next=%2Frodziny%2F")


def household(**typed: str) -> dict[str, str]:
    """A form of a household with one person, as a browser sends it."""
    return {
        "key": str(uuid4()),
        "household_type": "lone_parent",
        "opened_on_day": "1",
        "opened_on_month": "10",
        "opened_on_year": "2026",
        "osoby-TOTAL_FORMS": "2",
        "osoby-INITIAL_FORMS": "0",
        "osoby-0-first_name": "Zofia",
        "osoby-0-last_name": "Próbna",
        "osoby-0-role": "lead",
        **typed,
    }


def test_a_household_is_written_down_once_however_often_it_is_sent(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    form = household(**{"osoby-0-pesel": build.PESEL})
    for _ in range(2):
        answer = client.post(url("new"), form)
        assert answer["Location"] == url("case", form["key"])
    with in_tenant(TOWN):
        assert Case.objects.count() == 1
        person = Person.objects.get()
        assert (person.born_on, person.sex) == (date(1990, 4, 12), "F")


def test_one_more_row_keeps_what_was_typed_and_judges_nothing(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    page = client.post(url("new"), household(dodaj="1", **{"osoby-0-last_name": "", "osoby-0-pesel": "123"}))
    source = page.content.decode()
    assert 'name="osoby-2-first_name"' in source
    assert 'value="Zofia"' in source
    assert 'value="123"' in source
    assert "govuk-error-message" not in source
    with in_tenant(TOWN):
        assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"osoby-0-pesel": "12345678901"}, "Wpisz poprawny numer PESEL"),
        ({"household_type": ""}, "Wybierz odpowiedź w polu „Rodzaj gospodarstwa”."),
        ({"opened_on_year": "2027"}, "Data rozpoczęcia nie może być z przyszłości."),
        ({"opened_on_month": "13"}, "Podaj datę, która istnieje"),
        ({"osoby-1-first_name": "Kuba"}, "Wypełnij pole „Nazwisko”."),
        (
            {
                "osoby-1-first_name": "Kuba",
                "osoby-1-last_name": "Próbny",
                "osoby-1-role": "lead",
            },
            "jedna osoba wiodąca",
        ),
    ],
)
def test_bad_input_gets_a_sentence_and_writes_nothing(
    browse: Browse, typed: dict[str, str], sentence: str
) -> None:
    client = browse("czestochowa", "social_worker")
    page = client.post(url("new"), household(**typed))
    assert page.status_code == 200
    assert sentence in text(page)
    assert 'value="Zofia"' in page.content.decode()
    with in_tenant(TOWN):
        assert not Household.objects.exists()
        assert not Person.objects.exists()


def test_a_known_pesel_is_refused_at_the_row_of_its_person(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    client.post(url("new"), household(**{"osoby-0-pesel": build.PESEL}))
    again = household(
        **{
            "osoby-1-first_name": "Anna",
            "osoby-1-last_name": "Ta Sama",
            "osoby-1-role": "sibling",
            "osoby-1-pesel": build.PESEL,
        }
    )
    page = client.post(url("new"), again)
    assert 'href="#id_osoby-1-pesel"' in page.content.decode()
    with in_tenant(TOWN):
        assert Case.objects.count() == 1


def day(name: str, value: date) -> dict[str, str]:
    """A day as its three boxes send it."""
    return {
        f"{name}_day": str(value.day),
        f"{name}_month": str(value.month),
        f"{name}_year": str(value.year),
    }


def test_from_agreement_to_the_first_meeting(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    case = family_of(client)
    with in_tenant(TOWN):
        mother, _father, child = persons_of(case)
    asked = client.get(url("agree", case.pk, mother.pk))
    assert "Odmowa nie wpływa na żadne świadczenie" in text(asked)
    given = {"form": "screen", **day("given_on", date(2026, 9, 3))}
    page = client.post(url("agree", case.pk, mother.pk), given)
    assert "Najpierw powiedz o prawie do odmowy" in text(page)
    with in_tenant(TOWN):
        assert not ParticipationAgreement.objects.exists()
    answer = client.post(url("agree", case.pk, mother.pk), {**given, "knows": "on"})
    assert answer["Location"] == url("case", case.pk)
    assert "przez opiekuna" in text(client.get(url("agree", case.pk, child.pk)))
    client.post(url("form-team", case.pk), day("formed_on", date(2026, 9, 5)))
    with in_tenant(TOWN):
        case.refresh_from_db()
        team = seats.team_of(case)
        assert team is not None
        assert case.stage == "team"
        family, moderator = seats.members_of(team)
    form = {"key": str(uuid4()), **day("held_on", date(2026, 9, 9)), "minutes": "Trzy cele."}
    refused = client.post(url("new-meeting", case.pk), {**form, "present": [str(moderator.pk)]})
    assert "Spotkanie bez rodziny" in text(refused)
    with in_tenant(TOWN):
        assert not TeamMeeting.objects.exists()
    both = [str(family.pk), str(moderator.pk)]
    answer = client.post(url("new-meeting", case.pk), {**form, "present": both})
    assert answer["Location"] == url("meeting", case.pk, form["key"])
    minutes = text(client.get(answer["Location"]))
    for words in ("z rodziną", "Trzy cele.", "Łucja Wzorcowa", "09.09.2026"):
        assert words in minutes


def test_a_partner_joins_and_leaves_the_team(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    case = family_of(client)
    team = team_of(client, case)
    with in_tenant(TOWN):
        guards = build.partner("Straż Miejska")
        build.partner("Policja", signed=False)
    offered = text(client.get(url("add-partner", case.pk)))
    assert "Straż Miejska" in offered
    assert "Policja" not in offered
    assert "Zaznacz partnera" in text(client.post(url("add-partner", case.pk), {"seat": ""}))
    client.post(url("add-partner", case.pk), {"seat": str(guards.pk)})
    with in_tenant(TOWN):
        seat = seats.members_of(team)[-1]
        assert seat.partner_id == guards.pk
    client.post(url("end-seat", case.pk, seat.pk), day("on", date(2026, 10, 5)))
    with in_tenant(TOWN):
        seat.refresh_from_db()
        assert seat.ends_on == date(2026, 10, 5)


def test_a_withdrawn_agreement_shows_at_once(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    case = family_of(client)
    team_of(client, case)
    with in_tenant(TOWN):
        agreement = ParticipationAgreement.objects.get()
    client.post(url("withdraw", case.pk, agreement.pk), day("on", date(2026, 10, 5)))
    page = text(client.get(url("case", case.pk)))
    assert "zgoda wycofana 05.10.2026" in page
    assert "Nikt z rodziny już się nie zgadza" in page


def test_a_closed_case_is_read_and_not_changed(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    case = family_of(client)
    stale = {"version": "9", "outcome": "moved", **day("closed_on", date(2026, 10, 1))}
    assert "Ktoś zmienił te dane" in text(client.post(url("close", case.pk), stale))
    assert "Zaznacz, jak zakończyła się" in text(client.post(url("close", case.pk), {"version": "1"}))
    client.post(url("close", case.pk), {**stale, "version": "1"})
    page = client.get(url("case", case.pk))
    assert "rodzina wyprowadziła się" in text(page)
    for name in ("close", "grounds", "new-person"):
        assert url(name, case.pk) not in page.content.decode()
    again = client.post(url("reopen", case.pk))
    with in_tenant(TOWN):
        assert again["Location"] == url("case", Case.objects.get(number="2/2026").pk)


def test_lists_and_pages_ask_the_same_number_of_queries_for_one_and_for_three(
    browse: Browse,
) -> None:
    client = browse("czestochowa", "social_worker", "director")
    asked: dict[str, list[int]] = {}
    for number in (1, 3):
        with in_tenant(TOWN):
            missing = number - Case.objects.count()
        for _ in range(missing):
            case = family_of(client)
            team_of(client, case)
        for address in (url("cases"), url("cases") + "?widok=wszystkie"):
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            asked.setdefault(address, []).append(len(caught))
    assert all(one == three for one, three in asked.values()), asked


def test_a_case_page_asks_no_more_for_a_large_family(browse: Browse) -> None:
    client = browse("czestochowa", "social_worker")
    small = family_of(client)
    large = family_of(client)
    asked = []
    for case, meetings in ((small, 1), (large, 4)):
        team = team_of(client, case)
        with in_tenant(TOWN):
            actor = people.actor_of(client.user)  # type: ignore[attr-defined]
            if case == large:
                for name in ("Ala", "Ola", "Ela"):
                    extra = operations.PersonData(name, "Wzorcowa", "child")
                    operations.add_person(actor=actor, case=case, person=extra)
            for _ in range(meetings):
                teams.hold_meeting(actor=actor, team=team, present=seats.members_of(team))
        client.get(url("case", case.pk))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url("case", case.pk)).status_code == 200
        asked.append(len(caught))
    assert asked[0] == asked[1]
