"""The words of consent: shipped in three languages, a town's own, kept for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from core.privacy import errors
from core.privacy.enums import Language, TextKind
from core.privacy.models import ConsentText
from core.privacy.operations.texts import publish_text
from core.privacy.queries import texts
from core.privacy.rules.texts import PROMISES, Controller, filled, fingerprint, shipped
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from core.shared.prose import canonical
from tests.support import people

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("kind", TextKind.values)
def test_every_text_ships_in_every_language_and_promises_that_refusing_costs_nothing(
    kind: str, language: str
) -> None:
    title, body = shipped(kind, language)
    text = texts.text_in_force(kind, language)
    assert (text.title, text.body, text.version) == (title, body, "2026-1")
    assert text.sha256 == fingerprint(title, body)
    assert PROMISES[language] in body
    # Stored in the one form in which differences between versions are found.
    assert canonical(body) == body


def test_a_notice_names_who_answers_for_the_data() -> None:
    text = texts.text_in_force("notice", "uk")
    words = filled(text.body, "uk", Controller("Ośrodek Wzorcowy", "ul. Prosta 1"))
    assert "Ośrodek Wzorcowy" in words
    assert "ul. Prosta 1" in words
    assert "запитайте про нього в центрі" in words
    assert "{" not in words


def test_a_town_publishes_its_own_words_and_the_old_ones_stay() -> None:
    director = people.actor("director")
    before = texts.text_in_force("agreement", "pl")
    own = publish_text(
        actor=director,
        kind="agreement",
        language="pl",
        title="Zgoda",
        body=f"{before.body}\n\nMamy też herbatę.",
        valid_from=date(2026, 10, 7),
    )
    assert (own.origin, own.version) == ("town", "2026-1-gmina")
    assert texts.text_in_force("agreement", "pl") == before
    assert texts.text_in_force("agreement", "pl", date(2026, 10, 7)) == own
    assert texts.text_in_force("agreement", "en", date(2026, 10, 7)).origin == "platform"
    assert texts.text_before(own) == before
    assert ConsentText.objects.get(pk=before.pk).body == before.body


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " "}, errors.TextTitleMissingError),
        ({"body": "Zgadzasz się na wszystko."}, errors.PromiseMissingError),
        ({"body": "{pesel}"}, errors.UnknownPlaceholderError),
        ({"valid_from": date(2026, 10, 4)}, errors.TextDayError),
        ({"language": "de"}, errors.UnknownLanguageError),
        ({"kind": "marketing"}, errors.UnknownTextKindError),
        ({}, errors.TextUnchangedError),
    ],
)
def test_what_cannot_be_published(change: dict[str, object], refusal: type[Exception]) -> None:
    known = texts.text_in_force("agreement", "pl")
    values = {"kind": "agreement", "language": "pl", "title": known.title, "body": known.body} | change
    with pytest.raises(refusal):
        publish_text(actor=people.actor("director"), **values)  # type: ignore[arg-type]


def test_only_the_director_publishes() -> None:
    for role in ("social_worker", "network_officer", "delegate", "family_member"):
        with pytest.raises(NotVisibleError):
            publish_text(actor=people.actor(role), kind="agreement", language="pl", title="X", body="Y")


def test_nobody_rewrites_what_was_accepted() -> None:
    text = texts.text_in_force("agreement", "pl")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ConsentText.objects.filter(pk=text.pk).update(body="Inne słowa")
    with (
        pytest.raises(IntegrityError, match="consent_text_fingerprint"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO privacy_consenttext SELECT gen_random_uuid(), created_at, kind, language, origin,"
            " 'x', valid_from, title, 'Inne słowa', sha256, published_at, published_by_id"
            " FROM privacy_consenttext LIMIT 1"
        )
