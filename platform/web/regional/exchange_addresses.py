"""Addresses of a region's templates and collected lessons."""

from __future__ import annotations

from django.urls import path

from web.regional import lesson_pages, template_pages

_VERSION = "wzory/wersje/<uuid:version_id>/"
_TEMPLATE = "wzory/<uuid:template_id>/"
_LESSON = "wnioski/<uuid:lesson_id>/"

urlpatterns = [
    path("wzory/", template_pages.templates, name="templates"),
    path("wzory/nowy/", template_pages.new, name="template-new"),
    path(_TEMPLATE, template_pages.template, name="template"),
    path(f"{_TEMPLATE}tytul/", template_pages.title, name="template-title"),
    path(f"{_TEMPLATE}nastepna/", template_pages.following, name="template-next"),
    path(_VERSION, template_pages.version, name="template-version"),
    path(f"{_VERSION}tresc/", template_pages.edit, name="template-edit"),
    path(f"{_VERSION}publikacja/", template_pages.publish, name="template-publish"),
    path(f"{_VERSION}usuniecie/", template_pages.drop, name="template-drop"),
    path("wnioski/", lesson_pages.lessons, name="lessons"),
    path(_LESSON, lesson_pages.lesson, name="lesson"),
    path(f"{_LESSON}opracowanie/", lesson_pages.edit, name="lesson-edit"),
    path(f"{_LESSON}publikacja/", lesson_pages.publish, name="lesson-publish"),
    path(f"{_LESSON}zwrot/", lesson_pages.send_back, name="lesson-return"),
    path(f"{_LESSON}zdjecie/", lesson_pages.retract, name="lesson-retract"),
]
