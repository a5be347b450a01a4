"""Answering a deciding question on the spot, and taking an answer back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.basket.eligibility import Question, words
from core.basket.eligibility.vocabulary import RECORDED, FactKind
from core.families.queries import persons_visible
from core.matching.operations import answers as operations
from core.matching.queries import matches
from core.matching.queries import needs as queries
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from web.matching import presenters
from web.matching.forms import AnswerForm
from web.shell.access import page_for, signed_in
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.matching.models import Need
    from core.shared.actor import Actor
    from kooperacje.http import AppRequest


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: AppRequest, need_id: UUID) -> HttpResponse:
    """One question; its answer is kept and the services are judged anew."""
    actor = signed_in(request)
    need = queries.need_visible(actor, need_id)
    if not queries.may_write(actor, need.case):
        raise Http404
    question = _question(request, need)
    person = _person(actor, need, question)
    label = words.question_text(question)
    form = AnswerForm(posted(request), kind=question.kind, label=label)

    def operation() -> Any:
        return operations.answer(
            actor=actor,
            case=need.case,
            kind=question.kind,
            code=question.code,
            person=person,
            value=form.value(),
            source=form.cleaned_data["source"],
            stated_on=form.cleaned_data["stated_on"],
        )

    before = _counts(actor, need) if request.method == "POST" else ""
    if request.method == "POST" and run(form, operation):
        after = _counts(actor, need)
        messages.success(request, _changed(before, after))
        return redirect("matching:need", need.pk)
    paper = words.deciding_document(question)
    back = reverse("matching:need", args=[need.pk])
    context = {
        "heading": label,
        "lead": _("Dotyczy: %(name)s.") % {"name": person.first_name} if person else "",
        "paper": paper,
        "form": form,
        "submit": _("Zapisz odpowiedź"),
        "crumbs": presenters.crumbs(
            actor,
            need.case,
            (_("Potrzeby i dopasowanie"), reverse("matching:overview", args=[need.case_id])),
            (presenters.category_label(need.category), back),
            (_("Pytanie"), ""),
        ),
        "cancel_url": back,
    }
    return render(request, "matching/ask.html", context)


def _question(request: AppRequest, need: Need) -> Question:
    """The question of the address, if it is one that can be asked here."""
    kind, code = request.GET.get("fakt", ""), request.GET.get("kod", "")
    person = request.GET.get("osoba", "") or str(need.person_id or "")
    question = Question(kind, code, person)
    if kind not in FactKind.values or kind in RECORDED:
        raise Http404
    try:
        words.question_text(question)
    except (KeyError, ValueError) as error:
        raise Http404 from error
    return question


def _person(actor: Actor, need: Need, question: Question) -> Any:
    if not question.person:
        return None
    for person in persons_visible(actor, need.case):
        if str(person.pk) == question.person:
            return person
    raise NotVisibleError


def _counts(actor: Actor, need: Need) -> str:
    return presenters.counts_words(matches.match(actor, need.case, need))


def _changed(before: str, after: str) -> str:
    if before == after:
        return _("Odpowiedź zapisana. Wynik się nie zmienił – %(after)s.") % {"after": after}
    return _("Odpowiedź zapisana. Było – %(before)s. Jest – %(after)s.") % {"before": before, "after": after}


@page_for(Role.SOCIAL_WORKER)
@require_POST
def take_back(request: AppRequest, fact_id: UUID) -> HttpResponse:
    """The answer is not right: the question is open again."""
    actor = signed_in(request)
    fact = queries.facts_visible_to(actor).select_related("case").filter(pk=fact_id).first()
    if fact is None:
        raise Http404
    case_id = fact.case_id
    operations.forget(actor=actor, fact=fact)
    messages.success(request, _("Odpowiedź cofnięta. Pytanie jest znowu otwarte."))
    return redirect("matching:overview", case_id)
