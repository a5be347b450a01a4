"""The content of a form: domains of life with their anchored scale, and typed questions.

A form is plain data in three languages. Its readings are compared between towns and years by the code of
the domain; wording may differ, codes never change their meaning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from core.assessments.errors import (
    NoDomainsError,
    QuestionChoicesError,
    QuestionTextError,
    UnknownTemplatePartError,
)

LOWEST: Final = 0
HIGHEST: Final = 10
ANCHORS: Final = (0, 3, 5, 7, 10)
LONGEST_QUESTION: Final = 200
CHOICES: Final = (2, 8)
OWN: Final = "own_"

Wording = Mapping[str, str]


def said(wording: Wording, language: str) -> str:
    """The text in a language, in Polish where it has none."""
    return wording.get(language) or wording.get("pl", "")


@dataclass(frozen=True)
class Choice:
    """One answer of a list."""

    code: str
    text: Wording


@dataclass(frozen=True)
class Question:
    """A question of a domain; required only where an assessment would say nothing without it."""

    code: str
    kind: str
    text: Wording
    help: Wording = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    required: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the town wrote it."""
        return self.code.startswith(OWN)


@dataclass(frozen=True)
class Domain:
    """A field of life; `alone`: asked of each person alone, never at a table with the others."""

    code: str
    label: Wording
    description: Wording
    anchors: Mapping[str, Wording]
    need: str
    told_as: str = ""
    alone: bool = False
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Form:
    """All that is asked."""

    template: str
    domains: tuple[Domain, ...]

    def domains_for(self, *, one_person: bool) -> list[Domain]:
        """Domains that may be asked: what one asks alone is not asked before the whole family."""
        return [domain for domain in self.domains if one_person or not domain.alone]

    def domain(self, code: str) -> Domain | None:
        return next((domain for domain in self.domains if domain.code == code), None)

    def question(self, code: str) -> Question | None:
        questions = (question for domain in self.domains for question in domain.questions)
        return next((question for question in questions if question.code == code), None)


@dataclass(frozen=True)
class OwnQuestion:
    """A question that a town adds to a domain, in its own words."""

    domain: str
    kind: str
    text: str
    help: str = ""
    choices: Sequence[str] = ()


def read(content: Mapping[str, Any]) -> Form:
    """A form from its stored data."""
    return Form(content["template"], tuple(_domain(row) for row in content["domains"]))


def stored(form: Form) -> dict[str, Any]:
    """The data of a form, to be kept with its version."""
    return asdict(form)


def _domain(row: Mapping[str, Any]) -> Domain:
    questions = tuple(_question(one) for one in row.get("questions", row.get("question", ())))
    kept = {name: row[name] for name in ("code", "label", "description", "anchors", "need")}
    return Domain(
        **kept, told_as=row.get("told_as", ""), alone=bool(row.get("alone", False)), questions=questions
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        code=row["code"],
        kind=row["kind"],
        text=row["text"],
        help=row.get("help", {}),
        choices=tuple(Choice(one["code"], one["text"]) for one in row.get("choices", ())),
        required=bool(row.get("required", False)),
    )


def chosen(
    template: Form,
    *,
    domains: Collection[str],
    questions: Collection[str],
    required: Collection[str] = (),
    own: Sequence[OwnQuestion] = (),
) -> Form:
    """The part of a template that a town wants, in the template's order, with the town's own questions.

    Raises `NoDomainsError`, `UnknownTemplatePartError`, and what says how to write a question.
    """
    known = {domain.code for domain in template.domains}
    asked = {question.code for domain in template.domains for question in domain.questions}
    if not (set(domains) <= known and set(questions) | set(required) <= asked):
        raise UnknownTemplatePartError
    if not domains:
        raise NoDomainsError
    added = {question.code: (one.domain, question) for one in own for question in [_own_question(one)]}
    if not {domain for domain, _ in added.values()} <= set(domains):
        raise UnknownTemplatePartError
    kept = []
    for domain in template.domains:
        if domain.code not in domains:
            continue
        here = [
            replace(question, required=question.code in required)
            for question in domain.questions
            if question.code in questions
        ]
        here += [question for code, question in added.values() if code == domain.code]
        kept.append(replace(domain, questions=tuple(here)))
    return Form(template.template, tuple(kept))


def _own_question(one: OwnQuestion) -> Question:
    text = one.text.strip()
    if not 0 < len(text) <= LONGEST_QUESTION or one.kind not in {"scale", "yes_no", "choice", "text"}:
        raise QuestionTextError
    choices = [choice.strip() for choice in one.choices if choice.strip()] if one.kind == "choice" else []
    fewest, most = CHOICES
    if one.kind == "choice" and not (fewest <= len(choices) <= most and len(set(choices)) == len(choices)):
        raise QuestionChoicesError
    return Question(
        code=_own_code(one, text),
        kind=one.kind,
        text={"pl": text},
        help={"pl": one.help.strip()[:LONGEST_QUESTION]} if one.help.strip() else {},
        choices=tuple(Choice(f"c{number}", {"pl": choice}) for number, choice in enumerate(choices, 1)),
    )


def _own_code(one: OwnQuestion, text: str) -> str:
    """The same words in the same domain are the same question in every version of the form."""
    words = hashlib.sha256(f"{one.kind}:{text}".encode()).hexdigest()
    return f"{OWN}{one.domain}_{words[:10]}"
