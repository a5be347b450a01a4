"""How persons are reached and what workers noted: told to a partner by the same rule as all else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from core.dossier import operations
from core.notes import operations as notes
from core.notes.models import Note
from core.notes.operations import NoteData
from core.privacy.models import Disclosure
from core.safety import operations as safety
from core.safety.operations import ContactData
from core.shared.errors import NotVisibleError
from tests.core.dossier.test_dossier import clinic, home, lets, opened  # noqa: F401  fixtures
from tests.support import pictures, vertical

if TYPE_CHECKING:
    from tests.support.vertical import Family, Town

pytestmark = pytest.mark.usefixtures("in_town")


def written(home: Family, body: str, category: str = "", about: Any = None) -> Note:  # noqa: F811
    return notes.write_note(
        actor=home.worker,
        case=home.case,
        note=NoteData(body=body, about=about, audience="team" if category else "private", category=category),
        file=("skan.png", pictures.png(), "working"),
    )


def bodies(found: operations.Dossier) -> list[str]:
    return sorted(note.body for note in found.notes)


def test_a_concealed_address_is_told_to_nobody(home: Family, clinic: Town) -> None:  # noqa: F811
    safety.set_contact(
        actor=home.worker,
        case=home.case,
        person=home.mother,
        contact=ContactData(address="Cicha 1", address_concealed=True, phone="600", ways=["phone"]),
    )
    assert opened(home, clinic).contacts == {}
    lets(home, clinic, home.mother, "identity", "contact")
    lets(home, clinic, home.father, "contact")
    found = opened(home, clinic)
    assert set(found.contacts) == {home.mother.pk}
    told = found.contacts[home.mother.pk]
    assert (told.address, told.phone) == ("", "600")
    entry = Disclosure.objects.get()  # of the father there is nothing to tell
    assert (entry.person_id, sorted(entry.told)) == (home.mother.pk, ["contact", "identity"])


def test_a_note_about_one_needs_that_ones_word(home: Family, clinic: Town) -> None:  # noqa: F811
    written(home, "Prywatna")
    written(home, "O niej", "health", home.mother)
    written(home, "O nim", "health", home.father)
    written(home, "O rodzinie", "work")
    assert bodies(opened(home, clinic)) == []
    lets(home, clinic, home.mother, "health", "work")
    assert bodies(opened(home, clinic)) == ["O niej"]
    entry = Disclosure.objects.get()
    assert (entry.person_id, sorted(entry.told)) == (home.mother.pk, ["health"])
    lets(home, clinic, home.father, "work")
    assert bodies(opened(home, clinic)) == ["O niej", "O rodzinie"]


def test_a_file_follows_its_note_and_each_taking_is_written_down(
    home: Family,  # noqa: F811
    clinic: Town,  # noqa: F811
) -> None:
    private, hers, all_of_it = (
        written(home, "Prywatna").attachments.get(),
        written(home, "O niej", "health", home.mother).attachments.get(),
        written(home, "O rodzinie", "work").attachments.get(),
    )
    lets(home, clinic, home.mother, "health", "work")
    take = operations.open_file
    for refused in (private, all_of_it):
        with pytest.raises(NotVisibleError):
            take(actor=clinic.delegate, case_id=home.case.pk, attachment_id=refused.pk)
    assert not Disclosure.objects.exists()
    found, content = take(actor=clinic.delegate, case_id=home.case.pk, attachment_id=hers.pk)
    assert (found, content) == (hers, pictures.png(notes=False))
    entry = Disclosure.objects.get()
    assert (list(entry.told), entry.about) == (["health"], f"notes.attachment:{hers.pk}")
    lets(home, clinic, home.father, "work")
    take(actor=clinic.delegate, case_id=home.case.pk, attachment_id=all_of_it.pk)
    assert Disclosure.objects.count() == 3
    stranger = vertical.town("Inna Poradnia")
    with pytest.raises(NotVisibleError):
        take(actor=stranger.delegate, case_id=home.case.pk, attachment_id=hers.pk)
