"""Who already helps this family: the leader's page, and the institution's answer in a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.families.queries import own_case
from core.involvement import operations, queries
from core.privacy.enums import DataCategory
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.paging import page_of
from kooperacje.http import AppRequest
from web.families.presenters import crumbs
from web.involvement import presenters
from web.involvement.forms import AnswerForm, AskForm, BlindForm
from web.privacy.presenters import sections
from web.shell.access import page_for, signed_in
from web.shell.components import Crumb
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from core.involvement.models import InvolvementQuestion

_FORM = ["GET", "HEAD", "POST"]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """What institutions said, and whom to call."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    page = page_of(queries.questions_of(actor, case), request.GET.get("strona"))
    context = {
        "crumbs": crumbs(case, _("Kto już pomaga")),
        "case": case,
        "sections": sections(case, "helpers"),
        "page": page,
        "table": presenters.answers_table(page.items),
        "may_ask": bool(queries.pairs_to_ask(actor, case)) and case.closed_on is None,
    }
    return render(request, "involvement/overview.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def ask(request: AppRequest, case_id: UUID) -> HttpResponse:
    """One press for all institutions that may be asked."""
    actor = signed_in(request)
    case = own_case(actor, case_id)
    pairs = {f"{pair.person.pk}.{pair.partner.pk}": pair for pair in queries.pairs_to_ask(actor, case)}
    form = AskForm(
        posted(request),
        pairs=[(key, presenters.pair_label(pair)) for key, pair in pairs.items()],
        initial={"pairs": list(pairs)},
    )

    def operation() -> Any:
        with transaction.atomic():
            for key in form.cleaned_data["pairs"]:
                pair = pairs[key]
                operations.ask(actor=actor, case=case, person=pair.person, partners=[pair.partner])

    back = reverse("involvement:overview", args=[case.pk])
    if request.method == "POST" and run(form, operation):
        messages.success(request, _("Zapytane. Odpowiedzi pojawią się tutaj; dostaniesz też wiadomość."))
        return redirect(back)
    context = {
        "heading": _("Zapytaj, kto już pomaga"),
        "lead": _("Instytucja odpowie „tak” albo „nie” i poda, do kogo zadzwonić. Szczegółów nie powie."),
        "form": form,
        "submit": _("Zapytaj"),
        "crumbs": crumbs(case, _("Zapytaj, kto już pomaga")),
        "cancel_url": back,
    }
    return render(request, "shell/form_page.html", context)


@page_for(Role.DELEGATE)
@require_safe
def questions(request: AppRequest) -> HttpResponse:
    """Questions that wait for the institution; whom they are about stands on no list."""
    actor = signed_in(request)
    page = page_of(queries.waiting_for(actor), request.GET.get("strona"))
    context = {
        "page": page,
        "table": presenters.waiting_table(page.items),
        "kept": queries.marks_number(actor),
    }
    return render(request, "involvement/questions.html", context)


@page_for(Role.DELEGATE)
@require_http_methods(_FORM)
def question(request: AppRequest, question_id: UUID) -> HttpResponse:
    """One question: by name where the person lets it, else blindly."""
    actor = signed_in(request)
    found = queries.waiting_one(actor, question_id)
    if found.answered_at is not None:
        return render(request, "involvement/answered.html", {"crumbs": _crumbs(), "question": found})
    seen = operations.open_question(actor=actor, question=found)
    choices = [(one, str(DataCategory(one).label)) for one in seen.helps]
    form: AnswerForm = (AnswerForm if seen.name else BlindForm)(posted(request), helps=choices)
    if request.method == "POST" and run(form, lambda: _answered(request, found, form, named=bool(seen.name))):
        messages.success(request, _("Dziękujemy. Odpowiedź jest zapisana."))
        return redirect("involvement:questions")
    context = {"crumbs": _crumbs(), "question": found, "seen": seen, "form": form}
    return render(request, "involvement/question.html", context)


def _answered(request: AppRequest, found: InvolvementQuestion, form: AnswerForm, *, named: bool) -> None:
    act = operations.answer if named else operations.answer_blindly
    act(actor=signed_in(request), question=found, **form.cleaned_data)


@page_for(Role.DELEGATE)
@require_http_methods(_FORM)
def numbers(request: AppRequest) -> HttpResponse:
    """The institution takes back the numbers that it left."""
    actor = signed_in(request)
    if not queries.marks_number(actor):
        raise NotVisibleError
    if request.method == "POST":
        operations.take_numbers_back(actor=actor)
        messages.success(request, _("Usunięte. Na następne pytania odpowiadacie sami."))
        return redirect("involvement:questions")
    context = {
        "question": _("Usunąć numery, które zostawiła Wasza instytucja?"),
        "consequence": _("Na pytania, kto już pomaga, będziecie odpowiadać za każdym razem sami."),
        "action": _("Usuń"),
        "warning": True,
        "cancel_url": reverse("involvement:questions"),
    }
    return render(request, "shell/confirm.html", context)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Pytania o pomoc"), reverse("involvement:questions")), Crumb(_("Pytanie"), "")]
