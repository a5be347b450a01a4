"""Pages of the rules and plans, of the region's templates, and the public page behind an e-mail's link."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.exchange.models import TemplateAdoption, TemplateVersion
from core.exchange.operations import templates
from core.exchange.queries import templates as offered
from core.notifications.models import Message
from core.partnership.models import PlanItem, TextAcceptance, TextVersion
from core.partnership.operations import name_person, plans, texts
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.core.partnership.stories import declared, invited
from tests.support import people

Browse = Callable[..., Client]
TOWN, REGION = "g_2464011", "r_24"
OFFICER = Role.NETWORK_OFFICER
BODY = "# Cele\n\nPomagamy razem.\n\n# Spotkania\n\nRaz na kwartał."
STAFF: set[str] = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
READERS: set[str] = {*STAFF, Role.DELEGATE}
MANAGERS: set[str] = {Role.NETWORK_OFFICER, Role.DIRECTOR}


def words(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def in_force(body: str = BODY, email: str = "") -> TextVersion:
    """Rules in force in Częstochowa with one partner who has not accepted."""
    with in_tenant(TOWN):
        actor = people.system()
        declared("Policja", email=email)
        version = texts.draft_version(actor=actor, kind="rules", title="Regulamin", body=body)
        texts.put_to_partners(actor=actor, version=version)
        return texts.bring_into_force(actor=actor, version=version)


def plan() -> tuple[TextVersion, PlanItem]:
    """A draft plan with one task."""
    with in_tenant(TOWN):
        actor = people.system()
        version = texts.draft_version(actor=actor, kind="plan", year=2026, title="Plan", body="Razem.")
        item = plans.add_item(actor=actor, version=version, what="Przegląd", responsible="lider", month=3)
    return version, item


def template(body: str, before: TemplateVersion | None = None, kind: str = "rules") -> TemplateVersion:
    """A published version of the region's template."""
    with in_tenant(REGION):
        actor = people.system()
        if before is None:
            made = templates.write_template(actor=actor, kind=kind, title="Wzór", body=body)
            return templates.publish_version(actor=actor, version=made.versions.get())
        own = offered.own_template(actor, before.template_id)
        draft = templates.draft_version(actor=actor, template=own, body=body, note="Jawny protokół.")
        return templates.publish_version(actor=actor, version=draft)


def addresses() -> dict[str, set[str]]:
    """Pages of the area with the roles that may open them."""
    held = in_force()
    draft, item = plan()
    offer = template(BODY)
    base, version = "/regulamin-i-plan/", f"/regulamin-i-plan/wersje/{held.pk}/"
    return {
        base: READERS,
        f"{base}nowy/": MANAGERS,
        f"{base}teksty/{held.text_id}/": READERS,
        f"{base}porownanie/?a={held.pk}&b={held.pk}": READERS,
        f"{base}porownanie.txt?a={held.pk}&b={held.pk}": READERS,
        version: READERS,
        f"{version}tekst.pdf": READERS,
        f"{version}akceptacje/": READERS,
        f"{version}nastepna/": MANAGERS,
        f"{version}akceptacja/": {Role.DELEGATE},
        f"{version}odnotowanie/": MANAGERS,
        f"{version}przypomnienie/": MANAGERS,
        f"{base}wersje/{draft.pk}/": STAFF,
        f"{base}wersje/{draft.pk}/tresc/": MANAGERS,
        f"{base}wersje/{draft.pk}/przekazanie/": MANAGERS,
        f"{base}wersje/{draft.pk}/wejscie-w-zycie/": MANAGERS,
        f"{base}wersje/{draft.pk}/zaniechanie/": MANAGERS,
        f"{base}wersje/{draft.pk}/zadania/": MANAGERS,
        f"{base}zadania/{item.pk}/": MANAGERS,
        f"{base}zadania/{item.pk}/skreslenie/": MANAGERS,
        f"{base}zadania/{item.pk}/wykonanie/": MANAGERS,
        f"{base}zadania/{item.pk}/cofniecie/": MANAGERS,
        f"{base}wzory/": READERS,
        f"{base}wzory/{offer.pk}/": READERS,
        f"{base}wzory/{offer.pk}/przyjecie/": MANAGERS,
        f"{base}wzory/{offer.pk}/wlasny-tekst/": MANAGERS,
    }


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("role", [*Role.values])
def test_each_page_opens_for_its_roles_and_does_not_exist_for_others(browse: Browse, role: str) -> None:
    pages = addresses()
    client = browse("czestochowa", role)
    seen = {address: client.get(address).status_code for address in pages}
    assert seen == {address: 200 if role in roles else 404 for address, roles in pages.items()}


