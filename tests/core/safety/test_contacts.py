"""How a person is reached: who reads it, and that messages obey it."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.notifications import operations as messages
from core.notifications.errors import BadAddressError
from core.notifications.models import Message
from core.safety import errors, operations, queries
from core.safety.models import ContactDetails
from core.safety.operations import ContactData
from core.shared import clock
from core.shared.errors import ConflictError, NotVisibleError
from tests.support import people, vertical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_town")]
WARSAW = ZoneInfo("Europe/Warsaw")
MONDAY = date(2026, 10, 5)  # the clock stands at two in the afternoon
SAFE = ContactData(
    address="ul. Cicha 1",
    address_concealed=True,
    phone="600 000 000",
    email="anna@dom.example",
    ways=["email"],
    weekdays="24",
    from_time=time(13),
    until_time=time(15),
    language="uk",
)


def set_for(family: vertical.AgreedFamily, contact: ContactData = SAFE) -> ContactDetails:
    return operations.set_contact(
        actor=family.worker, case=family.case, person=family.mother, contact=contact
    )


def written(family: vertical.AgreedFamily, key: str = "1") -> Message | None:
    return operations.write_to_person(
        actor=people.system(),
        person=family.mother,
        kind="ledger_test",
        context={},
        key=key,
    )


@pytest.fixture(autouse=True)
def _neutral_message(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A template that says nothing."""
    folder = tmp_path_factory.mktemp("texts") / "notifications"
    folder.mkdir()
    (folder / "ledger_test.txt").write_text("Nowa wiadomość\n\nZaloguj się: {{ home }}\n")
    engine = dict(settings.TEMPLATES[0])  # type: ignore[attr-defined]
    engine["DIRS"] = [*engine.get("DIRS", []), folder.parent]
    settings.TEMPLATES = [engine]  # type: ignore[attr-defined]


def test_only_the_leader_reads_and_writes() -> None:
    family = vertical.agreed_family()
    set_for(family)
    assert queries.contact_of(family.worker, family.case, family.mother.pk) is not None
    member = people.actor_of(vertical.member_account(family, family.mother))
    for actor in (member, people.actor("director"), people.actor("social_worker")):
        with pytest.raises(NotVisibleError):
            queries.contact_of(actor, family.case, family.mother.pk)
        with pytest.raises(NotVisibleError):
            operations.set_contact(actor=actor, case=family.case, person=family.mother, contact=ContactData())
        assert not queries.contacts_visible_to(actor).exists()
    assert ContactDetails.objects.get().version == 1


def test_partners_get_nothing_concealed() -> None:
    family = vertical.agreed_family()
    set_for(family)
    told = queries.contact_for_partner(family.mother)
    assert told is not None
    assert (told.address, told.phone, told.email) == ("", "600 000 000", "anna@dom.example")
    assert queries.contact_for_partner(family.father) is None


def test_two_people_editing_see_each_other() -> None:
    family = vertical.agreed_family()
    set_for(family)
    for stale in (0, 2):
        with pytest.raises(ConflictError):
            operations.set_contact(
                actor=family.worker, case=family.case, person=family.mother, contact=SAFE, version=stale
            )
    again = operations.set_contact(
        actor=family.worker, case=family.case, person=family.mother, contact=ContactData(), version=1
    )
    assert (again.version, again.phone) == (2, "")


def test_a_wrong_address_is_refused() -> None:
    family = vertical.agreed_family()
    with pytest.raises(BadAddressError):
        set_for(family, ContactData(email="anna"))
    with pytest.raises(errors.AddressMissingError):
        set_for(family, ContactData(ways=["sms"]))


def test_before_anything_is_known_only_the_own_account_is_written_to() -> None:
    family = vertical.agreed_family()
    assert not queries.may_write_to(family.mother).allowed
    user = vertical.member_account(family, family.mother)
    writing = queries.may_write_to(family.mother)
    assert (writing.allowed, writing.address) == (True, user.email)
    assert not queries.may_write_to(family.mother, way="sms").allowed


def test_a_message_waits_for_the_safe_hours() -> None:
    family = vertical.agreed_family()
    vertical.member_account(family, family.mother)
    set_for(family)
    assert queries.channel_of(family.mother) == ("email",)
    with clock.standing_at(MONDAY):
        message = written(family)
        assert message is not None
        first = datetime(2026, 10, 6, 13, 0, tzinfo=WARSAW)
        assert (message.recipient, message.not_before) == ("anna@dom.example", first)
    with clock.standing_at(date(2026, 10, 7)):  # the worker came too late
        assert messages.send(message_id=message.pk) == datetime(2026, 10, 8, 13, 0, tzinfo=WARSAW)
        message.refresh_from_db()
        assert (message.status, message.attempts) == ("queued", 0)
    with clock.standing_at(date(2026, 10, 8)):
        assert messages.send(message_id=message.pk) is None
        message.refresh_from_db()
        assert message.status == "sent"


@pytest.mark.parametrize("way", ["phone", "sms", "letter", "in_person", "through"])
def test_where_email_is_not_safe_nothing_leaves(way: str) -> None:
    family = vertical.agreed_family()
    user = vertical.member_account(family, family.mother)
    set_for(family, ContactData(phone="1", address="a", through="Siostra", ways=[way]))
    message = written(family)
    assert message is not None
    assert (message.status, message.user) == ("inbox", user)
    assert messages.send(message_id=message.pk) is None
    assert queries.may_write_to(family.mother, way="sms").allowed == (way == "sms")


def test_without_an_account_and_a_safe_way_there_is_no_message() -> None:
    family = vertical.agreed_family()
    set_for(family, ContactData(phone="1", ways=["phone"]))
    assert written(family) is None
    assert not Message.objects.exists()


def test_what_waits_obeys_the_new_way_at_once() -> None:
    family = vertical.agreed_family()
    vertical.member_account(family, family.mother)
    set_for(family)
    with clock.standing_at(MONDAY):
        message = written(family)
        assert message is not None
        set_for(family, ContactData(email="nowy@dom.example", ways=["email"]))
        message.refresh_from_db()
        assert (message.recipient, message.hours) == ("nowy@dom.example", "")
        set_for(family, ContactData(ways=["in_person"]))
        message.refresh_from_db()
        assert message.status == "inbox"
