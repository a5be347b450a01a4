"""A family whose every word is a mark, in a town with a record of every kind; by operations only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from core.access import operations as access
from core.assessments.operations import correct_assessment, finish_assessment, start_assessment
from core.assessments.rules.readings import Entry
from core.basket.models import ServiceCard
from core.basket.operations import proposals
from core.basket.operations.confirmations import ask_partner
from core.families import operations as families
from core.families.operations.importing import read_families
from core.fidelity.operations import decide_terms
from core.fidelity.rules.facts import Terms
from core.involvement import operations as involvement
from core.matching.operations import needs
from core.matching.operations.answers import answer
from core.notes import operations as notes
from core.opendata.operations.reading import read_import
from core.opendata.operations.uploading import start_import
from core.partnership.models import PartnerOrganisation
from core.partnership.operations import amendments, copies, drafts, papers, update_partner
from core.paths import operations as paths
from core.places import operations as places
from core.privacy.operations import authorisations
from core.privacy.operations.authorisations import authorise
from core.privacy.operations.bases import keep_basis
from core.privacy.operations.sheets import begin_sheet
from core.privacy.operations.texts import publish_text
from core.privacy.rules.texts import PROMISES
from core.rights import operations as rights
from core.safety import operations as safety
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.ids import uuid7
from core.teams import operations as teams
from core.teams.operations import joining, minutes, planning, room
from core.teams.queries import members_of
from core.teams.queries.planning import invitations_of
from graphql_api.ids import global_id
from tests.core.documents.test_papers import PNG
from tests.core.families.test_importing import HEAD
from tests.core.partnership.stories import invited
from tests.graphql_api.walk import MARK
from tests.support import people, pictures, vertical
from tests.support.accession import accession_of
from tests.support.assessments import data
from tests.support.meetings import published_meeting
from tests.support.texts import texts_of

SHEET = "Organizacja;Nazwa usługi;Kategoria;Koszt\nPoradnia;Dyżur;Wsparcie rodziny;bezpłatnie\n"


@dataclass
class Marked:
    """A family whose every word is a mark, with the ids of all its records.

    `beside` has ids of records that are none of the leading worker's business: to ask with, not to meet.
    """

    town: vertical.Town
    family: vertical.Family
    ids: dict[str, str]
    beside: dict[str, str]

    @property
    def every(self) -> dict[str, str]:
        """All ids to ask with."""
        return self.ids | self.beside


def marked_family(partner: str = f"Poradnia {MARK}") -> Marked:
    """A family with grounds, team, meeting, path and a request, all of it marked."""
    town = vertical.town(partner)
    family = vertical.family()
    for person in (family.mother, family.father):
        person.first_name = person.last_name = MARK
        person.save()
    team, plan = family.team, family.plan
    assert team is not None
    assert plan is not None
    worker = family.worker
    families.record_grounds(actor=worker, case=family.case, codes=["7"])
    seats = members_of(team)
    teams.hold_meeting(actor=worker, team=team, present=seats, minutes=MARK, place=MARK)
    goal = paths.set_goal(actor=worker, plan=plan, title=MARK, area="safety", why=MARK)
    task = paths.add_task(
        actor=worker,
        goal=goal,
        task=paths.TaskData(title=MARK, kind="service", service=town.card, need=MARK),
    )
    update_partner(actor=people.system(), partner=town.partner, email="poradnia@town.example")
    ServiceCard.objects.update(reviewed_on=None)
    wish = proposals.propose(actor=town.delegate, card=town.card, kind="suspension")
    need = needs.record_need(actor=worker, case=family.case, category="health", text=MARK)
    needs.mark_unmet(actor=worker, need=need, cause="no_service", note=MARK)
    asked = ask_partner(actor=town.officer, partner=town.partner)
    records: dict[str, Any] = {
        "HouseholdFact": answer(actor=worker, case=family.case, kind="income", value="1"),
        "Need": need,
        "UnmetNeed": need.gaps.get(),
        "CardProposal": wish,
        "CardRevision": town.card.revisions.get(version=1),
        "ConfirmationItem": asked.items.get(),
        "ConfirmationRequest": asked,
        "Agreement": family.mother.agreements.get(),
        "Case": family.case,
        "Declaration": town.partner.declarations.get(),
        "Goal": goal,
        "Partner": town.partner,
        "PartnerPerson": town.partner.people.get(),
        "Path": plan,
        "PathConsent": paths.agree_plan(actor=worker, plan=plan, person=family.mother, mode="meeting"),
        "Person": family.mother,
        "Referral": task.referral,
        "ServiceCard": town.card,
        "Task": task,
        **walked(worker, family, plan, task),
        "Team": team,
        "TeamMeeting": team.meetings.get(number=1),
        "TeamMember": seats[0],
    }
    records |= gathering_of(family, town)
    records["TeamAnnex"] = annex_of(family)
    records |= assessment_of(family)
    mother: dict[str, Any] = {"case": family.case, "person": family.mother}
    records["DataRequest"] = rights.receive_request(actor=worker, kind="access", content=MARK, **mother)
    records["PersonCopy"] = rights.request_export(actor=worker, **mother)
    records["Correction"] = rights.correct_person(
        actor=worker, field="last_name", value=f"{MARK} {MARK}", reason=MARK, **mother
    )
    records["LegalHold"] = rights.place_hold(actor=worker, case=family.case, reason=MARK)
    records |= consent_of(family, town)
    records |= published_meeting(town.partner) | papers_of(town.partner)
    records |= accession_of(town.partner) | texts_of(town.partner)
    period = places.set_period(actor=people.system(), card=town.card, places=2)
    records["CapacityPeriod"] = period
    records["PlaceClaim"] = places.hold_place(actor=worker, case=family.case, card=town.card)
    authorise(
        actor=worker,
        case=family.case,
        person=family.mother,
        partner=town.partner,
        categories=["health"],
        purpose="involvement",
    )
    (records["InvolvementQuestion"],) = involvement.ask(
        actor=worker, case=family.case, person=family.mother, partners=[town.partner]
    )
    records |= kept_safe(family)
    records |= looked_back(worker, family)
    second = families.PersonData(MARK, MARK, "child")
    twin = families.add_person(actor=worker, case=family.case, person=second)
    records["PersonMerge"] = families.merge_persons(
        actor=worker, case=family.case, kept=family.mother, dropped=twin
    )
    own = families.start_family_import(
        actor=worker,
        filename="rodziny.csv",
        content=f"{HEAD}POM-1;Rodzina z dziećmi;01.09.2026;1;{MARK};{MARK};Osoba wiodąca;;;\n".encode(),
    )
    read_families(run_id=own.pk)
    records |= {"FamilyImport": own, "FamilyImportRow": own.rows.get()}
    run = start_import(actor=town.officer, filename="uslugi.csv", content=SHEET.encode())
    read_import(run_id=run.pk)
    beside = {
        "ImportRun": global_id("ImportRun", run.pk),
        "ImportRow": global_id("ImportRow", run.rows.get().pk),
        # Templates are the region's and offered to all its towns: none of this town's.
        "TemplateVersion": global_id("TemplateVersion", uuid7()),
        # An open case cannot be erased.
        "Disposal": global_id("Disposal", uuid7()),
    }
    return Marked(town, family, {name: global_id(name, row.pk) for name, row in records.items()}, beside)


def gathering_of(family: vertical.Family, town: vertical.Town) -> dict[str, Any]:
    """A meeting of the team with proposed times and one with minutes shown, and a request to join."""
    worker, team, now = family.worker, family.team, clock.now()
    seats = members_of(team)
    hour = timedelta(hours=1)
    place: dict[str, Any] = {"actor": worker, "team": team, "members": seats, "place": MARK}
    starts = now.replace(hour=9, minute=0) + timedelta(days=3)
    asked = planning.propose_times(times=[(starts, starts + hour)], **place)
    starts = now.replace(hour=9, minute=0, second=0, microsecond=0)
    planned = planning.plan_meeting(starts_at=starts, ends_at=starts + hour, title=MARK, **place)
    record = room.start(actor=worker, planned=planned)
    point = room.add_point(actor=worker, planned=planned, title=MARK)
    point = room.save_point(actor=worker, point=point, text=MARK, version=0)
    decision = room.add_decision(actor=worker, planned=planned, text=MARK, point=point)
    for row in invitations_of(planned):
        room.tick(actor=worker, invitation=row, coming="present")
    room.finish(actor=worker, planned=planned)
    minutes.open_amendments(actor=worker, planned=planned, amend_until=clock.today())
    (invitation, *_others) = invitations_of(planned)
    amendment = minutes.propose_for_seat(
        actor=worker, invitation=invitation, point=point, text=f"{MARK} {MARK}", comment=MARK
    )
    request = joining.ask_by_number(actor=town.delegate, case_number=family.case.number, reason=MARK)
    return {
        "JoinRequest": request,
        "MeetingInvitation": invitation,
        "MeetingSlot": asked.slots.get(),
        "PlannedMeeting": planned,
        "TeamAgendaPoint": point,
        "TeamAmendment": amendment,
        "TeamDecision": decision,
        "TeamMinutes": record,
    }


def annex_of(family: vertical.Family) -> Any:
    """An annex to minutes that were published the day before."""
    worker, hour = family.worker, timedelta(hours=1)
    with clock.standing_at(clock.today() - timedelta(days=1)):
        starts = clock.now().replace(hour=9, minute=0, second=0, microsecond=0)
        planned = planning.plan_meeting(
            actor=worker,
            team=family.team,
            members=members_of(family.team),
            place=MARK,
            starts_at=starts,
            ends_at=starts + hour,
            title=MARK,
        )
        room.start(actor=worker, planned=planned)
        point = room.add_point(actor=worker, planned=planned, title=MARK)
        room.save_point(actor=worker, point=point, text=MARK, version=0)
        for row in invitations_of(planned):
            room.tick(actor=worker, invitation=row, coming="present")
        room.finish(actor=worker, planned=planned)
        minutes.open_amendments(actor=worker, planned=planned, amend_until=clock.today())
    minutes.publish(actor=worker, planned=planned)
    return minutes.add_annex(actor=worker, planned=planned, text=MARK, reason=MARK)


def assessment_of(family: vertical.Family) -> dict[str, Any]:
    """A corrected assessment with all that hangs on it, and the terms of fidelity."""
    said = data(clock.today(), family.mother, Entry("housing", 1, 2, MARK, MARK), network_who=MARK)
    made = start_assessment(actor=family.worker, case=family.case)
    made = finish_assessment(
        actor=family.worker, assessment=made, data=replace(said, words=MARK, others=MARK)
    )
    correct_assessment(actor=family.worker, assessment=made, data=said, reason=MARK, version=made.version)
    return {
        "AssessmentAnswer": made.answers.get(),
        "AssessmentForm": made.form,
        "AssessmentParticipant": made.took_part.get(),
        "AssessmentRevision": made.revisions.get(),
        "FamilyAssessment": made,
        "FidelityTerms": decide_terms(actor=people.actor(Role.DIRECTOR), terms=Terms(answer_days=5)),
        "Reading": made.readings.get(),
    }


def walked(worker: Any, family: vertical.Family, plan: Any, task: Any) -> dict[str, Any]:
    """What was said of a step, what happened to it, and what was printed."""
    said = {"actor": worker, "task": task, "person": family.mother}
    voice = paths.object_to_step(words=MARK, mode="phone", **said)
    proposal = paths.propose_date(due_on=clock.today(), why=MARK, **said)
    word = paths.say_what_matters(
        actor=worker, case=family.case, person=family.mother, words=MARK, mode="phone"
    )
    fields = paths.SocialPlanData(starts_on=clock.today(), ends_on=clock.today(), needs=MARK)
    social = paths.write_social_plan(
        actor=worker, plan=plan, data=fields, terms={task: paths.Terms(scope=MARK)}
    )
    paths.agree_plan(actor=worker, plan=plan, person=family.father, mode="meeting")
    return {
        "DateProposal": proposal,
        "FamilyWord": word,
        "PathPaper": paths.print_contract(actor=worker, plan=plan),
        "PathVersion": plan.versions.get(),
        "PlannedServiceTerms": task.terms,
        "SocialServicesPlan": social,
        "StepChange": task.changes.first(),
        "StepVoice": voice,
    }


def looked_back(worker: Actor, family: vertical.Family) -> dict[str, Any]:
    """A review of the path and a closing conversation, after which the work went on."""
    today, present = clock.today(), [family.mother]
    review = families.ReviewData(held_on=today, works=MARK, family_words=MARK, persons=present)
    said = families.ClosingData(held_on=today, achieved=MARK, helped=MARK, persons=present)
    records = {
        "CaseGround": family.case.grounds.get(),
        "ProgressReview": families.record_review(actor=worker, case=family.case, review=review),
        "ClosingConversation": families.record_closing_conversation(
            actor=worker, case=family.case, conversation=said
        ),
    }
    families.resume_case(actor=worker, case=family.case, reason=MARK)
    return records


def consent_of(family: vertical.Family, town: vertical.Town) -> dict[str, Any]:
    """A permission, a restriction of the father's data, a talk, a text and a legal basis."""
    worker, case = family.worker, family.case
    [word] = authorisations.authorise(
        actor=worker,
        case=case,
        person=family.mother,
        partner=town.partner,
        categories=["work"],
        purpose="team",
    )
    return {
        "Authorisation": word,
        "ConsentSheet": begin_sheet(actor=worker, case=case, person=family.mother),
        # What the platform ships has one id in all towns; this one is the town's own.
        "ConsentText": publish_text(
            actor=people.actor(Role.DIRECTOR),
            kind="agreement",
            language="pl",
            title="Zgoda",
            body=f"{word.text.title}.\n\n{PROMISES['pl']}",
        ),
        "LegalBasis": keep_basis(
            actor=town.officer,
            partner=town.partner,
            records="Karta wsparcia",
            article6=["6_1_e"],
            plain="Poradnia notuje spotkania.",
        ),
        "Restriction": authorisations.restrict(actor=worker, case=case, person=family.father),
    }