@pytest.mark.usefixtures("db")
def test_another_town_finds_nothing_of_it(browse: Browse) -> None:
    held = in_force()
    client = browse("sosnowiec", OFFICER)
    assert client.get(f"/regulamin-i-plan/wersje/{held.pk}/").status_code == 404
    assert "Nie ma jeszcze regulaminu" in words(client.get("/regulamin-i-plan/"))


@pytest.mark.usefixtures("db")
def test_a_plan_goes_from_an_empty_sheet_into_force_by_the_pages(browse: Browse) -> None:
    with in_tenant(TOWN):
        partner, _ = declared("Policja", email="policja@testy.example")
    client = browse("czestochowa", OFFICER)
    data = {"kind": "plan", "year": "2026", "title": "Plan pracy", "body": BODY, "key": str(uuid4())}
    assert "Podaj rok" in words(client.post("/regulamin-i-plan/nowy/", {**data, "year": "26"}))
    for _ in range(2):
        page = client.post("/regulamin-i-plan/nowy/", data)
        assert page.status_code == 302
    version = page["Location"]
    assert "Dodaj co najmniej jedno zadanie" in words(client.post(f"{version}przekazanie/"))
    task = {"what": "Dyżury", "partner": str(partner.pk), "month": "11", "key": str(uuid4())}
    assert "Wskaż partnera" in words(client.post(f"{version}zadania/", {**task, "partner": ""}))
    client.post(f"{version}zadania/", task)
    client.post(f"{version}przekazanie/")
    day = {"in_force_on_day": "5", "in_force_on_month": "10", "in_force_on_year": "2026"}
    client.post(f"{version}wejscie-w-zycie/", day)
    with in_tenant(TOWN):
        (item,) = PlanItem.objects.all()
        assert Message.objects.filter(recipient="policja@testy.example").count() == 1
    page = client.get(version)
    assert "Zrobione: 0 z 1." in words(page)
    assert "listopad" in words(page)
    done = {"done_on_day": "1", "done_on_month": "10", "done_on_year": "2026", "done_note": "Trzy dyżury."}
    client.post(f"/regulamin-i-plan/zadania/{item.pk}/wykonanie/", done)
    assert "Zrobione: 1 z 1." in words(client.get(version))
    assert "zrobione 01.10.2026" in words(client.get(version))


@pytest.mark.usefixtures("db")
def test_who_has_not_accepted_is_listed_and_recorded(browse: Browse) -> None:
    held = in_force()
    with in_tenant(TOWN):
        other, _ = declared("Szpital", sector="health")
    client = browse("czestochowa", OFFICER)
    base = f"/regulamin-i-plan/wersje/{held.pk}/"
    day = {"accepted_on_day": "5", "accepted_on_month": "10", "accepted_on_year": "2026"}
    refused = client.post(f"{base}odnotowanie/", {**day, "manner": "paper", "partners": [str(other.pk)]})
    assert "Wpisz imię i nazwisko" in words(refused)
    client.post(f"{base}odnotowanie/", {**day, "manner": "meeting", "partners": [str(other.pk)]})
    waiting = words(client.get(f"{base}akceptacje/?kto=brak"))
    assert "Zaakceptowało 1 z 2 partnerów" in waiting
    assert "Policja" in waiting
    assert "Szpital" not in waiting
    with in_tenant(TOWN):
        (given,) = TextAcceptance.objects.all()
    undo = f"/regulamin-i-plan/akceptacje/{given.pk}/usuniecie/"
    assert client.get(undo).status_code == 200
    client.post(undo, {"reason": "Pomyłka"})
    assert "Zaakceptowało 0 z 2 partnerów" in words(client.get(base))


