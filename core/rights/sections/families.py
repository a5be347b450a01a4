"""Persons and what is known of them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.rights.enums import AfterErasure
from core.rights.sections.section import Section

PERSONS: Final[tuple[Section, ...]] = (
    Section(
        "families.Person",
        _("Dane osobowe"),
        household="home",
        person="pk",
        fields=("first_name", "last_name", "born_on", "sex", "pesel"),
    ),
    Section(
        "safety.ContactDetails",
        _("Kontakt"),
        household="person__home",
        person="person",
        fields=("address", "phone", "email", "ways", "through", "language", "needs_interpreter"),
    ),
    Section(
        "families.HouseholdMember",
        _("W jakich gospodarstwach"),
        household="household",
        person="person",
        fields=("household.number", "role", "starts_on", "ends_on"),
        after=AfterErasure.NUMBERS,
    ),
    Section(
        "families.Household",
        _("Gospodarstwo"),
        household="pk",
        shared=True,
        fields=("number", "source_number", "household_type"),
        after=AfterErasure.NUMBERS,
    ),
)

CASES: Final[tuple[Section, ...]] = (
    Section(
        "families.Case",
        _("Sprawy"),
        household="household",
        shared=True,
        after=AfterErasure.NUMBERS,
        fields=("number", "stage", "opened_on", "agreed_on", "closed_on", "outcome", "social_worker.name"),
    ),
    Section(
        "families.CaseGround",
        _("Powody wsparcia"),
        shared=True,
        after=AfterErasure.NUMBERS,
        fields=("code", "starts_on", "ends_on"),
    ),
    Section(
        "families.CaseTransition",
        _("Przebieg sprawy"),
        shared=True,
        fields=("from_stage", "to_stage", "on", "actor_name", "reason"),
    ),
    Section(
        "assessments.Assessment",
        _("Oceny sytuacji"),
        person="person",
        shared=True,
        fields=("held_on", "others", "words", "state"),
        draft=("state", "draft"),
    ),
    Section(
        "assessments.AssessmentParticipant",
        _("Udział w ocenach"),
        household="assessment__case__household",
        person="person",
        fields=("assessment.held_on",),
        after=AfterErasure.NUMBERS,
    ),
    Section(
        "assessments.Reading",
        _("Oceny dziedzin życia"),
        household="assessment__case__household",
        person="assessment__person",
        shared=True,
        made="assessment__created_at",
        fields=("assessment.held_on", "domain", "worker", "family", "strengths", "needs"),
    ),
    Section(
        "assessments.Answer",
        _("Odpowiedzi na pytania oceny"),
        household="assessment__case__household",
        person="assessment__person",
        shared=True,
        made="assessment__created_at",
        fields=("assessment.held_on", "question", "value"),
    ),
    Section(
        "assessments.OwnReading",
        _("Moje oceny"),
        person="person",
        fields=("said_on", "domain", "number", "words"),
    ),
    Section(
        "assessments.AssessmentRevision",
        _("Poprawki ocen"),
        household="assessment__case__household",
        person="assessment__person",
        shared=True,
        made="assessment__created_at",
        fields=("at", "actor_name", "reason", "body"),
    ),
    Section(
        "matching.Need",
        _("Potrzeby"),
        person="person",
        shared=True,
        fields=("recorded_on", "category", "ground", "text", "urgency", "state", "settled_on"),
    ),
    Section(
        "matching.HouseholdFact",
        _("Odpowiedzi na pytania o warunki usług"),
        person="person",
        shared=True,
        fields=("stated_on", "body", "source"),
    ),
    Section(
        "matching.UnmetNeed",
        _("Potrzeby, na które nie było usługi"),
        household="need__case__household",
        person="need__person",
        shared=True,
        fields=("recorded_on", "cause", "note", "resolved_on"),
    ),
    Section(
        "families.ProgressReview",
        _("Przeglądy postępów"),
        shared=True,
        fields=("held_on", "works", "obstacles", "family_words", "others", "next_on", "recorded_by_name"),
    ),
    Section(
        "families.ClosingConversation",
        _("Rozmowy kończące"),
        shared=True,
        fields=(
            "held_on",
            "achieved",
            "helped",
            "family_words",
            "influence",
            "plan_after",
            "others",
            "recorded_by_name",
        ),
    ),
    Section(
        "teams.HandOver",
        _("Przekazania sprawy"),
        shared=True,
        fields=("on", "from_user.name", "to_user.name", "reason"),
    ),
    Section(
        "notes.Note",
        _("Notatki"),
        person="about",
        shared=True,
        fields=("noted_on", "author.name", "category", "body", "own_words"),
    ),
    Section(
        "notes.NoteEdition",
        _("Wcześniejsze wersje notatek"),
        household="note__case__household",
        person="note__about",
        shared=True,
        made="replaced_at",
        fields=("replaced_at", "version", "category", "body", "own_words"),
    ),
    Section(
        "notes.Attachment",
        _("Załączniki notatek"),
        household="note__case__household",
        person="note__about",
        shared=True,
        fields=("file.filename", "kept_because", "keep_until"),
    ),
)
