"""Addresses of the family's own pages; neutral words, since somebody may look over a shoulder."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.portal import consents, steps, talking, views
from web.shell import navigation

app_name = "portal"
_STEP = "moje/kroki/<uuid:task_id>/"
urlpatterns = [
    path("moje/", views.own_page, name="own"),
    path("moje/zgoda/", views.agree, name="agree"),
    path("moje/wycofanie/", consents.withdraw, name="withdraw"),
    path("moje/zgody/", consents.consents, name="consents"),
    path("moje/wiadomosci/", talking.talk, name="talk"),
    path("moje/wazne/", views.matters, name="matters"),
    path("moje/kartka/", views.print_out, name="print"),
    path("moje/propozycja/<uuid:goal_id>/", views.propose, name="propose"),
    path("moje/zadania/<uuid:task_id>/zrobione/", steps.complete, name="complete"),
    path(_STEP, steps.step, name="step"),
    path(_STEP + "tak/", steps.accept, name="accept"),
    path(_STEP + "nie/", steps.decline, name="decline"),
    path(_STEP + "inny-dzien/", steps.move, name="move"),
    path("moje/dni/<uuid:proposal_id>/", steps.answer_day, name="answer-day"),
]
navigation.register(
    "municipality",
    navigation.NavItem("portal:own", _("Moja strona"), roles=(Role.FAMILY_MEMBER,), order=10),
    navigation.NavItem("portal:talk", _("Wiadomości"), roles=(Role.FAMILY_MEMBER,), order=12),
    navigation.NavItem("portal:consents", _("Moje zgody"), roles=(Role.FAMILY_MEMBER,), order=18),
)