@pytest.mark.usefixtures("db")
def test_a_delegate_accepts_and_sees_no_names_of_others(browse: Browse) -> None:
    held = in_force()
    with in_tenant(TOWN):
        other, _ = declared("Szpital", sector="health")
        texts.record_acceptances(
            actor=people.system(),
            version=held,
            partners=[other],
            manner="paper",
            person_name="Jan Tajny",
        )
        mine, _ = declared("Fundacja", sector="ngo")
        user = people.account(Role.DELEGATE, name="Dorota Delegatka")
        name_person(actor=people.system(), partner=mine, name=user.name, user=user)
    client = browse("czestochowa", user=user)
    base = f"/regulamin-i-plan/wersje/{held.pk}/"
    assert "Czekamy na akceptację Państwa organizacji" in words(client.get("/regulamin-i-plan/"))
    assert "Zaakceptuj" in words(client.get(base))
    client.post(f"{base}akceptacja/")
    page = client.get(base)
    assert "zaakceptowała tę wersję 05.10.2026" in words(page)
    assert "Jan Tajny" not in words(client.get(f"{base}akceptacje/"))
    with in_tenant(TOWN):
        assert TextAcceptance.objects.get(partner=mine).person_name == "Dorota Delegatka"


@pytest.mark.usefixtures("db")
def test_the_link_of_an_email_needs_a_button_and_a_name(browse: Browse) -> None:
    in_force(email="policja@testy.example")
    with in_tenant(TOWN):
        token = Message.objects.get().body.split("/akceptacja/")[1].split("/")[0]
    client = browse("czestochowa")
    address = f"/akceptacja/{token}/"
    for _ in range(2):
        page = client.get(address)
        assert "Akceptujemy" in words(page)
        assert "Pomagamy razem." in words(page)
    assert (page["Referrer-Policy"], page["Cache-Control"]) == ("no-referrer", "no-store")
    with in_tenant(TOWN):
        assert not TextAcceptance.objects.exists()
    assert "Wypełnij pole" in words(client.post(address, {"person_name": ""}))
    assert client.post(address, {"person_name": "Ewa Zmyślona"}).status_code == 302
    assert "tekst zaakceptowany 05.10.2026" in words(client.get(address))
    with in_tenant(TOWN):
        assert TextAcceptance.objects.get().person_name == "Ewa Zmyślona"
    assert browse("sosnowiec").get(address).status_code in {400, 404, 410}
    assert client.get("/akceptacja/byle-co/").status_code in {400, 404, 410}


@pytest.mark.usefixtures("db")
def test_differences_are_told_in_words_and_as_text(browse: Browse) -> None:
    first = in_force()
    with in_tenant(TOWN):
        second = texts.draft_version(
            actor=people.system(),
            kind="rules",
            title="Regulamin",
            body=BODY.replace("Raz na kwartał", "Co <b>miesiąc</b>"),
        )
    client = browse("czestochowa", OFFICER)
    page = client.get(f"/regulamin-i-plan/porownanie/?a={second.pk}&b={first.pk}").content.decode()
    assert "<del" in page
    assert "[usunięto:" in page
    assert "[dodano:" in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    plain = client.get(f"/regulamin-i-plan/porownanie.txt?a={first.pk}&b={second.pk}")
    assert plain["Content-Type"].startswith("text/plain")
    assert "-§ 2 ust. 1 Raz na kwartał." in plain.content.decode()
    assert client.get("/regulamin-i-plan/porownanie/")["Location"] == "/regulamin-i-plan/"
    for wrong in ("?a=x&b=y", f"?a={first.pk}", f"?a={first.pk}&b={uuid4()}"):
        assert client.get(f"/regulamin-i-plan/porownanie/{wrong}").status_code == 404
    assert client.get(f"/regulamin-i-plan/wersje/{second.pk}/tekst.pdf").content.startswith(b"%PDF")


