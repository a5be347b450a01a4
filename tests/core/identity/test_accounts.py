"""Who may give which roles, and who may make a program's key."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import identify_hasher

from core.audit.models import AuditEvent
from core.families import queries as families
from core.identity import errors, operations
from core.identity.models import RoleGrant, User
from core.identity.rules import LEGIBLE, roles_to_give
from core.partnership.models import PartnerPerson
from core.partnership.operations import end_person, name_person, open_delegate_account
from core.privacy.errors import HasAccountError, NoAgreementError
from core.privacy.operations import open_own_page, withdraw_agreement
from core.privacy.queries import agreements
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisibleError
from tests.support import families as build
from tests.support import people

GIVES = {
    "director": {"network_officer", "social_worker", "director", "delegate", "data_protection"},
    "data_protection": set(),
    "network_officer": {"delegate"},
    "social_worker": {"family_member"},
    "delegate": set(),
    "family_member": set(),
    "regional_coordinator": {"regional_coordinator"},
    "operator": {"operator"},
}


def test_the_table_says_who_gives_what() -> None:
    assert set(GIVES) == set(Role.values)
    assert {role: set(roles_to_give([role])) for role in Role.values} == GIVES
    assert set(roles_to_give(["network_officer", "social_worker"])) == {"delegate", "family_member"}


@pytest.mark.parametrize("giver", sorted(GIVES))
def test_the_operation_keeps_to_the_table(in_town: str, giver: str) -> None:
    actor = people.actor(giver)
    for role in Role.values:
        address = f"{role}@nowe.example"
        if role in GIVES[giver]:
            made = operations.create_user(actor=actor, email=address, name="Nowa Osoba", roles=[role])
            assert [grant.role for grant in made.grants.all()] == [role]
            continue
        refusal: type[DomainError] = errors.RoleNotYoursError if GIVES[giver] else NotVisibleError
        with pytest.raises(refusal):
            operations.create_user(actor=actor, email=address, name="Nowa Osoba", roles=[role])
        assert not User.objects.filter(email=address).exists()


def test_one_role_too_many_or_none_is_refused(in_town: str) -> None:
    officer = people.actor("network_officer")
    for roles in ([], ["delegate", "director"]):
        with pytest.raises(errors.RoleNotYoursError):
            operations.create_user(actor=officer, email="x@nowe.example", name="X", roles=roles)


def test_the_first_password_is_legible_random_and_kept_as_a_hash_only(in_town: str) -> None:
    director = people.actor("director")
    found = set()
    for number in range(5):
        user, password = operations.open_account(
            actor=director, email=f"n{number}@nowe.example", name=" Nowa Osoba ", roles=["social_worker"]
        )
        assert re.fullmatch(rf"([{LEGIBLE}]{{4}}-){{3}}[{LEGIBLE}]{{4}}", password)
        assert user.check_password(password)
        assert identify_hasher(user.password)
        assert user.name == "Nowa Osoba"
        found.add(password)
    assert len(found) == 5
    noted = str(list(AuditEvent.objects.values()))
    assert "identity.user_created" in noted
    assert not [password for password in found if password in noted]


@pytest.mark.parametrize(
    ("email", "name", "refusal"),
    [
        ("bez-malpy", "Nowa Osoba", errors.BadEmailError),
        ("", "Nowa Osoba", errors.BadEmailError),
        ("nowa@nowe.example", "  ", errors.AccountNameMissingError),
        ("ZAJETY@testy.example", "Nowa Osoba", errors.EmailTakenError),
    ],
)
def test_what_makes_no_account_writes_nothing(
    in_town: str, email: str, name: str, refusal: type[DomainError]
) -> None:
    director = people.actor("director")
    people.account("social_worker", email="zajety@testy.example")
    before = (User.objects.count(), RoleGrant.objects.count(), AuditEvent.objects.count())
    with pytest.raises(refusal):
        operations.open_account(actor=director, email=email, name=name, roles=["social_worker"])
    assert (User.objects.count(), RoleGrant.objects.count(), AuditEvent.objects.count()) == before


def test_a_key_is_made_for_oneself_only(in_town: str) -> None:
    worker = people.account("social_worker")
    own = people.actor_of(worker)
    operations.issue_token(actor=own, user=worker, name="own", scopes=["families:read"])
    operations.issue_token(actor=people.system(), user=worker, name="job", scopes=["families:read"])
    for role in Role.values:
        with pytest.raises(NotVisibleError):
            operations.issue_token(actor=people.actor(role), user=worker, name="x", scopes=["families:read"])
    assert worker.tokens.count() == 2


def test_a_delegate_and_the_account_come_together_or_not_at_all(in_town: str) -> None:
    partner = build.partner()
    officer = people.actor("network_officer")
    person, password = open_delegate_account(
        actor=officer, partner=partner, name="Dana Delegowana", job_title="radca", email="dana@nowe.example"
    )
    assert person.is_delegate
    assert person.user is not None
    assert person.user.check_password(password)
    assert people.actor_of(person.user).partner_id == partner.pk
    with pytest.raises(errors.EmailTakenError):
        open_delegate_account(actor=officer, partner=partner, name="Inna", email="dana@nowe.example")
    assert PartnerPerson.objects.filter(partner=partner).count() == 1


def test_somebody_named_before_gets_the_account_and_no_second_entry(in_town: str) -> None:
    partner = build.partner()
    officer = people.actor("network_officer")
    named = name_person(
        actor=officer, partner=partner, name="Dana", email="Dana@nowe.example", is_delegate=False
    )
    gone = name_person(actor=officer, partner=partner, name="Jan", email="jan@nowe.example")
    end_person(actor=officer, person=gone)
    person, _ = open_delegate_account(actor=officer, partner=partner, name="Dana", email="dana@nowe.example")
    other, _ = open_delegate_account(actor=officer, partner=partner, name="Jan", email="jan@nowe.example")
    assert person == named
    assert person.is_delegate
    assert other != gone
    assert PartnerPerson.objects.filter(partner=partner).count() == 3


def test_a_naming_that_fails_takes_the_account_back(in_town: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_ignored: object) -> None:
        raise NotVisibleError

    monkeypatch.setattr("core.partnership.operations.people.name_person", refuse)
    monkeypatch.setattr("core.privacy.operations.agreements.link_account", refuse)
    partner = build.partner()
    with pytest.raises(NotVisibleError):
        open_delegate_account(
            actor=people.actor("director"), partner=partner, name="Dana", email="dana@nowe.example"
        )
    worker = people.actor("social_worker")
    case = build.agreed(worker, build.family(worker))
    with pytest.raises(NotVisibleError):
        open_own_page(actor=worker, case=case, person=families.persons_of(case)[0], email="dana@nowe.example")
    assert not User.objects.filter(email="dana@nowe.example").exists()


def test_the_own_page_needs_an_agreement_in_force_and_is_one_a_person(in_town: str) -> None:
    worker = people.actor("social_worker")
    case = build.agreed(worker, build.family(worker))
    mother, father = families.persons_of(case)[:2]
    with pytest.raises(NoAgreementError):
        open_own_page(actor=worker, case=case, person=father, email="ojciec@nowe.example")
    password = open_own_page(actor=worker, case=case, person=mother, email="matka@nowe.example")
    account = User.objects.get(email="matka@nowe.example")
    assert account.check_password(password)
    assert people.actor_of(account).person_id == mother.pk
    assert people.actor_of(account).roles == {"family_member"}
    with pytest.raises(HasAccountError):
        open_own_page(actor=worker, case=case, person=mother, email="inna@nowe.example")
    withdraw_agreement(actor=worker, agreement=agreements(case)[0])
    with pytest.raises(NoAgreementError):
        open_own_page(actor=worker, case=case, person=mother, email="inna@nowe.example")
    assert not User.objects.filter(email__in=["ojciec@nowe.example", "inna@nowe.example"]).exists()


def test_nobody_but_the_leading_worker_opens_a_familys_page(in_town: str) -> None:
    worker = people.actor("social_worker")
    case = build.agreed(worker, build.family(worker))
    mother = families.persons_of(case)[0]
    for role in ("social_worker", "director", "network_officer", "delegate", "family_member"):
        with pytest.raises(NotVisibleError):
            open_own_page(actor=people.actor(role), case=case, person=mother, email="matka@nowe.example")
