"""Addresses of accession: stages, diagnoses, the resource map, invitations, ways to reach people."""

from __future__ import annotations

from django.urls import path

from web.partnership import board, contacts, invitations, powiats, resources

_ASSESSMENT = "partnerstwo/diagnozy/<uuid:assessment_id>/"
_RESOURCE = "partnerstwo/zasoby/<uuid:entry_id>/"
_INVITATION = "partnerstwo/zaproszenia/<uuid:invitation_id>/"
_PERSON = "partnerzy/osoby/<uuid:person_id>/"

urlpatterns = [
    path("partnerstwo/etapy/", board.board, name="board"),
    path("partnerstwo/etapy/<int:edition>/<slug:code>/", board.step, name="step"),
    path("partnerstwo/etapy/<int:edition>/<slug:code>/zapis/", board.record, name="record-step"),
    path("partnerstwo/diagnozy/", resources.assessments, name="assessments"),
    path("partnerstwo/diagnozy/nowa/", resources.write_assessment, name="new-assessment"),
    path(_ASSESSMENT, resources.assessment, name="assessment"),
    path(f"{_ASSESSMENT}zmiana/", resources.write_assessment, name="edit-assessment"),
    path(f"{_ASSESSMENT}przyjecie/", resources.adopt, name="adopt-assessment"),
    path("partnerstwo/zasoby/", resources.resources, name="resources"),
    path("partnerstwo/zasoby/nowa/", resources.map_resource, name="new-resource"),
    path(_RESOURCE, resources.resource, name="resource"),
    path(f"{_RESOURCE}zmiana/", resources.map_resource, name="edit-resource"),
    path(f"{_RESOURCE}wybor/", resources.shortlist, name="shortlist-resource"),
    path(f"{_RESOURCE}zaproszenie/", resources.invite, name="invite-resource"),
    path(f"{_RESOURCE}pominiecie/", resources.drop, name="drop-resource"),
    path("partnerstwo/zaproszenia/", invitations.invitations, name="invitations"),
    path("partnerstwo/zaproszenia/listy/", invitations.letters, name="letters"),
    path("partnerstwo/zaproszenia/powiat/", powiats.invite, name="invite-powiat"),
    path(_INVITATION, invitations.invitation, name="invitation"),
    path(f"{_INVITATION}zaproszenie.pdf", invitations.letter, name="letter"),
    path(f"{_INVITATION}odpowiedz/", invitations.record_answer, name="record-answer"),
    path(f"{_INVITATION}wycofanie/", invitations.cancel, name="cancel-invitation"),
    path("zaproszenie/<str:token>/", invitations.answer, name="answer"),
    path("zaproszenia-gmin/", powiats.received, name="offers"),
    path("zaproszenia-gmin/<uuid:offer_id>/", powiats.offer, name="offer"),
    path("partnerzy/<uuid:partner_id>/zaproszenie/", invitations.send, name="send-invitation"),
    path("partnerzy/<uuid:partner_id>/adresy/", contacts.new_address, name="new-address"),
    path("partnerzy/adresy/<uuid:address_id>/", contacts.edit_address, name="edit-address"),
    path("partnerzy/adresy/<uuid:address_id>/koniec/", contacts.remove_address, name="remove-address"),
    path(_PERSON, contacts.person, name="person"),
    path(f"{_PERSON}dane/", contacts.edit_person, name="edit-person"),
    path(f"{_PERSON}zastepstwo/", contacts.substitute, name="substitute"),
    path(f"{_PERSON}kontakt/", contacts.contact_period, name="contact-period"),
    path(
        "partnerzy/zastepstwa/<uuid:substitution_id>/koniec/",
        contacts.end_substitution,
        name="end-substitution",
    ),
    path(
        "partnerzy/kontakty/<uuid:period_id>/koniec/",
        contacts.remove_contact_period,
        name="remove-contact-period",
    ),
]
