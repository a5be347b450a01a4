"""Pages of a region's templates."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.exchange.models import RegionalTemplate, TemplateVersion
from core.exchange.operations import templates
from core.exchange.queries import templates as offered
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.support import people

Browse = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("db")
BODY = "# Cele\n\nPomagamy razem."
REGION, TOWN = "r_24", "g_2464011"


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_template_is_written_published_and_its_adoption_seen(browse: Browse) -> None:
    client = browse("rops-katowice", Role.REGIONAL_COORDINATOR)
    assert "Wzory dokumentów" in words(client.get("/"))
    data = {"kind": "rules", "title": "Regulamin", "body": BODY, "for_all": "on", "key": str(uuid4())}
    assert "co najmniej jeden ustęp" in words(client.post("/wzory/nowy/", {**data, "body": "# Sam"}))
    page = client.post("/wzory/nowy/", data)
    with in_tenant(REGION):
        version = TemplateVersion.objects.get()
    there = f"/wzory/wersje/{version.pk}/"
    client.post(f"{there}tresc/", {"body": f"{BODY}\n\nJawnie.", "note": "Jawność."})
    client.post(f"{there}publikacja/")
    assert client.get(f"{there}tresc/").status_code == 200
    assert "nie można zmienić" in words(client.post(f"{there}tresc/", {"body": "Inaczej."}))
    with in_tenant(TOWN):
        actor = people.actor(Role.DIRECTOR)
        templates.decide(
            actor=actor,
            version=offered.offered_version(actor, version.pk),
            decision="kept",
            reason="Mamy swój regulamin.",
        )
    seen = words(client.get(page["Location"]))
    assert "Mamy swój regulamin." in seen
    assert "Sosnowiec" in seen
    assert "czeka na decyzję" in seen
    following = f"{page['Location']}nastepna/"
    nxt = client.post(following, {"body": f"{BODY}\n\nJawnie i krótko.", "key": str(uuid4())})["Location"]
    assert "Czym różni się od wersji 1" in words(client.get(nxt))
    assert "ma już wersję roboczą" in words(client.post(following, {"body": "X", "key": str(uuid4())}))
    client.post(f"{nxt}usuniecie/")
    client.post(f"{page['Location']}tytul/", {"title": "Regulamin współpracy"})
    with in_tenant(REGION):
        template = RegionalTemplate.objects.get()
        assert (template.title, template.for_all, template.versions.count()) == (
            "Regulamin współpracy",
            False,
            1,
        )


def test_only_the_leader_is_asked_whom_a_template_serves(browse: Browse) -> None:
    leader = browse("rops-katowice", Role.REGIONAL_COORDINATOR).get("/wzory/nowy/")
    other = browse("rcps-lodz", Role.REGIONAL_COORDINATOR).get("/wzory/nowy/")
    assert "Dla wszystkich województw" in words(leader)
    assert "Dla wszystkich województw" not in words(other)


def test_another_region_does_not_open_a_template(browse: Browse) -> None:
    with in_tenant(REGION):
        made = templates.write_template(actor=people.system(), kind="plan", title="Plan", body=BODY)
        version = made.versions.get()
    client = browse("rcps-lodz", Role.REGIONAL_COORDINATOR)
    for address in (f"/wzory/{made.pk}/", f"/wzory/wersje/{version.pk}/", f"/wzory/{made.pk}/tytul/"):
        assert client.get(address).status_code == 404


def test_the_list_asks_as_many_questions_for_three_rows_as_for_one(browse: Browse) -> None:
    client = browse("rops-katowice", Role.REGIONAL_COORDINATOR)
    counts = []
    for titles in (["A"], ["B", "C"]):
        with in_tenant(REGION):
            for title in titles:
                templates.write_template(actor=people.system(), kind="plan", title=title, body=BODY)
        client.get("/wzory/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/wzory/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
