"""Addresses of notes and their files."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.notes import files, views
from web.shell.navigation import NavItem, register

app_name = "notes"
_CASE = "rodziny/<uuid:case_id>/notatki/"
_NOTE = "notatki/<uuid:note_id>/"
_FILE = "notatki/pliki/<uuid:attachment_id>/"
urlpatterns = [
    path(_CASE, views.notes, name="notes"),
    path(_CASE + "nowa/", views.new, name="new"),
    path("notatki/", views.mine, name="mine"),
    path("notatki/pliki/", files.going, name="going"),
    path(_NOTE, views.note, name="note"),
    path(_NOTE + "zmiana/", views.edit, name="edit"),
    path(_NOTE + "plik/", files.attach, name="attach"),
    path(_FILE, files.file, name="file"),
    path(_FILE + "dluzej/", files.keep, name="keep"),
    path(_FILE + "usuniecie/", files.remove, name="remove"),
]
register("municipality", NavItem("notes:mine", _("Notatki"), (Role.SOCIAL_WORKER,), order=15))
