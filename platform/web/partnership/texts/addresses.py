"""Addresses of the rules and annual plans."""

from __future__ import annotations

from django.urls import path

from web.partnership.texts import accepting, adopting, plans, reading, writing

_TEXTS = "regulamin-i-plan/"
_VERSION = f"{_TEXTS}wersje/<uuid:version_id>/"
_ITEM = f"{_TEXTS}zadania/<uuid:plan_item_id>/"
_TEMPLATE = f"{_TEXTS}wzory/<uuid:offered_id>/"

urlpatterns = [
    path(_TEXTS, reading.texts, name="texts"),
    path(f"{_TEXTS}nowy/", writing.new, name="text-new"),
    path(f"{_TEXTS}teksty/<uuid:text_id>/", reading.text, name="text"),
    path(f"{_TEXTS}porownanie/", reading.compare, name="text-compare"),
    path(f"{_TEXTS}porownanie.txt", reading.compare_plain, name="text-compare-plain"),
    path(_VERSION, reading.version, name="text-version"),
    path(f"{_VERSION}tekst.pdf", reading.paper, name="text-pdf"),
    path(f"{_VERSION}akceptacje/", reading.answers, name="text-answers"),
    path(f"{_VERSION}nastepna/", writing.following, name="text-next"),
    path(f"{_VERSION}tresc/", writing.edit, name="text-edit"),
    path(f"{_VERSION}przekazanie/", writing.put, name="text-put"),
    path(f"{_VERSION}wejscie-w-zycie/", writing.in_force, name="text-in-force"),
    path(f"{_VERSION}zaniechanie/", writing.abandon, name="text-abandon"),
    path(f"{_VERSION}akceptacja/", accepting.accept, name="text-accept"),
    path(f"{_VERSION}odnotowanie/", accepting.record, name="text-record"),
    path(f"{_VERSION}przypomnienie/", accepting.remind, name="text-remind"),
    path(f"{_TEXTS}akceptacje/<uuid:acceptance_id>/usuniecie/", accepting.undo, name="text-undo"),
    path(f"{_VERSION}zadania/", plans.add, name="plan-item-add"),
    path(_ITEM, plans.edit, name="plan-item-edit"),
    path(f"{_ITEM}skreslenie/", plans.remove, name="plan-item-remove"),
    path(f"{_ITEM}wykonanie/", plans.done, name="plan-item-done"),
    path(f"{_ITEM}cofniecie/", plans.undone, name="plan-item-undone"),
    path(f"{_TEXTS}wzory/", adopting.templates, name="templates"),
    path(_TEMPLATE, adopting.template, name="template"),
    path(f"{_TEMPLATE}przyjecie/", adopting.adopt, name="template-adopt"),
    path(f"{_TEMPLATE}wlasny-tekst/", adopting.keep, name="template-keep"),
    path("akceptacja/<str:token>/", accepting.by_link, name="accept-link"),
]
