"""Calendars that two independent programs read alike, on both sides of a change of clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from core.notifications.calendar import WARSAW, Event, Mailbox, feed, invitation, method_of

STAMP = datetime(2026, 10, 5, 12, tzinfo=UTC)
CENTRE = Mailbox("Miejski Ośrodek Pomocy Społecznej", "sekretariat@osrodek.example")
POLICE = Mailbox("Komenda Miejska Policji; oddział, drugi", "biuro@policja.example")


def event(day: date = date(2026, 10, 24), **changes: Any) -> Event:
    starts = datetime(day.year, day.month, day.day, 10, tzinfo=WARSAW)
    made = Event(
        uid="01990000@kooperacje",
        sequence=3,
        changed_at=STAMP,
        starts=starts.astimezone(UTC),
        ends=(starts + timedelta(hours=2)).astimezone(UTC),
        summary="Spotkanie partnerstwa",
        location="Ratusz, sala 12; wejście od podwórza, " + "ą" * 80,
        description="Szczegóły po zalogowaniu:\nhttps://miasto.example/",
        page="https://miasto.example/spotkania-partnerstwa/1/",
    )
    return replace(made, **changes)


def first_way(content: bytes) -> Any:
    """Read by `icalendar`."""
    return icalendar.Calendar.from_ical(content)


def second_way(content: bytes) -> Any:
    """Read by `ical`, which shares no code with the other."""
    return IcsCalendarStream.calendar_from_ics(content.decode())


# Summer time ends on 25 October 2026 and begins on 28 March 2027.
@pytest.mark.parametrize(
    ("day", "hours_from_utc"),
    [
        (date(2026, 10, 24), 2),
        (date(2026, 10, 25), 1),
        (date(2026, 10, 26), 1),
        (date(2027, 3, 27), 1),
        (date(2027, 3, 28), 2),
        (date(2027, 3, 29), 2),
        (date(2031, 7, 1), 2),
    ],
)
def test_ten_is_ten_on_both_sides_of_a_change_of_clocks(day: date, hours_from_utc: int) -> None:
    content = invitation(event(day), organiser=CENTRE, attendee=POLICE)
    assert b"DTSTART;TZID=Europe/Warsaw:" + f"{day:%Y%m%d}T100000".encode() in content
    moment = datetime(day.year, day.month, day.day, 10 - hours_from_utc, tzinfo=UTC)
    read = first_way(content).events[0]
    assert (read.start.hour, read.start.astimezone(UTC)) == (10, moment)
    again = second_way(content).events[0]
    assert (again.dtstart.hour, again.dtstart.astimezone(UTC)) == (10, moment)
    assert again.dtend.astimezone(UTC) - moment == timedelta(hours=2)


def test_the_zone_comes_with_its_rules() -> None:
    read = first_way(invitation(event(), organiser=CENTRE, attendee=POLICE))
    assert [zone.tz_name for zone in read.timezones] == ["Europe/Warsaw"]
    assert {part.name for part in read.timezones[0].subcomponents} == {"DAYLIGHT", "STANDARD"}


def test_both_read_the_same_invitation() -> None:
    content = invitation(event(), organiser=CENTRE, attendee=POLICE)
    read, again = first_way(content), second_way(content)
    assert (read["method"], again.method) == ("REQUEST", "REQUEST")
    one, other = read.events[0], again.events[0]
    assert one["uid"] == other.uid == "01990000@kooperacje"
    assert one["sequence"] == other.sequence == 3
    assert one["summary"] == other.summary == "Spotkanie partnerstwa"
    assert one["location"] == other.location == event().location
    assert one["description"] == other.description == event().description
    assert (one["class"], other.classification.value) == ("PRIVATE", "PRIVATE")
    assert one["dtstamp"].dt == other.dtstamp == STAMP
    assert one["organizer"] == "mailto:sekretariat@osrodek.example" == str(other.organizer.uri)
    assert one["attendee"] == "mailto:biuro@policja.example" == str(other.attendees[0].uri)
    assert one["attendee"].params["CN"] == POLICE.name == other.attendees[0].common_name


def test_a_cancelled_event_takes_the_same_invitation_back() -> None:
    cancelled = event(sequence=4, cancelled=True)
    content = invitation(cancelled, organiser=CENTRE, attendee=POLICE)
    read, again = first_way(content), second_way(content)
    assert method_of(cancelled) == read["method"] == again.method == "CANCEL"
    assert (read.events[0]["status"], again.events[0].status.value) == ("CANCELLED", "CANCELLED")
    assert (read.events[0]["uid"], read.events[0]["sequence"]) == ("01990000@kooperacje", 4)


def test_who_has_no_mailbox_is_named_without_one() -> None:
    content = invitation(event(), organiser=CENTRE, attendee=Mailbox("Parafia"))
    assert first_way(content).events[0]["attendee"] == "invalid:nomail"
    assert second_way(content).events[0].attendees[0].common_name == "Parafia"


def test_a_feed_holds_all_events_and_is_the_same_bytes_while_nothing_changes() -> None:
    day = event(uid="2@kooperacje", starts=date(2026, 9, 9), ends=date(2026, 9, 10))
    events = [event(), day, event(uid="3@kooperacje", cancelled=True)]
    content = feed(events, name="Kooperacje – Częstochowa")
    assert content == feed(events, name="Kooperacje – Częstochowa")
    read, again = first_way(content), second_way(content)
    expected = ["01990000@kooperacje", "2@kooperacje", "3@kooperacje"]
    assert [item["uid"] for item in read.events] == expected
    assert sorted(item.uid for item in again.events) == sorted(expected)
    assert b"DTSTART;VALUE=DATE:20260909" in content
    assert b"ATTENDEE" not in content
    assert len(read.timezones) == 1


def test_an_empty_feed_is_a_calendar_too() -> None:
    content = feed([], name="Kooperacje")
    assert first_way(content).events == []
    assert second_way(content).events == []


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    content = invitation(event(), organiser=CENTRE, attendee=POLICE)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
