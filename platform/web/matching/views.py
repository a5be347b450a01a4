"""The needs of a case, and one need with the services that fit it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.basket.eligibility import Question, words
from core.families.queries import members_of
from core.matching.enums import FactSource, Fit, NeedState
from core.matching.queries import matches
from core.matching.queries import needs as queries
from core.matching.rules.answers import read_body
from core.shared.enums import Role
from core.shared.paging import page_of
from web.matching import presenters
from web.matching.answering import answer_words
from web.shell.access import page_for, signed_in

if TYPE_CHECKING:
    from core.families.models import Case
    from kooperacje.http import AppRequest

MOST_QUESTIONS = 6
LOOKED_FOR = (NeedState.OPEN, NeedState.UNMET)


@page_for(Role.SOCIAL_WORKER)
@require_safe
def overview(request: AppRequest, case_id: UUID) -> HttpResponse:
    """All needs of a case, how the search for each stands, and the answers given so far."""
    actor = signed_in(request)
    case = queries.readable_case(actor, case_id)
    rows = queries.needs_of(actor, case)
    wanted = [row for row in rows if row.state in LOOKED_FOR]
    found = matches.matches_of(actor, case, wanted)
    gaps = queries.gaps_of(actor, case)
    lines = [
        presenters.need_line(
            row,
            found.get(row.pk, []),
            gaps.get(row.pk),
            matches.cause_for(found[row.pk]) if row.pk in found else None,
        )
        for row in rows
    ]
    context = {
        "crumbs": presenters.crumbs(actor, case, (_("Potrzeby i dopasowanie"), "")),
        "tabs": presenters.tabs(actor, case, "needs"),
        "case": case,
        "page": page_of(lines, request.GET.get("strona")),
        "answers": _answers(case),
        "may_write": queries.may_write(actor, case),
        "looked_for": len(wanted),
    }
    return render(request, "matching/overview.html", context)


def _answers(case: Case) -> list[dict[str, object]]:
    """What was answered, in words; the reader has been checked."""
    names = presenters.names_of(members_of(case))
    rows = []
    for fact in queries.facts_of(case):
        answer = read_body(fact.body, str(fact.person_id or ""), fact.stated_on)
        question = Question(answer.kind, answer.code, answer.person)
        rows.append(
            {
                "pk": fact.pk,
                "question": words.question_text(question),
                "person": names.of(answer.person),
                "value": answer_words(answer),
                "source": FactSource(fact.source).label,
                "on": fact.stated_on,
            }
        )
    return rows


@page_for(Role.SOCIAL_WORKER)
@require_safe
def need(request: AppRequest, need_id: UUID) -> HttpResponse:
    """One need: which services fit, which may and which do not, why, and what would decide."""
    actor = signed_in(request)
    found = queries.need_visible(actor, need_id)
    case = found.case
    listed = matches.match(actor, case, found)
    names = presenters.names_of(members_of(case))
    writes = queries.may_write(actor, case)
    page = page_of(listed, request.GET.get("strona"), size=12)
    cause = matches.cause_for(listed)
    context = {
        "crumbs": presenters.crumbs(
            actor,
            case,
            (_("Potrzeby i dopasowanie"), reverse("matching:overview", args=[case.pk])),
            (presenters.category_label(found.category), ""),
        ),
        "case": case,
        "need": found,
        "facts": presenters.need_facts(found),
        "state": NeedState(found.state).label,
        "state_meaning": presenters.STATE_MEANINGS[found.state],
        "counts": presenters.counts_words(listed),
        "page": page,
        "cards": [presenters.match_card(actor, found, each, names) for each in page.items],
        "asks": presenters.asks_of(
            found, matches.open_questions(listed)[:MOST_QUESTIONS], names, writes=writes
        ),
        "weights": presenters.weights(),
        "cause": cause.label if cause and found.state == NeedState.OPEN else "",
        "may_write": writes,
        "is_looked_for": found.state in LOOKED_FOR,
        "any_fits": any(each.fit == Fit.YES for each in listed),
    }
    return render(request, "matching/need.html", context)
