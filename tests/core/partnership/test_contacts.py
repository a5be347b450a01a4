"""Where organisations are, who stands in for their people, and when these are reached."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from core.partnership import operations as partnership
from core.partnership import queries
from core.partnership.errors import OfficerOnlyError
from core.partnership.errors import accession as errors
from core.partnership.models import (
    ContactPeriod,
    PartnerAddress,
    PartnerOrganisation,
    PartnerPerson,
    PersonSubstitution,
)
from core.partnership.operations import contacts
from core.partnership.operations.people import update_person
from core.partnership.queries import contacts as contact_queries
from core.reference.queries import may_exist
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from core.shared.identifiers import BadNipError, BadRegonError, BadTerytError
from core.shared.ids import uuid7
from tests.core.partnership.stories import invited
from tests.support import people

TODAY = date(2026, 10, 5)


def address(partner: PartnerOrganisation, kind: str = "seat", **more: Any) -> PartnerAddress:
    given = {"street": "ul. Próbna 1", "postcode": "42-200", "city": "Częstochowa", **more}
    return contacts.write_address(actor=people.system(), partner=partner, kind=kind, **given)


def two_people() -> tuple[PartnerPerson, PartnerPerson]:
    partner = invited()
    return (
        partnership.name_person(actor=people.system(), partner=partner, name="Anna Zmyślona"),
        partnership.name_person(actor=people.system(), partner=partner, name="Jan Zmyślony"),
    )


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("nip", "1234567890", BadNipError),
        ("nip", "123", BadNipError),
        ("regon", "123456789", BadRegonError),
        ("teryt", "24", None),
        ("teryt", "2464011", None),
        ("teryt", "99", BadTerytError),
        ("teryt", "246", BadTerytError),
        ("teryt", "2464014", BadTerytError),
    ],
)
def test_numbers_of_an_organisation_are_checked(
    in_town: str, field: str, value: str, refusal: type[DomainError] | None
) -> None:
    partner = invited()
    if refusal is None:
        changed = partnership.update_partner(actor=people.system(), partner=partner, **{field: value})
        assert getattr(changed, field) == value
        return
    with pytest.raises(refusal) as refused:
        partnership.update_partner(actor=people.system(), partner=partner, **{field: value})
    assert refused.value.field == field
    partner.refresh_from_db()
    assert getattr(partner, field) == ""


def test_a_code_that_a_full_register_lacks_is_refused(in_town: str, monkeypatch: pytest.MonkeyPatch) -> None:
    partner = invited()
    assert may_exist(code="2499011", on=TODAY)
    monkeypatch.setattr("core.reference.queries._FULL_LIST", 0)
    assert not may_exist(code="2499011", on=TODAY)
    assert may_exist(code="2464011", on=TODAY)
    with pytest.raises(errors.UnknownPlaceError) as refused:
        partnership.update_partner(actor=people.system(), partner=partner, teryt="2499011")
    assert refused.value.field == "teryt"


def test_the_seat_is_the_organisations_own_line(in_town: str) -> None:
    partner = invited()
    seat = address(partner)
    partner.refresh_from_db()
    assert partner.address == "ul. Próbna 1, 42-200 Częstochowa"
    with pytest.raises(errors.AddressKindTakenError):
        address(partner)
    address(partner, "service", label="Filia nr 1")
    address(partner, "service", label="Filia nr 2")
    contacts.write_address(
        actor=people.system(),
        partner=partner,
        address=seat,
        kind="correspondence",
        postcode="42-201",
        city="Częstochowa",
    )
    partner.refresh_from_db()
    assert (partner.address, partner.addresses.count()) == ("", 3)
    contacts.remove_address(actor=people.system(), address=seat)
    contacts.remove_address(actor=people.system(), address=seat)
    assert partner.addresses.count() == 2


@pytest.mark.parametrize("changes", [{"postcode": "42200"}, {"postcode": ""}, {"city": " "}])
def test_an_incomplete_address_reaches_nobody(in_town: str, changes: dict[str, str]) -> None:
    partner = invited()
    with pytest.raises(errors.AddressIncompleteError):
        address(partner, **changes)
    assert PartnerAddress.objects.count() == 0


def stand_in(first: int, last: int, **more: Any) -> PersonSubstitution:
    person, substitute = more.pop("people")
    return contacts.name_substitute(
        actor=more.pop("actor", people.system()),
        person=person,
        substitute=substitute,
        starts_on=TODAY + timedelta(days=first),
        last_on=TODAY + timedelta(days=last),
        **more,
    )


def test_a_substitute_acts_from_the_first_day_to_the_last(in_town: str) -> None:
    person, substitute = pair = two_people()
    stand_in(1, 3, people=pair)
    for day, acting in ((0, person), (1, substitute), (3, substitute), (4, person)):
        on = TODAY + timedelta(days=day)
        assert contact_queries.standing_in_for(person, on) == acting


def test_one_substitute_at_a_time_from_the_same_organisation(in_town: str) -> None:
    person, substitute = pair = two_people()
    stand_in(1, 3, people=pair)
    with pytest.raises(errors.SubstitutionOverlapsError):
        stand_in(3, 5, people=pair)
    stand_in(4, 5, people=pair)
    with pytest.raises(errors.SubstitutionSpanError):
        stand_in(9, 8, people=pair)
    other = partnership.name_person(actor=people.system(), partner=invited("Szkoła"), name="Ewa Zmyślona")
    for wrong in (person, other):
        with pytest.raises(errors.SubstituteOfOtherPartnerError):
            stand_in(20, 21, people=(person, wrong))
    assert PersonSubstitution.objects.count() == 2
    assert substitute.substituting.count() == 2


def test_a_substitution_ends_today_or_never_begins(in_town: str) -> None:
    pair = two_people()
    running, planned = stand_in(-2, 3, people=pair), stand_in(5, 6, people=pair)
    for each in (running, planned):
        contacts.end_substitution(actor=people.system(), substitution=each)
    running.refresh_from_db()
    assert (running.ends_on, PersonSubstitution.objects.count()) == (TODAY, 1)


def reach(person: PartnerPerson, **more: Any) -> ContactPeriod:
    given = {
        "way": "phone",
        "weekdays": "135",
        "from_time": time(8),
        "until_time": time(12),
        **more,
    }
    return contacts.set_contact_period(actor=given.pop("actor", people.system()), person=person, **given)


def test_contact_periods_say_when_and_how(in_town: str) -> None:
    person, _ = two_people()
    made = reach(person, weekdays="531", key=uuid7())
    assert made.weekdays == "135"
    with pytest.raises(errors.WeekdaysMissingError):
        reach(person, weekdays="")
    with pytest.raises(errors.ContactPeriodSpanError):
        reach(person, until_time=time(8))
    over = reach(person, starts_on=TODAY - timedelta(9), last_on=TODAY - timedelta(1))
    shown = next(each for each in contact_queries.people_with_contact(person.partner) if each == person)
    assert shown.hours == [made]  # type: ignore[attr-defined]
    contacts.remove_contact_period(actor=people.system(), period=over)
    assert list(ContactPeriod.objects.all()) == [made]


def test_a_delegate_keeps_the_own_organisations_contacts_and_no_others(in_town: str) -> None:
    pair = two_people()
    user = people.account(Role.DELEGATE)
    partnership.name_person(actor=people.system(), partner=pair[0].partner, name="Delegatka", user=user)
    own = people.actor_of(user)
    stand_in(1, 3, people=pair, actor=own)
    reach(pair[0], actor=own)
    stranger = people.actor(Role.DELEGATE)
    for refused in (stranger, people.actor(Role.SOCIAL_WORKER)):
        with pytest.raises(OfficerOnlyError):
            stand_in(9, 10, people=pair, actor=refused)
        with pytest.raises(OfficerOnlyError):
            reach(pair[0], actor=refused)
    with pytest.raises(NotVisibleError):
        reach(pair[0], actor=people.actor(Role.FAMILY_MEMBER))
    with pytest.raises(NotVisibleError):
        contact_queries.substitution_visible(stranger, PersonSubstitution.objects.get().pk)
    with pytest.raises(OfficerOnlyError):
        contacts.write_address(
            actor=own, partner=pair[0].partner, kind="seat", postcode="42-200", city="Częstochowa"
        )


def test_a_persons_data_can_be_corrected(in_town: str) -> None:
    person, _ = two_people()
    changed = update_person(
        actor=people.system(), person=person, name="Anna Nowa", phone="34 000", is_coordinator=True
    )
    assert (changed.name, changed.phone, changed.is_coordinator) == ("Anna Nowa", "34 000", True)
    assert queries.person_visible(people.system(), person.pk).name == "Anna Nowa"
