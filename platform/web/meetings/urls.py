"""Addresses of teams' meetings: planned, held, minuted; and of who sits in a team."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.shared.enums import Role
from web.meetings import answers, joining, links, minutes, own, planning, room
from web.shell.navigation import NavItem, register

app_name = "meetings"
_CASE = "rodziny/<uuid:case_id>/"
_ONE = "rodziny/spotkania/<uuid:planned_id>/"
_ASKED = "rodziny/zaproszenia/<uuid:invitation_id>/"
_MINE = "moje-spotkania/<uuid:planned_id>/"
urlpatterns = [
    path("rodziny/spotkania/", planning.ahead, name="ahead"),
    path("rodziny/wymagany-sklad/", joining.quorum, name="quorum"),
    path(_CASE + "spotkania/", planning.of_case, name="of-case"),
    path(_CASE + "spotkania/zaplanuj/", planning.plan, name="plan"),
    path(_CASE + "spotkania/terminy/", planning.times, name="times"),
    path(_CASE + "sklad/", joining.overview, name="composition"),
    path(_CASE + "sklad/partner/<uuid:partner_id>/", joining.seat, name="seat"),
    path(_CASE + "sklad/<uuid:member_id>/koniec/", joining.leave, name="leave"),
    path(_CASE + "sklad/osoba-pomagajaca/", joining.invite_helper, name="invite-helper"),
    path(_CASE + "przekazanie/", joining.hand_over, name="hand-over"),
    path("rodziny/prosby/<uuid:request_id>/przyjecie/", joining.approve, name="approve"),
    path("rodziny/prosby/<uuid:request_id>/odmowa/", joining.decline, name="decline"),
    path(_ONE, planning.planned, name="planned"),
    path(_ONE + "termin/<uuid:slot_id>/", planning.choose, name="choose"),
    path(_ONE + "przenies/", planning.move, name="move"),
    path(_ONE + "odwolaj/", planning.cancel, name="cancel"),
    path(_ONE + "zapros/", planning.invite, name="invite"),
    path(_ONE + "przypomnij/", planning.remind, name="remind"),
    path(_ONE + "punkt/", planning.add_point, name="add-point"),
    path(_ONE + "rozpocznij/", room.start, name="start"),
    path(_ONE + "w-sali/", room.show, name="room"),
    path(_ONE + "obecnosc/", room.tick, name="tick"),
    path(_ONE + "ustalenie/", room.decide, name="decide"),
    path(_ONE + "koniec/", room.finish, name="finish"),
    path(_ONE + "protokol/", minutes.show, name="minutes"),
    path(_ONE + "protokol.pdf", minutes.print_out, name="print"),
    path(_ONE + "protokol/uwagi/", minutes.term, name="term"),
    path(_ONE + "protokol/publikacja/", minutes.publish, name="publish"),
    path(_ONE + "protokol/aneks/", minutes.annex, name="annex"),
    path(_ASKED + "odpowiedz/", answers.answer_for, name="answer-for"),
    path(
        "rodziny/zaproszenia/<uuid:invitation_id>/zastepstwo/", answers.substitute_for, name="substitute-for"
    ),
    path("rodziny/punkty/<uuid:point_id>/", planning.change_point, name="change-point"),
    path("rodziny/punkty/<uuid:point_id>/zapis/", room.write, name="write"),
    path("rodziny/ustalenia/<uuid:decision_id>/cofnij/", room.undo_decision, name="undo-decision"),
    path("rodziny/uwagi/<uuid:amendment_id>/przyjecie/", minutes.accept, name="accept-amendment"),
    path("rodziny/uwagi/<uuid:amendment_id>/odmowa/", minutes.decline, name="decline-amendment"),
    path("moje-spotkania/", own.meetings, name="own-list"),
    path("moje-spotkania/dolaczenie/", joining.ask, name="ask"),
    path(_MINE, own.meeting, name="own"),
    path(_MINE + "uwaga/<uuid:point_id>/", own.amend, name="amend"),
    path(_MINE + "zastepstwo/", own.substitute, name="substitute"),
    path(_MINE + "zapis.pdf", own.print_out, name="own-print"),
    path("spotkanie/<str:token>/", links.answer, name="answer-by-link"),
    path("dolacz/<str:token>/", links.join, name="join"),
]

register(
    "municipality",
    NavItem("meetings:own-list", _("Spotkania"), (Role.FAMILY_MEMBER, Role.DELEGATE), order=16),
)
