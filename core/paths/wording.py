"""What the papers of a path say: values for the templates, in the language of the moment.

Each paper holds what one person may read; a paper of the whole is made only where nobody has a step of
their own and nobody is kept from anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import segno
from django.utils.translation import gettext as _

from core.families.models import Case, Person
from core.paths.enums import ConsentMode, GoalStatus, LifeArea, Proposer, TaskStatus
from core.paths.models import PlanConsent, ServiceTerms, SocialServicesPlan, TaskVoice
from core.paths.queries.versions import day_words
from core.paths.rules import UNFINISHED
from core.paths.rules.papers import marked
from core.shared.addresses import address
from tenants.context import current

# Where the code of the paper leads: a page that asks to sign in and names no office.
ENTRY = "/moje/"


@dataclass(frozen=True)
class Paper:
    """Whose paper it is and which number and day it bears."""

    case: Case
    number: str
    language: str
    day: date
    persons: Sequence[Person]
    person: Person | None
    pk: UUID

    @property
    def common(self) -> dict[str, Any]:
        town = str(current().name)
        return {
            "number": self.number,
            "qr": segno.make(marked(self.pk), error="q", micro=False).svg_inline(
                border=2, dark="#000000", light="#ffffff"
            ),
            "qr_told": _("Kod dokumentu: po nim system rozpozna podpisany skan"),
            "language": self.language,
            "lead": town,
            "town": town,
            "day": _day(self.day),
            "persons": [person.full_name for person in self.persons],
            "worker": self.case.social_worker.name,
            "signers": [*(person.full_name for person in self.persons), self.case.social_worker.name],
        }


def contract(
    paper: Paper,
    content: Mapping[str, Any],
    consents: Iterable[PlanConsent],
    objections: Iterable[TaskVoice],
) -> dict[str, Any]:
    """Values of the contract."""
    titles = {step["id"]: step["title"] for goal in content["goals"] for step in goal["steps"]}
    return {
        **paper.common,
        "only_own": paper.person is not None,
        "goals": [_goal(goal, paper) for goal in content["goals"]],
        "agreed": [
            {"who": one.person.full_name, "on": _day(one.agreed_on), "how": _label(ConsentMode(one.mode))}
            for one in consents
        ],
        "objections": [
            {
                "who": one.person.full_name,
                "on": _day(one.said_on),
                "step": titles[str(one.task_id)],
                "words": one.words,
            }
            for one in objections
            if str(one.task_id) in titles
        ],
        "words": {
            "title": _("Kontrakt: nasza ścieżka"),
            "number": _("nr"),
            "parties": _("Umawiają się"),
            "worker": _("pracownik socjalny"),
            "only_own": _("Ten dokument zawiera tylko cele i kroki osoby, która go podpisuje."),
            "intro": _("Poniżej jest to, na co się umawiamy: cele, kroki, kto je robi i do kiedy."),
            "goal": _("Cel"),
            "why": _("Dlaczego to ważne"),
            "step": _("Krok"),
            "who": _("Kto"),
            "due": _("Do kiedy"),
            "state": _("Stan"),
            "service": _("usługa"),
            "proposed": _("propozycja"),
            "no_steps": _("Do tego celu nie ma jeszcze kroków."),
            "objections": _("Kto czegoś nie chce"),
            "agreed": _("Kto się zgodził"),
            "outro": _(
                "Każdy może zaproponować zmianę. Zmiana obowiązuje po nowym uzgodnieniu. "
                "Zgodę można wycofać w każdej chwili i nie wpływa to na żadne świadczenia."
            ),
        },
    }


def own_copy(paper: Paper, content: Mapping[str, Any], meeting_on: date | None) -> dict[str, Any]:
    """Values of "my path" in large print: what is put aside is left out, the next step stands on top."""
    goals = [_goal(goal, paper) for goal in content["goals"] if goal["status"] != "abandoned"]
    kept = [
        {**goal, "steps": [step for step in goal["steps"] if step["state"] != "abandoned"]} for goal in goals
    ]
    steps = [step for goal in kept for step in goal["steps"]]
    coming = [step for step in steps if step["state"] in UNFINISHED]
    entry = address(ENTRY)
    following = min(coming, key=lambda step: step["due_on"] or "9999", default=None)
    return {
        **paper.common,
        "goals": kept,
        "next": following or {"title": "", "who": "", "due": ""},
        "meeting": _day(meeting_on) if meeting_on else "",
        "helpers": _helpers(paper, content),
        "entry": entry.split("://", maxsplit=1)[-1],
        "qr": segno.make(entry, error="m", micro=False).svg_inline(border=0, dark="#12263a"),
        "words": {
            "title": _("Moja kartka"),
            "next": _("Co teraz"),
            "nothing_next": _("Wszystko zrobione. Porozmawiamy na spotkaniu."),
            "meeting": _("Następne spotkanie"),
            "no_steps": _("Tu jeszcze nic nie trzeba robić."),
            "who_helps": _("Kto mi pomaga"),
            "qr": _("To samo na telefonie. Zeskanuj kod albo wpisz adres"),
            "free": _("Możesz coś zmienić albo powiedzieć „nie chcę tego”. Brak zgody nie zabiera pomocy."),
        },
    }


def social_plan(
    paper: Paper,
    content: Mapping[str, Any],
    fields: SocialServicesPlan,
    terms: Mapping[str, ServiceTerms],
) -> dict[str, Any]:
    """Values of the individual plan of social services; what was put aside is no part of it."""
    steps = [step for goal in content["goals"] for step in goal["steps"] if step["status"] != "abandoned"]
    return {
        **paper.common,
        "starts_on": _day(fields.starts_on),
        "ends_on": _day(fields.ends_on),
        "needs": fields.needs,
        "expectations": fields.expectations,
        "principles": fields.principles,
        "duties": fields.duties,
        "coordinator": fields.coordinator,
        "monitored_on": [day_words(day) for day in fields.monitored_on],
        "goals": [goal["title"] for goal in content["goals"] if goal["status"] != "abandoned"],
        "services": [_service(step, terms.get(step["id"])) for step in steps if step["service"]],
        "own_steps": [_own_step(step, paper) for step in steps if not step["service"]],
        "signers": [*(person.full_name for person in paper.persons), fields.coordinator],
        "words": {
            "title": _("Indywidualny plan usług społecznych"),
            "number": _("nr"),
            "parties": _("Dla kogo"),
            "period": _("Okres"),
            "needs": _("Potrzeby"),
            "expectations": _("Oczekiwania"),
            "goals": _("Cele"),
            "services": _("Usługi społeczne"),
            "service": _("Usługa"),
            "provider": _("Kto udziela"),
            "scope": _("Zakres"),
            "place": _("Miejsce"),
            "own_steps": _("Inne kroki"),
            "principles": _("Zasady uczestnictwa"),
            "duties": _("Obowiązki osoby, dla której jest plan"),
            "coordinator": _("Koordynator"),
            "monitoring": _("Terminy sprawdzania, jak idzie"),
            "outro": _("Plan uzgodniono z osobą, dla której powstał. Każdą zmianę uzgadnia się na nowo."),
        },
    }


def _goal(goal: Mapping[str, Any], paper: Paper) -> dict[str, Any]:
    return {
        "title": goal["title"],
        "why": goal["why"],
        "area": _label(LifeArea(goal["area"])),
        "status": _label(GoalStatus(goal["status"])),
        "reason": goal["reason"] if goal["status"] == "abandoned" else "",
        "steps": [_step(step, paper) for step in goal["steps"]],
    }


def _step(step: Mapping[str, Any], paper: Paper) -> dict[str, Any]:
    return {
        "title": step["title"],
        "who": _who(step, paper),
        "due": day_words(step["due_on"]) if step["due_on"] else "",
        "due_on": step["due_on"],
        "state": step["status"],
        "done": step["status"] == "done",
        "status": _label(TaskStatus(step["status"])),
        "service": step["service"],
        "proposed": _label(Proposer(step["proposed_by"])),
        "reason": step["reason"],
    }


def _who(step: Mapping[str, Any], paper: Paper) -> str:
    """Who does a step, to the reader of the paper."""
    if step["owner"]:
        return str(step["owner"])
    if step["kind"] == "worker":
        return str(paper.case.social_worker.name)
    if paper.person is not None and step["for_person"] == str(paper.person.pk):
        return str(paper.person.first_name)
    return _("rodzina")


def _service(step: Mapping[str, Any], terms: ServiceTerms | None) -> dict[str, str]:
    begins = _day(terms.starts_on) if terms and terms.starts_on else ""
    ends = _day(terms.ends_on) if terms and terms.ends_on else day_words(step["due_on"])
    return {
        "name": step["service"],
        "provider": step["owner"],
        "scope": (terms.scope if terms else "") or step["title"],
        "period": f"{begins} – {ends}" if begins else ends,
        "place": (terms.place if terms else "") or "–",
    }


def _own_step(step: Mapping[str, Any], paper: Paper) -> str:
    due = day_words(step["due_on"]) if step["due_on"] else ""
    return " · ".join(part for part in (step["title"], _who(step, paper), due) if part)


def _helpers(paper: Paper, content: Mapping[str, Any]) -> list[str]:
    """The worker, and the partners of the steps on this paper."""
    partners = {
        step["owner"]
        for goal in content["goals"]
        for step in goal["steps"]
        if step["kind"] in {"service", "partner"} and step["status"] != "abandoned"
    }
    return [
        _("%(name)s – mój pracownik socjalny") % {"name": paper.case.social_worker.name},
        *sorted(partners),
    ]


def _label(choice: Any) -> str:
    return str(choice.label)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
