"""What the rules of notes and files refuse, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError


class EmptyNoteError(DomainError):
    code = "empty_note"
    field = "body"
    text = _("Napisz coś: notatkę albo słowa rodziny.")


class CategoryMissingError(DomainError):
    """What the team reads is a disclosure, and a disclosure has a category."""

    code = "note_category_missing"
    field = "category"
    text = _("Wybierz, czego dotyczy notatka. Od tego zależy, które instytucje ją zobaczą.")


class NotOfTheHouseholdError(DomainError):
    code = "not_of_the_household"
    field = "about"
    text = _("Ta osoba nie należy do tej rodziny. Wybierz osobę z listy.")


class NoteDayError(DomainError):
    code = "note_day"
    field = "noted_on"
    text = _("Notatka dotyczy dnia od otwarcia sprawy (%(opened_on)s) do dziś.")


class KeptTooShortError(DomainError):
    code = "kept_too_short"
    field = "keep_until"
    text = _("Wybierz dzień późniejszy niż ten, w którym plik i tak zniknie (%(due_on)s).")


class KeptTooLongError(DomainError):
    code = "kept_too_long"
    field = "keep_until"
    text = _("Plik można zatrzymać najwyżej o rok dłużej, do %(latest)s. Potem możesz to zrobić jeszcze raz.")


class KeepReasonMissingError(DomainError):
    code = "keep_reason_missing"
    field = "reason"
    text = _("Napisz, dlaczego plik jest jeszcze potrzebny.")


class HeldError(DomainError):
    """A legal hold forbids to destroy anything of the case."""

    code = "held"
    text = _("Tej sprawy nie wolno teraz niczego pozbawiać: wstrzymano usuwanie. Plik zostaje.")
