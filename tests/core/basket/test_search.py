"""Looking for a service: words in any form, mistyped names, filters, and what a reader may learn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.basket import operations, queries
from core.basket.models import ServiceCard
from core.basket.models.cards import words_of_card
from core.basket.queries.search import Wanted, find
from core.partnership.operations import update_partner
from core.partnership.queries import partners
from core.shared.enums import Role
from kooperacje.management.commands.rebuild_words import rebuilt
from tests.core.partnership.stories import declared
from tests.support import people

if TYPE_CHECKING:
    from core.partnership.models import PartnerOrganisation

pytestmark = pytest.mark.usefixtures("in_town")


def offered(
    partner: PartnerOrganisation, name: str, *, published: bool = True, **details: Any
) -> ServiceCard:
    fields = {"description": "Spotkania w małej grupie.", "category": "family_support", **details}
    card = operations.draft_card(actor=people.system(), partner=partner, name=name, **fields)
    if published:
        card = operations.publish_card(actor=people.system(), card=card)
    return card


@pytest.fixture
def basket() -> dict[str, ServiceCard]:
    ppp, _ = declared("Poradnia Psychologiczno-Pedagogiczna", sector="education", short_name="PPP")
    caritas, _ = declared("Caritas Archidiecezji", sector="ngo", address="ul. Zmyślona 4, Kłomnice")
    return {
        "talks": offered(
            ppp,
            "Konsultacje dla rodziców",
            description="Rozmowa z psychologiem o kłopotach z dzieckiem.",
            target_group="rodziny z dziećmi do 6 lat",
            min_age=0,
            max_age=6,
            place="Filia nr 2",
            city="Częstochowa",
            teryt="2464011",
            languages=["pl", "uk"],
        ),
        "debts": offered(
            caritas,
            "Porady prawne dla zadłużonych",
            description="Jak wyjść z długów i porozumieć się z wierzycielem.",
            target_group="osoby dorosłe",
            min_age=18,
            category="social_assistance",
            remote=True,
        ),
        "day_room": offered(
            caritas,
            "Świetlica środowiskowa",
            description="Odrabianie lekcji i zabawa.",
            target_group="dzieci w wieku szkolnym",
            min_age=7,
            max_age=15,
            accessibility=["step_free", "lift"],
        ),
    }


def hits(text: str = "", **wanted: Any) -> list[str]:
    found = find(queries.cards(people.system()), Wanted(text=text, **wanted), partly=True)
    return [card.name for card in found.cards]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("rodzinami", "Konsultacje dla rodziców"),
        ("dziecko 6 lat", "Konsultacje dla rodziców"),
        ("psycholog", "Konsultacje dla rodziców"),
        ("dług", "Porady prawne dla zadłużonych"),
        ("dlugow", "Porady prawne dla zadłużonych"),
        ("porada prawna", "Porady prawne dla zadłużonych"),
        ("zadluzonym", "Porady prawne dla zadłużonych"),
        ("swietlic", "Świetlica środowiskowa"),
        ("świetlicy środowiskowej", "Świetlica środowiskowa"),
        ("poradni psychologicznej rodzice", "Konsultacje dla rodziców"),
        ("konsult", "Konsultacje dla rodziców"),
        ("swietlcia", "Świetlica środowiskowa"),
        ("śiwetlica", "Świetlica środowiskowa"),
        ("konsutlacje", "Konsultacje dla rodziców"),
        ("Kłomnice", "Porady prawne dla zadłużonych"),
    ],
)
def test_a_service_is_found_however_it_is_written(
    basket: dict[str, ServiceCard], typed: str, wanted: str
) -> None:
    assert hits(typed)[0] == wanted


def test_the_reading_says_what_was_not_read_as_typed(basket: dict[str, ServiceCard]) -> None:
    found = find(queries.cards(people.system()), Wanted(text="swietlcia środowiskowa"))
    (word,) = found.reading.corrected
    assert (word.typed, word.read_as) == ("swietlcia", ("swietlica",))
    assert [card.name for card in found.cards] == ["Świetlica środowiskowa"]
    lost = find(queries.cards(people.system()), Wanted(text="kopalnia świetlica"))
    assert lost.reading.unknown == ("kopalnia",)
    assert not lost.cards.exists()
    some = find(queries.cards(people.system()), Wanted(text="kopalnia świetlica"), partly=True)
    assert some.reading.partly
    assert [card.name for card in some.cards] == ["Świetlica środowiskowa"]
    assert hits("kopalnia") == []
    assert hits("kopalnia xyz") == []


def test_the_best_match_comes_first(basket: dict[str, ServiceCard]) -> None:
    offered(basket["talks"].partner, "Ambulans", description="Czasem jest tu świetlica.")
    assert hits("świetlica") == ["Świetlica środowiskowa", "Ambulans"]
    assert hits() == [
        "Ambulans",
        "Konsultacje dla rodziców",
        "Porady prawne dla zadłużonych",
        "Świetlica środowiskowa",
    ]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"category": "social_assistance"}, ["Porady prawne dla zadłużonych"]),
        ({"target_group": "rodzin"}, ["Konsultacje dla rodziców"]),
        ({"target_group": "dziecko"}, ["Konsultacje dla rodziców", "Świetlica środowiskowa"]),
        ({"age": 7}, ["Świetlica środowiskowa"]),
        ({"age": 40}, ["Porady prawne dla zadłużonych"]),
        ({"place": "Czestochowie"}, ["Konsultacje dla rodziców"]),
        ({"place": "2464011"}, ["Konsultacje dla rodziców"]),
        ({"place": "24"}, ["Konsultacje dla rodziców"]),
        ({"place": "w Kłomnicach"}, ["Porady prawne dla zadłużonych", "Świetlica środowiskowa"]),
        ({"remote": True}, ["Porady prawne dla zadłużonych"]),
        ({"language": "uk"}, ["Konsultacje dla rodziców"]),
        ({"accessibility": ("lift",)}, ["Świetlica środowiskowa"]),
        ({"accessibility": ("lift", "escort")}, []),
        ({"text": "dziecko", "age": 8}, ["Świetlica środowiskowa"]),
    ],
)
def test_each_filter_narrows(
    basket: dict[str, ServiceCard], wanted: dict[str, Any], names: list[str]
) -> None:
    assert sorted(hits(**wanted)) == names


def test_every_card_without_a_language_is_in_polish(basket: dict[str, ServiceCard]) -> None:
    assert len(hits(language="pl")) == len(basket)


def test_a_partners_new_name_is_found_at_once(basket: dict[str, ServiceCard]) -> None:
    update_partner(actor=people.system(), partner=basket["debts"].partner, name="Fundacja Wędka")
    assert hits("wedki") == ["Porady prawne dla zadłużonych", "Świetlica środowiskowa"]
    assert hits("wendka") == ["Porady prawne dla zadłużonych", "Świetlica środowiskowa"]


def test_a_name_that_the_reader_may_not_know_of_is_never_suggested(basket: dict[str, ServiceCard]) -> None:
    offered(basket["talks"].partner, "Hostel interwencyjny", published=False)
    offered(basket["talks"].partner, "Schronisko dla ofiar", is_public=False)
    family = people.actor(Role.FAMILY_MEMBER)
    for typed in ("hostle", "schronsiko"):
        found = find(queries.cards(family), Wanted(text=typed), partly=True)
        assert not found.reading.corrected
        assert not found.cards.exists()
    assert [card.name for card in queries.cards(people.system(), "schronsiko")] == ["Schronisko dla ofiar"]


def test_the_questions_asked_do_not_grow_with_the_cards(basket: dict[str, ServiceCard]) -> None:
    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            hits(text)
        return len(captured)

    texts = ("rodzinami", "swietlcia", "kopalnia rodzina", "")
    before = [asked(text) for text in texts]
    for number in range(3):
        offered(basket["talks"].partner, f"Świetlica nr {number}")
    assert [asked(text) for text in texts] == before
    # One for the partners of each expression of the two words, whole and beginning; four besides.
    assert max(before) <= 2 * 2 + 4


@pytest.mark.parametrize("typed", ["'", "\\", "a'b & | ! ( )", ":*", "%_", "\x00", "ß" * 300, "🙂", "١٢٣"])
def test_nothing_typed_is_an_error(basket: dict[str, ServiceCard], typed: str) -> None:
    hits(typed)
    hits(target_group=typed)
    hits(place=typed)


def test_organisations_are_found_in_any_form_and_mistyped(basket: dict[str, ServiceCard]) -> None:
    for typed in ("poradni psychologicznej", "Poradnai", "PPP", "pedagog", "psycholgiczna"):
        assert [found.short_name for found in partners(people.system(), typed)] == ["PPP"], typed
    assert not partners(people.system(), "kopalnia").exists()


def test_words_are_written_again_only_where_they_changed(basket: dict[str, ServiceCard]) -> None:
    assert rebuilt(ServiceCard, words_of_card) == 0
    ServiceCard.objects.filter(pk=basket["debts"].pk).update(words="")
    assert hits("zadłużonych") == []
    assert rebuilt(ServiceCard, words_of_card) == 1
    assert hits("zadłużonych") == ["Porady prawne dla zadłużonych"]
