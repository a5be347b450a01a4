"""The search form of the basket, the same for people of the town and for citizens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from core.basket.enums import Accessibility, CardLanguage
from core.basket.queries.search import Wanted, find
from core.places.queries import free_places, with_free_places
from core.reference.grounds import ServiceCategory
from core.shared.paging import Page, page_of
from web.basket.presenters import ServiceTile, service_tile
from web.shell.forms import BaseForm
from web.shell.reading import remarks

if TYPE_CHECKING:
    from core.basket.models import CardQuerySet, ServiceCard

TILES = 24
OLDEST = 130


class ServiceSearch(BaseForm):
    """What somebody looks for; a field filled in wrongly shows its sentence, the others narrow all the
    same.
    """

    q = forms.CharField(
        label=_("Czego szukasz?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "search"}),
    )
    kategoria = forms.ChoiceField(label=_("Kategoria"), required=False)
    gdzie = forms.CharField(label=_("Miejscowość lub ulica"), required=False, max_length=80)
    dla = forms.CharField(label=_("Dla kogo"), required=False, max_length=80)
    wiek = forms.IntegerField(
        label=_("Wiek osoby"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Podaj wiek liczbą lat, na przykład 7."),
            "min_value": _("Podaj wiek liczbą lat, na przykład 7."),
            "max_value": _("Podaj wiek liczbą lat, na przykład 7."),
        },
    )
    mowa = forms.ChoiceField(
        label=_("Język rozmowy"), required=False, choices=[("", _("Dowolny")), *CardLanguage.choices]
    )
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    zdalnie = forms.BooleanField(label=_("Tylko dostępne zdalnie"), required=False)
    wolne = forms.BooleanField(label=_("Tylko z wolnymi miejscami"), required=False)
    dostepnosc = forms.MultipleChoiceField(
        label=_("Potrzebne ułatwienia"),
        required=False,
        choices=Accessibility.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    FIRST = ("q", "kategoria", "gdzie")

    def __init__(
        self, *args: Any, categories: Iterable[str], partners: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = {*categories}
        known = [choice for choice in ServiceCategory.choices if choice[0] in offered]
        self.fields["kategoria"].choices = [("", _("Wszystkie kategorie")), *known]  # type: ignore[attr-defined]
        if partners is None:
            del self.fields["partner"]
        else:
            choices = [("", _("Wszyscy partnerzy")), *partners.items()]
            self.fields["partner"].choices = choices  # type: ignore[attr-defined]

    def first_fields(self) -> list[BoundField]:
        """What everybody sees at once."""
        return [self[name] for name in self.FIRST]

    def further_fields(self) -> list[BoundField]:
        """What lies behind "more filters"."""
        return [self[name] for name in self.fields if name not in self.FIRST]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was filled in and can be understood."""
        self.is_valid()
        return {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None, False, [])
        }

    @property
    def opened(self) -> bool:
        """Whether a further filter is in use or wrong: then they are not hidden."""
        further = [name for name in self.fields if name not in self.FIRST]
        return any(name in self.chosen or name in self.errors for name in further)

    def wanted(self) -> Wanted:
        """The question to the basket."""
        chosen = self.chosen
        return Wanted(
            text=chosen.get("q", ""),
            category=chosen.get("kategoria", ""),
            partner=chosen.get("partner"),
            target_group=chosen.get("dla", ""),
            age=chosen.get("wiek"),
            place=chosen.get("gdzie", ""),
            remote=chosen.get("zdalnie", False),
            language=chosen.get("mowa", ""),
            accessibility=tuple(chosen.get("dostepnosc", ())),
        )

    def narrow(self, rows: CardQuerySet) -> CardQuerySet:
        """The filter that lies above the basket: places."""
        return with_free_places(rows) if self.chosen.get("wolne") else rows


@dataclass(frozen=True)
class Searched:
    """A page of what was found, and sentences about words that were read otherwise than typed."""

    page: Page[ServiceCard]
    remarks: list[str]
    narrowed: bool


def searched(form: ServiceSearch, rows: CardQuerySet, number: str | None) -> Searched:
    """Ask the basket what the form says."""
    found = find(rows, form.wanted(), partly=True)
    page = page_of(form.narrow(found.cards), number, TILES)
    names = [f"{card.name} {card.partner.name} {card.partner.short_name}" for card in page.items]
    return Searched(page, remarks(found.reading, names), bool(form.chosen))


def service_tiles(cards: list[ServiceCard], url_name: str = "basket:card") -> list[ServiceTile]:
    """Tiles with the places that are free today; two queries for any number of cards."""
    free = free_places(cards)
    numbers = {key: places.free for key, places in free.items()}
    return [service_tile(card, numbers.get(card.pk), url_name=url_name) for card in cards]