def papers_of(partner: PartnerOrganisation) -> dict[str, Any]:
    """A paper of each kind that a partner can have."""
    system, declaration = people.system(), partner.declarations.get()
    certificate = papers.issue_certificate(actor=system, declaration=declaration)
    amendment = amendments.prepare_amendment(
        actor=system, declaration=declaration, effective_on=clock.today(), scope="Zakres"
    )
    draft = drafts.prepare_declaration(actor=system, partner=invited("Druga Poradnia"))
    copy = copies.add_copy(actor=system, paper=declaration, name="skan.png", content=PNG)
    return {
        "Certificate": certificate,
        "DeclarationAmendment": amendment,
        "DeclarationDraft": draft,
        "IssuedDocument": amendment.document,
        "SignedCopy": copy,
    }


def kept_safe(family: vertical.Family) -> dict[str, Any]:
    """How the mother is reached, that the father may know nothing of her, a note with a file."""
    worker, case = family.worker, family.case
    note = notes.write_note(
        actor=worker,
        case=case,
        note=notes.NoteData(body=MARK, own_words=MARK, about=family.mother, spoken_by=family.mother),
        file=(f"{MARK}.png", pictures.png(), "working"),
    )
    return {
        "ContactDetails": safety.set_contact(
            actor=worker,
            case=case,
            person=family.mother,
            contact=safety.ContactData(address=MARK, phone=MARK, through=MARK, ways=["through"]),
        ),
        "FamilyMessage": access.send_message(actor=worker, case=case, person=family.mother, text=MARK),
        "Note": note,
        "NoteFile": note.attachments.get(),
        "SeparateProcedure": safety.mark_separate_procedure(actor=worker, case=case),
        "Separation": safety.separate(
            actor=worker, case=case, kept_from=family.father, protected=family.mother, reason=MARK
        ),
    }
