"""Calendars as iCalendar (RFC 5545 and 5546): an event in, bytes out; no clock and no database.

What a calendar shows lies on telephones and in mail programs of strangers: no name of a person, no
matter of a meeting, a neutral summary and the way to the page where the reader signs in. Hours are
written in Poland's time with its rules, so that a meeting at ten stays at ten when clocks change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as Component

WARSAW: Final = ZoneInfo("Europe/Warsaw")
PRODUCT: Final = "-//Kooperacje//Kalendarz//PL"
INVITE, CANCEL = "REQUEST", "CANCEL"
# How often programs that follow a calendar may ask for it again.
FRESH_FOR: Final = "PT1H"
# An organisation without a mailbox: an address that goes nowhere, as calendar programs write it.
NOWHERE: Final = "invalid:nomail"


@dataclass(frozen=True)
class Event:
    """Something with a beginning: moments, or two days (the second not counted) where hours are unknown.

    `uid` and `sequence` tell calendars which event this is and which of two versions is the newer.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts: datetime | date
    ends: datetime | date
    summary: str
    location: str = ""
    description: str = ""
    page: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Mailbox:
    """An organisation's name and its common e-mail address, never a person's own."""

    name: str
    email: str = ""


def invitation(event: Event, *, organiser: Mailbox, attendee: Mailbox) -> bytes:
    """An invitation to one organisation, or its taking back when the event is cancelled."""
    calendar = _calendar()
    calendar.add("method", method_of(event))
    component = _component(event)
    component["organizer"] = _address(organiser)
    guest = _address(attendee)
    guest.params.update({"CUTYPE": "GROUP", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION"})
    component["attendee"] = guest
    calendar.add_component(component)
    return _written(calendar)


def method_of(event: Event) -> str:
    """What the mail that carries an invitation says beside it: `text/calendar; method=...`."""
    return CANCEL if event.cancelled else INVITE


def feed(events: Iterable[Event], *, name: str) -> bytes:
    """A calendar to follow: its events in the order given, the same bytes as long as nothing changes."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Warsaw")
    calendar["refresh-interval"] = vText(FRESH_FOR)
    calendar["refresh-interval"].params["VALUE"] = "DURATION"
    calendar["x-published-ttl"] = vText(FRESH_FOR)
    for event in events:
        calendar.add_component(_component(event))
    return _written(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _component(event: Event) -> Component:
    component = Component()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed_at.astimezone(UTC))
    component.add("last-modified", event.changed_at.astimezone(UTC))
    component.add("dtstart", _local(event.starts))
    component.add("dtend", _local(event.ends))
    component.add("summary", event.summary)
    for name, value in (("location", event.location), ("description", event.description)):
        if value:
            component.add(name, value)
    if event.page:
        component.add("url", event.page)
    component.add("class", "PRIVATE")
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    component.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    return component


def _local(value: datetime | date) -> datetime | date:
    return value.astimezone(WARSAW) if isinstance(value, datetime) else value


def _address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{mailbox.email}" if mailbox.email else NOWHERE)
    address.params["CN"] = vText(mailbox.name)
    return address


def _written(calendar: Calendar) -> bytes:
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
