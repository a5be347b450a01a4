"""Rules and annual plans: versions, acceptances, reminders, tasks; the region's templates merged in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.exchange.models import TemplateAdoption, TemplateVersion
from core.exchange.operations import templates
from core.exchange.queries import templates as offered
from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.notifications.links import sealed
from core.notifications.models import Message
from core.partnership.enums.texts import AcceptanceManner, TextState
from core.partnership.errors import OfficerOnlyError
from core.partnership.errors import texts as errors
from core.partnership.models import (
    PartnershipText,
    PlanItem,
    TextAcceptance,
    TextReminder,
    TextVersion,
)
from core.partnership.operations import adopting, name_person, plans, reminding, texts, withdraw_declaration
from core.partnership.queries import texts as found
from core.partnership.rules import texts as rules
from core.shared.clock import standing_at
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from tenants.context import in_tenant
from tests.core.partnership.stories import declared, invited
from tests.support import people

TODAY = date(2026, 10, 5)
BODY = "# Cele\n\nPomagamy razem.\n\n# Spotkania\n\nRaz na kwartał."
TOWN, OTHER, REGION = "g_2464011", "g_2475011", "r_24"


@pytest.fixture
def officer(in_town: str) -> Any:
    return people.actor(Role.NETWORK_OFFICER, name="Olga Sieciowa")


def rules_draft(officer: Any, **changes: Any) -> TextVersion:
    given = {"kind": "rules", "title": "Regulamin współpracy", "body": BODY}
    return texts.draft_version(actor=officer, **{**given, **changes})


def rules_put(officer: Any) -> TextVersion:
    return texts.put_to_partners(actor=officer, version=rules_draft(officer))


def plan(officer: Any, **changes: Any) -> tuple[TextVersion, PlanItem]:
    version = texts.draft_version(
        actor=officer, kind="plan", year=2026, title="Plan pracy na 2026 rok", body="Pracujemy razem."
    )
    given = {"what": "Przegląd koszyka", "responsible": "wszyscy partnerzy", "month": 3}
    return version, plans.add_item(actor=officer, version=version, **{**given, **changes})


def delegate_of(partner: Any) -> Any:
    user = people.account(Role.DELEGATE, name="Dorota Delegatka")
    name_person(actor=people.system(), partner=partner, name=user.name, user=user)
    return people.actor_of(user)


def test_a_text_goes_from_draft_into_force_and_is_replaced(officer: Any) -> None:
    declared("Policja")
    first = texts.bring_into_force(actor=officer, version=rules_put(officer))
    assert (first.state, first.number, first.in_force_on) == (TextState.IN_FORCE, 1, TODAY)
    second = rules_draft(officer, body=f"{BODY}\n\nProtokół jest jawny.")
    texts.put_to_partners(actor=officer, version=second)
    second = texts.bring_into_force(actor=officer, version=second)
    first.refresh_from_db()
    assert (first.state, first.ended_on, second.number) == (TextState.REPLACED, TODAY, 2)
    actions = [row.action for row in AuditEvent.objects.filter(action__startswith="partnership.text_")]
    assert (
        actions
        == [
            "partnership.text_drafted",
            "partnership.text_put",
            "partnership.text_in_force",
        ]
        * 2
    )


def test_steps_out_of_order_are_refused(officer: Any) -> None:
    draft = rules_draft(officer)
    with pytest.raises(errors.TextMoveError):
        texts.bring_into_force(actor=officer, version=draft)
    with pytest.raises(errors.TextOpenError):
        rules_draft(officer)
    put = texts.put_to_partners(actor=officer, version=draft)
    with pytest.raises(errors.TextFixedError):
        texts.edit_version(actor=officer, version=put, title="Inny", body="Inaczej.")
    with pytest.raises(errors.InForceDayError):
        texts.bring_into_force(actor=officer, version=put, in_force_on=TODAY - timedelta(days=1))
    texts.abandon(actor=officer, version=put)
    with pytest.raises(errors.TextMoveError):
        texts.bring_into_force(actor=officer, version=put)
    put.refresh_from_db()
    assert (put.body, put.state) == (BODY, TextState.ABANDONED)
    assert rules_draft(officer).number == 2


@pytest.mark.parametrize("state", TextState.values)
@pytest.mark.parametrize("to", TextState.values)
def test_the_table_of_moves(state: str, to: str) -> None:
    allowed = {
        ("draft", "put"),
        ("draft", "abandoned"),
        ("put", "in_force"),
        ("put", "abandoned"),
        ("in_force", "replaced"),
    }
    if (state, to) in allowed:
        rules.require_move(state, to)
    else:
        with pytest.raises(errors.TextMoveError):
            rules.require_move(state, to)


def test_who_may_write_and_who_may_read(officer: Any) -> None:
    partner, _ = declared("Policja")
    delegate = delegate_of(partner)
    draft = rules_draft(officer)
    with pytest.raises(OfficerOnlyError):
        texts.put_to_partners(actor=delegate, version=draft)
    with pytest.raises(NotVisibleError):
        rules_draft(people.actor(Role.FAMILY_MEMBER))
    with pytest.raises(NotVisibleError):
        found.version_visible(delegate, draft.pk)
    assert list(found.texts(delegate)) == []
    texts.put_to_partners(actor=officer, version=draft)
    assert found.version_visible(delegate, draft.pk) == draft
    (text,) = found.texts(delegate)
    assert [item.pk for item in text.read_versions] == [draft.pk]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, errors.TextTitleMissingError),
        ({"kind": "plan"}, errors.TextYearError),
        ({"kind": "plan", "year": 26}, errors.TextYearError),
    ],
)
def test_what_a_text_needs(officer: Any, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rules_draft(officer, **changes)
    assert not TextVersion.objects.exists()


def test_sent_twice_it_is_there_once(officer: Any) -> None:
    key = uuid7()
    assert rules_draft(officer, key=key) == rules_draft(officer, key=key)
    assert TextVersion.objects.count() == PartnershipText.objects.count() == 1


def test_a_delegate_accepts_for_the_own_organisation_once(officer: Any) -> None:
    partner, _ = declared("Policja")
    declared("Szpital", sector="health")
    delegate = delegate_of(partner)
    version = rules_put(officer)
    for _ in range(2):
        given = texts.accept_as_delegate(actor=delegate, version=version)
    assert (given.partner, given.manner, given.person_name) == (partner, "page", "Dorota Delegatka")
    assert TextAcceptance.objects.count() == 1
    waiting = [item.name for item in found.answering_partners(version, waiting=True)]
    assert waiting == ["Szpital"]
    assert found.tallies([version])[version.pk] == found.Tally(1, 2)
    assert list(found.waiting_for(partner.pk)) == []
    with pytest.raises(NotVisibleError):
        texts.accept_as_delegate(actor=officer, version=version)


def test_an_officer_records_what_was_said_at_a_meeting_or_signed(officer: Any) -> None:
    first, _ = declared("Policja")
    second, _ = declared("Szpital", sector="health")
    outsider = invited("Zaproszony", sector="ngo")
    version = rules_put(officer)
    record = {"actor": officer, "version": version}
    texts.record_acceptances(**record, partners=[first], manner=AcceptanceManner.MEETING)
    for wrong, refusal in (
        ({"partners": []}, errors.NobodyChosenError),
        ({"partners": [second], "manner": "paper"}, errors.AcceptorMissingError),
        ({"partners": [outsider]}, errors.NotAPartnerError),
        ({"partners": [second], "accepted_on": TODAY + timedelta(days=1)}, errors.AcceptanceDayError),
        ({"partners": [second], "accepted_on": TODAY - timedelta(days=1)}, errors.AcceptanceDayError),
    ):
        with pytest.raises(refusal):
            texts.record_acceptances(**{**record, "manner": "meeting", **wrong})
    (paper,) = texts.record_acceptances(
        **record, partners=[second], manner=AcceptanceManner.PAPER, person_name="Jan Zmyślony"
    )
    assert paper.person_name == "Jan Zmyślony"
    with pytest.raises(errors.UndoReasonMissingError):
        texts.undo_acceptance(actor=officer, acceptance=paper, reason="")
    texts.undo_acceptance(actor=officer, acceptance=paper, reason="Podpis dotyczył innej wersji.")
    assert [row.partner for row in TextAcceptance.objects.all()] == [first]


def test_what_a_partner_said_itself_stays(officer: Any) -> None:
    partner, _ = declared("Policja")
    version = rules_put(officer)
    given = texts.accept_as_delegate(actor=delegate_of(partner), version=version)
    with pytest.raises(errors.AcceptanceOwnError):
        texts.undo_acceptance(actor=officer, acceptance=given, reason="Pomyłka")


def test_a_draft_or_an_abandoned_version_is_not_accepted(officer: Any) -> None:
    partner, _ = declared("Policja")
    version = rules_put(officer)
    texts.abandon(actor=officer, version=version)
    with pytest.raises(errors.AcceptanceNotWantedError):
        texts.record_acceptances(actor=officer, version=version, partners=[partner], manner="meeting")


def test_a_link_of_an_email_accepts_without_an_account(officer: Any) -> None:
    partner, _ = declared("Policja", email="policja@testy.example")
    name_person(
        actor=officer, partner=partner, name="Ewa Zmyślona", email="ewa@testy.example", is_coordinator=True
    )
    version = rules_put(officer)
    (message,) = Message.objects.all()
    assert message.recipient == "ewa@testy.example"
    assert "Regulamin współpracy (wersja 1)" in message.body
    token = message.body.split("/akceptacja/")[1].split("/")[0]
    target = found.link_target(token)
    assert (target.version, target.partner, target.person_name) == (version, partner, "Ewa Zmyślona")
    with pytest.raises(errors.AcceptorMissingError):
        texts.accept_by_link(token=token, person_name=" ")
    for _ in range(2):
        given = texts.accept_by_link(token=token, person_name="Ewa  Zmyślona")
    assert (given.person_name, given.manner, given.user) == ("Ewa Zmyślona", "link", None)
    assert TextAcceptance.objects.count() == 1
    with pytest.raises(LinkBrokenError):
        texts.accept_by_link(token=f"{token}x", person_name="X")
    with standing_at(TODAY + timedelta(days=31)), pytest.raises(LinkExpiredError):
        found.link_target(token)


def test_a_link_of_one_town_is_worth_nothing_in_another(officer: Any) -> None:
    declared("Policja", email="policja@testy.example")
    rules_put(officer)
    token = Message.objects.get().body.split("/akceptacja/")[1].split("/")[0]
    with in_tenant(OTHER), pytest.raises(LinkBrokenError):
        found.link_target(token)


def test_a_link_about_something_else_is_refused(officer: Any) -> None:
    with pytest.raises(LinkBrokenError):
        found.link_target(sealed("other", {"version": "x", "partner": "y", "to": "z"}, days=1))


def test_a_partner_that_left_can_no_longer_accept(officer: Any) -> None:
    partner, declaration = declared("Policja")
    version = rules_put(officer)
    withdraw_declaration(actor=officer, declaration=declaration)
    with pytest.raises(errors.NotAPartnerError):
        texts.record_acceptances(actor=officer, version=version, partners=[partner], manner="meeting")
    assert not found.answering_partners(version).exists()


def test_one_digest_a_partner_once_a_week_and_not_for_ever(officer: Any) -> None:
    partner, _ = declared("Policja", email="policja@testy.example")
    declared("Bez adresu", sector="health")
    rules_put(officer)
    version, _ = plan(officer)
    assert Message.objects.count() == 1
    texts.put_to_partners(actor=officer, version=version)
    assert Message.objects.count() == 2
    assert sum("Plan pracy na 2026 rok" in message.body for message in Message.objects.all()) == 1
    sent = []
    for day in range(60):
        with standing_at(TODAY + timedelta(days=day)):
            sent += [day for _ in range(2) if reminding.remind_due(actor=people.system())]
    assert sent == [7, 14, 21]
    assert TextReminder.objects.filter(partner=partner).count() == 4
    named = [message.body.count("/akceptacja/") for message in Message.objects.order_by("not_before")]
    assert named == [1, 2, 2, 2, 2]


def test_who_joins_later_is_told_once(officer: Any) -> None:
    declared("Policja", email="policja@testy.example")
    texts.bring_into_force(actor=officer, version=rules_put(officer))
    declared("Szpital", sector="health", email="szpital@testy.example")
    assert reminding.remind_due(actor=people.system()) == 1
    assert Message.objects.latest("pk").recipient == "szpital@testy.example"


def test_the_officer_reminds_at_once_but_not_twice_a_day(officer: Any) -> None:
    declared("Policja", email="policja@testy.example")
    version = rules_put(officer)
    assert reminding.remind(actor=officer, version=version) == 0
    with standing_at(TODAY + timedelta(days=2)):
        assert [reminding.remind(actor=officer, version=version) for _ in range(2)] == [1, 0]


def test_tasks_of_a_plan_are_ticked_off_and_stay_done_in_the_next_version(officer: Any) -> None:
    partner, _ = declared("Policja")
    other, _ = declared("Szpital", sector="health")
    version, first = plan(officer)
    second = plans.add_item(actor=officer, version=version, what="Dyżury", partner=partner, month=11)
    with pytest.raises(errors.ItemNotInForceError):
        plans.tick_item(actor=officer, item=first)
    texts.put_to_partners(actor=officer, version=version)
    with pytest.raises(errors.TextFixedError):
        plans.add_item(actor=officer, version=version, what="Nowe", responsible="x", month=1)
    version = texts.bring_into_force(actor=officer, version=version)
    assert found.progress(version, found.items_of(version)) == found.Progress(0, 1, 2)
    with pytest.raises(errors.ItemOthersError):
        plans.tick_item(actor=delegate_of(other), item=second)
    plans.tick_item(actor=delegate_of(partner), item=second, done_note="Cztery dyżury.")
    with pytest.raises(errors.ItemDoneDayError):
        plans.tick_item(actor=officer, item=first, done_on=TODAY + timedelta(days=1))
    nxt = texts.draft_version(actor=officer, kind="plan", year=2026, title=version.title, body="Zmieniony.")
    plans.tick_item(actor=officer, item=first, done_on=date(2026, 3, 20))
    texts.bring_into_force(actor=officer, version=texts.put_to_partners(actor=officer, version=nxt))
    items = list(found.items_of(nxt))
    assert [(item.what, item.done_on is not None) for item in items] == [
        ("Przegląd koszyka", True),
        ("Dyżury", True),
    ]
    assert found.progress(nxt, items) == found.Progress(2, 0, 2)
    plans.untick_item(actor=officer, item=items[0])
    assert PlanItem.objects.get(pk=items[0].pk).done_on is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"what": " "}, errors.ItemWhatMissingError),
        ({"responsible": ""}, errors.ItemResponsibleMissingError),
        ({"month": None}, errors.ItemTermMissingError),
    ],
)
def test_what_a_task_needs(officer: Any, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        plan(officer, **changes)
    assert not PlanItem.objects.exists()


def test_a_plan_without_tasks_is_not_put_to_partners(officer: Any) -> None:
    version, item = plan(officer)
    plans.remove_item(actor=officer, item=item)
    with pytest.raises(errors.PlanWithoutItemsError):
        texts.put_to_partners(actor=officer, version=version)
    with pytest.raises(errors.NotAPlanError):
        plans.add_item(actor=officer, version=rules_draft(officer), what="x", responsible="y", month=1)


def test_a_paper_is_the_same_to_the_byte(officer: Any) -> None:
    version, _ = plan(officer)
    texts.put_to_partners(actor=officer, version=version)
    first, second = (found.version_document(officer, version) for _ in range(2))
    assert first.content.startswith(b"%PDF")
    assert (first.sha256, first.filename) == (second.sha256, "tekst-partnerstwa-1.pdf")


def test_tallies_take_the_same_queries_for_one_and_many(officer: Any) -> None:
    def asked(read: Callable[[], object]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read()
        return len(queries)

    declared("Policja", email="policja@testy.example")
    rules_put(officer)
    one = asked(lambda: found.tallies(list(found.versions(officer))))
    listed = asked(lambda: list(found.texts(officer)))
    for year in (2024, 2025):
        texts.draft_version(actor=officer, kind="plan", year=year, title="P", body="x")
    assert asked(lambda: found.tallies(list(found.versions(officer)))) == one
    assert asked(lambda: list(found.texts(officer))) == listed


def test_another_town_reads_nothing(officer: Any) -> None:
    version = rules_put(officer)
    with in_tenant(OTHER):
        with pytest.raises(NotVisibleError):
            found.version_visible(people.actor(Role.NETWORK_OFFICER), version.pk)
        assert not TextVersion.objects.exists()


def template(body: str, before: TemplateVersion | None = None) -> TemplateVersion:
    with in_tenant(REGION):
        actor = people.actor(Role.REGIONAL_COORDINATOR)
        if before is None:
            made = templates.write_template(actor=actor, kind="rules", title="Wzór regulaminu", body=body)
            return templates.publish_version(actor=actor, version=made.versions.get())
        own = offered.own_template(actor, before.template_id)
        draft = templates.draft_version(actor=actor, template=own, body=body)
        return templates.publish_version(actor=actor, version=draft)


def seen(officer: Any, version: TemplateVersion) -> TemplateVersion:
    return offered.offered_version(officer, version.pk)


@pytest.mark.usefixtures("db")
def test_a_template_becomes_the_first_local_text() -> None:
    published = template(BODY)
    with in_tenant(TOWN):
        actor = people.actor(Role.NETWORK_OFFICER)
        version = adopting.adopt(actor=actor, offered=seen(actor, published))
        assert (version.number, version.body, version.template) == (1, BODY, published.pk)
        assert version.template_label == "Wzór regulaminu, wersja 1"
        assert TemplateAdoption.objects.get().decision == "adopted"


@pytest.mark.usefixtures("db")
def test_local_changes_survive_a_new_version_of_the_template() -> None:
    first = template(BODY)
    with in_tenant(TOWN):
        actor = people.actor(Role.NETWORK_OFFICER)
        declared("Policja")
        local = adopting.adopt(actor=actor, offered=seen(actor, first))
        own = BODY.replace("Pomagamy razem.", "Pomagamy razem w Częstochowie.")
        texts.edit_version(actor=actor, version=local, title=local.title, body=own)
        texts.bring_into_force(actor=actor, version=texts.put_to_partners(actor=actor, version=local))
    second = template(BODY.replace("Raz na kwartał.", "Co dwa miesiące."), first)
    with in_tenant(TOWN):
        offer = seen(actor, second)
        assert adopting.merge_of(actor, offer).conflicts == {}
        draft = adopting.adopt(actor=actor, offered=offer)
        assert draft.body == own.replace("Raz na kwartał.", "Co dwa miesiące.")
        assert (draft.number, draft.state) == (2, TextState.DRAFT)
        local.refresh_from_db()
        assert (local.body, local.state) == (own, TextState.IN_FORCE)
        texts.abandon(actor=actor, version=draft)
        # A wording written by hand descends from the template of the one in force.
        by_hand = rules_draft(actor, body="Po swojemu.")
        assert (by_hand.template, by_hand.template_label) == (first.pk, "Wzór regulaminu, wersja 1")


@pytest.mark.usefixtures("db")
def test_a_contradiction_waits_for_a_choice_and_writes_nothing() -> None:
    first = template(BODY)
    with in_tenant(TOWN):
        actor = people.actor(Role.NETWORK_OFFICER)
        local = adopting.adopt(actor=actor, offered=seen(actor, first))
        texts.edit_version(
            actor=actor, version=local, title=local.title, body=BODY.replace("Raz na kwartał.", "Co miesiąc.")
        )
    second = template(BODY.replace("Raz na kwartał.", "Co dwa miesiące."), first)
    with in_tenant(TOWN):
        offer = seen(actor, second)
        (number,) = adopting.merge_of(actor, offer).conflicts
        for choices in ({}, {number: "neither"}):
            with pytest.raises(errors.MergeUndecidedError):
                adopting.adopt(actor=actor, offered=offer, choices=choices)
        assert not TemplateAdoption.objects.filter(version_id=second.pk).exists()
        draft = adopting.adopt(actor=actor, offered=offer, choices={number: "ours"})
        assert "Co miesiąc." in draft.body
        assert (draft.pk, draft.template) == (local.pk, second.pk)


@pytest.mark.usefixtures("db")
def test_officers_hear_once_of_a_new_template() -> None:
    published = template(BODY)
    with in_tenant(TOWN):
        people.actor(Role.NETWORK_OFFICER)
        actor = people.system()
        for _ in range(2):
            reminding.announce_templates(actor=actor)
        (message,) = Message.objects.all()
        assert f"/regulamin-i-plan/wzory/{published.pk}/" in message.body
        adopting.keep(actor=actor, offered=seen(actor, published), reason="Mamy swój.")
        assert reminding.announce_templates(actor=actor) == 0