@pytest.mark.usefixtures("db")
def test_a_new_version_of_a_template_is_compared_and_merged(browse: Browse) -> None:
    first = template(BODY)
    client = browse("czestochowa", OFFICER)
    base = "/regulamin-i-plan/wzory/"
    assert "Wzory regionu, które czekają na Twoją decyzję" in words(client.get("/regulamin-i-plan/"))
    page = client.post(f"{base}{first.pk}/przyjecie/", {"key": str(uuid4())})
    own = BODY.replace("Pomagamy razem.", "Pomagamy razem w mieście.").replace("kwartał", "rok")
    client.post(f"{page['Location']}tresc/", {"title": "Regulamin", "body": own})
    second = template(BODY.replace("Raz na kwartał.", "Raz na miesiąc."), first)
    seen = words(client.get(f"{base}{second.pk}/"))
    assert "Jawny protokół." in seen
    assert "Czym różni się od przyjętej" in seen
    assert "Czym nasz tekst" in seen
    adopt = f"{base}{second.pk}/przyjecie/"
    asked = client.get(adopt).content.decode()
    (choice,) = set(re.findall(r'name="(c\d+)"', asked))
    assert "Wybierz treść w każdym miejscu." in words(client.post(adopt, {"key": str(uuid4())}))
    with in_tenant(TOWN):
        assert TemplateAdoption.objects.count() == 1
    page = client.post(adopt, {"key": str(uuid4()), choice: "theirs"})
    with in_tenant(TOWN):
        version = TextVersion.objects.get()
    assert page["Location"].endswith(f"{version.pk}/")
    assert version.body == own.replace("Raz na rok.", "Raz na miesiąc.")
    assert "przyjęty" in words(client.get(base))


@pytest.mark.usefixtures("db")
def test_a_town_keeps_its_text_with_a_reason(browse: Browse) -> None:
    offer = template(BODY, kind="invitation")
    client = browse("czestochowa", OFFICER)
    keep = f"/regulamin-i-plan/wzory/{offer.pk}/wlasny-tekst/"
    assert "Wypełnij pole" in words(client.post(keep, {"reason": ""}))
    client.post(keep, {"reason": "Mamy krótszy."})
    assert "Powód decyzji: Mamy krótszy." in words(client.get(f"/regulamin-i-plan/wzory/{offer.pk}/"))
    client.post(f"/regulamin-i-plan/wzory/{offer.pk}/przyjecie/")
    with in_tenant(TOWN):
        assert TemplateAdoption.objects.get().decision == "adopted"
        assert offered.adopted_text("invitation").startswith("Cele\n\nPomagamy razem.")


@pytest.mark.usefixtures("db")
def test_a_declaration_begins_with_the_scope_that_the_town_uses(browse: Browse) -> None:
    offer = template("Udział w spotkaniach.\n\nOpis usług w koszyku.", kind="scope")
    with in_tenant(TOWN):
        partner = invited("Policja")
    client = browse("czestochowa", OFFICER)
    address = f"/partnerzy/{partner.pk}/deklaracja/nowa/"
    assert "Opis usług w koszyku." not in words(client.get(address))
    client.post(f"/regulamin-i-plan/wzory/{offer.pk}/przyjecie/")
    assert "Opis usług w koszyku." in words(client.get(address))


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("address", ["/regulamin-i-plan/", "/regulamin-i-plan/wzory/"])
def test_lists_ask_as_many_questions_for_three_rows_as_for_one(browse: Browse, address: str) -> None:
    client = browse("czestochowa", OFFICER)
    counts = []
    for years in ([2023], [2024, 2025]):
        for year in years:
            template(BODY, kind="plan" if year == 2023 else "rules") if year < 2025 else None
            with in_tenant(TOWN):
                texts.draft_version(
                    actor=people.system(), kind="plan", year=year, title="Plan", body="Razem."
                )
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("db")
def test_acceptances_ask_as_many_questions_for_three_partners_as_for_one(browse: Browse) -> None:
    held = in_force()
    client = browse("czestochowa", OFFICER)
    counts = []
    for names in ([], ["Szpital", "Fundacja"]):
        with in_tenant(TOWN):
            for name in names:
                partner, _ = declared(name)
                texts.record_acceptances(
                    actor=people.system(), version=held, partners=[partner], manner="meeting"
                )
        for address in ("", "akceptacje/"):
            client.get(f"/regulamin-i-plan/wersje/{held.pk}/{address}")
            with CaptureQueriesContext(connection) as captured:
                client.get(f"/regulamin-i-plan/wersje/{held.pk}/{address}")
            counts.append(len(captured))
    assert counts[:2] == counts[2:]
