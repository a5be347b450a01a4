"""Looking back together: reviews of the path, those that are due, and the closing conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.families import operations, permissions, queries
from core.families.enums import Stage
from core.shared import clock
from core.shared.enums import Role
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.families.review_forms import ClosingForm, ReviewForm, influence_words, known_of
from web.shell.access import page_for, signed_in
from web.shell.components import Cell, Column, Row, SummaryRow, Table
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.families.models import Case, ClosingConversation, ProgressReview
    from core.shared.actor import Actor

_FORM = ["GET", "HEAD", "POST"]
_REVIEWED = ("works", "obstacles", "family_words", "next_on")
_CLOSED = ("achieved", "helped", "family_words", "influence", "plan_after")
_ON_A_PAGE = 10


@dataclass(frozen=True)
class ReviewCard:
    """A review as it is read."""

    held_on: str
    facts: list[SummaryRow]
    change_url: str = ""


@dataclass(frozen=True)
class ReviewSection:
    """What the case page says of reviews: the last one, the next one and where to write."""

    last: ReviewCard | None
    due: str
    meaning: str
    list_url: str
    new_url: str = ""
    closing: ReviewCard | None = None


def review_section(
    actor: Actor, case: Case, reviews: Sequence[ProgressReview], talks: Sequence[ClosingConversation]
) -> ReviewSection | None:
    """The part of the case page, the newest first; none before the family has a path."""
    newest, talk = next(iter(reviews), None), next(iter(talks), None)
    if newest is None and talk is None and case.stage != Stage.PATH:
        return None
    writes = permissions.may_write(actor, case)
    due = case.review_due_on
    late = due is not None and due < clock.today()
    return ReviewSection(
        last=_card(case, newest, writes=False) if newest else None,
        due=due.strftime("%d.%m.%Y") if due else "",
        meaning="bad" if late else "info",
        list_url=reverse("families:reviews", args=[case.pk]),
        new_url=reverse("families:new-review", args=[case.pk]) if writes and case.stage == Stage.PATH else "",
        closing=_closing_card(case, talk, writes=writes) if talk else None,
    )


def _who(talk: ProgressReview | ClosingConversation) -> str:
    names = [person.full_name for person in talk.persons.all()]
    return ", ".join([*names, talk.others] if talk.others else names) or _("bez rodziny")


def _card(case: Case, review: ProgressReview, *, writes: bool) -> ReviewCard:
    facts = [
        (_("Kto"), _who(review)),
        (_("Co działa"), review.works),
        (_("Co nie działa"), review.obstacles),
        (_("Słowami rodziny"), review.family_words),
        (_("Następny przegląd"), review.next_on.strftime("%d.%m.%Y")),
    ]
    return ReviewCard(
        held_on=review.held_on.strftime("%d.%m.%Y"),
        facts=[SummaryRow(key, value) for key, value in facts if value],
        change_url=reverse("families:change-review", args=[case.pk, review.pk]) if writes else "",
    )


def _closing_card(case: Case, talk: ClosingConversation, *, writes: bool) -> ReviewCard:
    facts = [
        (_("Kto"), _who(talk)),
        (_("Co się udało"), talk.achieved),
        (_("Co pomogło"), talk.helped),
        (_("Słowami rodziny"), talk.family_words),
        (_("Wpływ na plan"), influence_words(talk.influence)),
        (_("Co dalej"), talk.plan_after),
    ]
    return ReviewCard(
        held_on=talk.held_on.strftime("%d.%m.%Y"),
        facts=[SummaryRow(key, value) for key, value in facts if value],
        change_url=reverse("families:closing-talk", args=[case.pk])
        if writes and case.stage == Stage.CLOSING
        else "",
    )


@page_for(Role.SOCIAL_WORKER)
@require_safe
def due(request: AppRequest) -> HttpResponse:
    """Paths of the own cases that are to be looked at, the longest due first."""
    actor = signed_in(request)
    page = page_of(queries.due_reviews(actor), request.GET.get("strona"))
    leads = queries.leading_persons(page.items)
    today = clock.today()
    rows = []
    for case in page.items:
        lead = leads.get(case.household_id)
        days = (today - case.review_due_on).days if case.review_due_on else 0
        rows.append(
            Row(
                [
                    Cell(
                        lead.full_name if lead else case.number,
                        url=reverse("families:new-review", args=[case.pk]),
                        note=_("Sprawa %(number)s") % {"number": case.number},
                    ),
                    Cell(
                        case.review_due_on.strftime("%d.%m.%Y") if case.review_due_on else "–",
                        meaning="bad" if days else "attention",
                    ),
                    Cell(_("dni po terminie: %(days)d") % {"days": days} if days else _("dziś")),
                ]
            )
        )
    columns = [Column(_("Rodzina")), Column(_("Termin")), Column(_("Ile czeka"))]
    context = {
        "crumbs": crumbs(None, _("Przeglądy do zrobienia")),
        "page": page,
        "table": Table(_("Przeglądy do zrobienia"), columns, rows, caption_hidden=True, stacked=True),
    }
    return render(request, "families/due_reviews.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def reviews(request: AppRequest, case_id: UUID) -> HttpResponse:
    """All reviews of a case, the newest first."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    writes = permissions.may_write(actor, case)
    page = page_of(queries.reviews_of(actor, case), request.GET.get("strona"), _ON_A_PAGE)
    context = {
        "crumbs": crumbs(case, _("Przeglądy ścieżki")),
        "case": case,
        "page": page,
        "cards": [_card(case, review, writes=writes) for review in page.items],
        "may_add": writes and case.stage == Stage.PATH,
    }
    return render(request, "families/reviews.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def new(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Write down a review of the path."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    form = ReviewForm(posted(request), people=queries.persons_visible(actor, case))
    if request.method == "POST" and run(
        form,
        lambda: operations.record_review(
            actor=actor, case=case, review=form.data_of(), key=form.cleaned_data["key"]
        ),
    ):
        messages.success(request, _("Przegląd zapisany."))
        return redirect("families:case", case.pk)
    context = {
        "crumbs": crumbs(case, _("Przegląd ścieżki")),
        "heading": _("Przegląd ścieżki"),
        "lead": _("Co najmniej raz na 12 tygodni spójrzcie razem, co działa, a co trzeba zmienić."),
        "form": form,
        "submit": _("Zapisz przegląd"),
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def change(request: AppRequest, case_id: UUID, review_id: UUID) -> HttpResponse:
    """Correct a review."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    review = queries.review_visible(actor, case, review_id)
    there = {person.pk: person for person in queries.persons_visible(actor, case)}
    there |= {person.pk: person for person in review.persons.all()}
    form = ReviewForm(posted(request), people=list(there.values()), initial=known_of(review, _REVIEWED))
    if request.method == "POST" and run(
        form,
        lambda: operations.change_review(
            actor=actor, review=review, data=form.data_of(), version=form.cleaned_data["version"]
        ),
    ):
        messages.success(request, _("Przegląd poprawiony."))
        return redirect("families:reviews", case.pk)
    context = {
        "crumbs": crumbs(case, _("Przegląd ścieżki")),
        "heading": _("Popraw przegląd"),
        "form": form,
        "submit": _("Zapisz poprawki"),
        "cancel_url": reverse("families:reviews", args=[case.pk]),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def closing_talk(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The conversation with which work ends; while the case stands at it, it is corrected here too."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    known = queries.closing_conversation_of(actor, case) if case.stage == Stage.CLOSING else None
    form = ClosingForm(
        posted(request),
        people=queries.persons_visible(actor, case),
        initial=known_of(known, _CLOSED) if known else {},
    )

    def write() -> object:
        if known is not None:
            return operations.change_closing_conversation(
                actor=actor,
                conversation=known,
                data=form.data_of(),
                version=form.cleaned_data["version"],
            )
        return operations.record_closing_conversation(
            actor=actor, case=case, conversation=form.data_of(), key=form.cleaned_data["key"]
        )

    if request.method == "POST" and run(form, write):
        messages.success(request, _("Rozmowa zapisana. Teraz możesz zakończyć sprawę."))
        return redirect("families:close", case.pk)
    context = {
        "crumbs": crumbs(case, _("Rozmowa końcowa")),
        "heading": _("Rozmowa końcowa"),
        "lead": _("Porozmawiajcie o tym, co się udało, co pomogło i co będzie potem."),
        "form": form,
        "submit": _("Zapisz rozmowę"),
        "cancel_url": reverse("families:case", args=[case.pk]),
    }
    return render(request, "families/form.html", context)
