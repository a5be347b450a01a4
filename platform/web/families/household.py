"""Who keeps house together: the household, its persons of now and before, their data and roles."""

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
from core.reference.grounds import HouseholdRole
from core.shared import clock
from core.shared.enums import Role
from kooperacje.http import AppRequest
from web.families.person_forms import CorrectHouseholdForm, CorrectPersonForm, MergeForm, ReturnForm, RoleForm
from web.families.presenters import crumbs
from web.shell.access import page_for, signed_in
from web.shell.components import SummaryRow
from web.shell.forms import posted, run

if TYPE_CHECKING:
    from datetime import date

    from core.families.models import Case, HouseholdMember, Person

_FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Link:
    """Something that can be done about a person."""

    label: str
    url: str


@dataclass(frozen=True)
class Stay:
    """A person's time in the household in one role."""

    role: str
    days: str


@dataclass(frozen=True)
class Resident:
    """A person with all their times here and what can be written about them."""

    name: str
    facts: str
    stays: list[Stay]
    links: list[Link]


@page_for(Role.SOCIAL_WORKER)
@require_safe
def household(request: AppRequest, case_id: UUID) -> HttpResponse:
    """Who lives here now, who did before, and as what."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    stays = queries.stays_visible(actor, case)
    here = {member.person_id for member in queries.members_visible(actor, case)}
    writes = permissions.may_write(actor, case)
    merges = queries.merges_of(actor, case)
    context = {
        "crumbs": crumbs(case, _("Skład rodziny")),
        "case": case,
        "facts": [
            SummaryRow(_("Rodzaj gospodarstwa"), str(case.household.get_household_type_display())),
            SummaryRow(_("Numer w systemie ośrodka"), case.household.source_number or _("nie zapisano")),
            SummaryRow(_("Numer gospodarstwa"), case.household.number),
        ],
        "may_write": writes,
        "merges": merges if writes else [],
        "now": _residents(case, [stay for stay in stays if stay.person_id in here], writes=writes, here=True),
        "before": _residents(
            case, [stay for stay in stays if stay.person_id not in here], writes=writes, here=False
        ),
    }
    return render(request, "families/household.html", context)


def _residents(case: Case, stays: list[HouseholdMember], *, writes: bool, here: bool) -> list[Resident]:
    by_person: dict[UUID, list[HouseholdMember]] = {}
    for stay in stays:
        by_person.setdefault(stay.person_id, []).append(stay)
    return [_resident(case, rows, writes=writes, here=here) for rows in by_person.values()]


def _resident(case: Case, stays: list[HouseholdMember], *, writes: bool, here: bool) -> Resident:
    person = stays[0].person
    facts = [person.get_sex_display() if person.sex else ""]
    if person.born_on:
        facts.insert(0, _("ur. %(on)s") % {"on": person.born_on.strftime("%d.%m.%Y")})
    facts.append(_("PESEL zapisany") if person.pesel_index else _("bez numeru PESEL"))
    return Resident(
        name=person.full_name,
        facts=" · ".join(fact for fact in facts if fact),
        stays=[
            Stay(str(HouseholdRole(stay.role).label), _span(stay.starts_on, stay.ends_on)) for stay in stays
        ],
        links=_links(case, person, stays[-1], here=here) if writes else [],
    )


def _links(case: Case, person: Person, last: HouseholdMember, *, here: bool) -> list[Link]:
    if not here:
        return [Link(_("Wraca do rodziny"), reverse("families:returned", args=[case.pk, person.pk]))]
    links = [
        Link(_("Popraw dane"), reverse("families:correct-person", args=[case.pk, person.pk])),
        Link(_("Zapisano dwa razy"), reverse("families:merge", args=[case.pk, person.pk])),
    ]
    if last.ends_on is None and last.role != HouseholdRole.LEAD:
        links.append(Link(_("Zmień rolę"), reverse("families:role", args=[case.pk, person.pk])))
        links.append(Link(_("Wyprowadzka"), reverse("families:moved-out", args=[case.pk, person.pk])))
    return links


def _span(starts_on: date, ends_on: date | None) -> str:
    first = starts_on.strftime("%d.%m.%Y")
    if ends_on is None:
        return _("od %(first)s") % {"first": first}
    return _("od %(first)s do %(last)s") % {"first": first, "last": ends_on.strftime("%d.%m.%Y")}


def _page_url(case: Case) -> str:
    return reverse("families:household", args=[case.pk])


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def correct(request: AppRequest, case_id: UUID) -> HttpResponse:
    """The type of the household and its number in the centre's system."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    form = CorrectHouseholdForm(posted(request), household=case.household)
    if request.method == "POST" and run(
        form, lambda: operations.correct_household(actor=actor, case=case, **form.cleaned_data)
    ):
        messages.success(request, _("Zapisano."))
        return redirect(_page_url(case))
    context = {
        "crumbs": crumbs(case, _("Gospodarstwo")),
        "heading": _("Gospodarstwo"),
        "form": form,
        "submit": _("Zapisz"),
        "cancel_url": _page_url(case),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def correct_person(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Names, birth, sex and PESEL of a person."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    person = queries.person_visible(actor, case, person_id)
    form = CorrectPersonForm(posted(request), person=person)
    if request.method == "POST" and run(
        form, lambda: operations.correct_person(actor=actor, case=case, person=person, **form.facts())
    ):
        messages.success(request, _("Dane poprawione."))
        return redirect(_page_url(case))
    context = {
        "crumbs": crumbs(case, _("Dane osoby")),
        "heading": _("Popraw dane: %(name)s") % {"name": person.full_name},
        "form": form,
        "submit": _("Zapisz dane"),
        "cancel_url": _page_url(case),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def role(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """What a person is to the household from a day on."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    person = queries.person_visible(actor, case, person_id)
    members = queries.members_visible(actor, case)
    lead = next(
        (
            member.person.full_name
            for member in members
            if member.role == HouseholdRole.LEAD and member.person_id != person.pk
        ),
        "",
    )
    form = RoleForm(posted(request), lead=lead)
    if request.method == "POST" and run(
        form, lambda: operations.change_role(actor=actor, case=case, person=person, **form.cleaned_data)
    ):
        messages.success(request, _("Rola zmieniona."))
        return redirect(_page_url(case))
    context = {
        "crumbs": crumbs(case, _("Rola w rodzinie")),
        "heading": _("Zmień rolę: %(name)s") % {"name": person.full_name},
        "lead": _("Wcześniejsza rola zostaje w historii z jej dniami."),
        "form": form,
        "submit": _("Zmień rolę"),
        "cancel_url": _page_url(case),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def returned(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Somebody who had moved out lives here again."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    person = queries.past_person(actor, case, person_id)
    last = [stay for stay in queries.stays_visible(actor, case) if stay.person_id == person.pk][-1]
    form = ReturnForm(posted(request), initial={"role": last.role, "starts_on": clock.today()})
    if request.method == "POST" and run(
        form, lambda: operations.return_person(actor=actor, case=case, person=person, **form.cleaned_data)
    ):
        messages.success(request, _("Zapisano powrót."))
        return redirect(_page_url(case))
    context = {
        "crumbs": crumbs(case, _("Powrót")),
        "heading": _("%(name)s wraca do rodziny") % {"name": person.full_name},
        "form": form,
        "submit": _("Zapisz powrót"),
        "cancel_url": _page_url(case),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def merge(request: AppRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """The same human being was written down twice: put the second record to this one."""
    actor = signed_in(request)
    case = queries.own_case(actor, case_id)
    person = queries.person_visible(actor, case, person_id)
    twins = {str(one.person.pk): one for one in queries.twins_visible(actor, person)}
    if not twins:
        messages.info(request, _("W Twoich sprawach nie ma innego zapisu tej osoby."))
        return redirect(_page_url(case))
    form = MergeForm(
        posted(request),
        twins=[
            (
                key,
                _("%(name)s, sprawa %(number)s") % {"name": one.person.full_name, "number": one.case.number},
            )
            for key, one in twins.items()
        ],
    )

    def write() -> object:
        dropped = twins[form.cleaned_data["dropped"]].person
        return operations.merge_persons(actor=actor, case=case, kept=person, dropped=dropped)

    if request.method == "POST" and run(form, write):
        messages.success(request, _("Połączone. Możesz to cofnąć na tej stronie."))
        return redirect(_page_url(case))
    context = {
        "crumbs": crumbs(case, _("Zapisano dwa razy")),
        "heading": _("Ta sama osoba zapisana drugi raz: %(name)s") % {"name": person.full_name},
        "lead": _("Zostaje ten zapis. Drugi zniknie z list, a jego PESEL i data urodzenia uzupełnią ten."),
        "form": form,
        "submit": _("Połącz zapisy"),
        "cancel_url": _page_url(case),
    }
    return render(request, "families/form.html", context)


@page_for(Role.SOCIAL_WORKER)
@require_http_methods(_FORM)
def undo_merge(request: AppRequest, merge_id: UUID) -> HttpResponse:
    """Take two records apart again."""
    actor = signed_in(request)
    found = queries.merge_visible(actor, merge_id)
    if request.method == "POST":
        operations.undo_merge(actor=actor, merge=found)
        messages.success(request, _("Cofnięte. To znowu dwa osobne zapisy."))
        return redirect(_page_url(found.case))
    context = {
        "crumbs": crumbs(found.case, _("Cofnięcie połączenia")),
        "question": _("Rozdzielić zapisy osoby %(name)s?") % {"name": found.kept.full_name},
        "consequence": _("Każdy zapis dostanie z powrotem swoje dane."),
        "action": _("Rozdziel"),
        "cancel_url": _page_url(found.case),
    }
    return render(request, "families/confirm.html", context)
