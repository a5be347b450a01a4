"""What is printed or received about a family is sealed under that family's key."""

from __future__ import annotations

import pytest

from core.documents.operations.issued import issue, reproduce
from core.documents.operations.received import receive
from core.documents.queries import altered_documents, content_of
from core.families import keys
from core.shared import clock
from core.shared.errors import NotVisibleError
from core.shared.keyring import KeyDestroyedError
from tests.core.documents.test_papers import PNG
from tests.core.documents.test_render import DECLARATION
from tests.support import families as build
from tests.support import people


@pytest.mark.django_db
def test_a_paper_about_a_family_is_sealed_and_ends_with_its_key(in_town: str) -> None:
    case = build.family(people.actor("social_worker"))
    data = dict(DECLARATION)
    paper = issue(actor=people.system(), template="declaration", number="1", data=data, subject=case)
    assert paper.family == case.household_id
    assert not bytes(paper.content).startswith(b"%PDF")
    assert paper.bytes.startswith(b"%PDF")
    assert paper.printed_data == data
    assert paper.data == {}
    assert reproduce(paper).well
    assert not altered_documents().exists()
    again = issue(actor=people.system(), template="declaration", number="1", data=data, subject=case)
    assert again == paper
    keys.destroy([case.household_id], clock.now())
    with pytest.raises(KeyDestroyedError):
        assert paper.bytes
    assert type(paper).objects.get(pk=paper.pk).printed_data == {}


@pytest.mark.django_db
def test_a_file_about_a_family_ends_with_its_key(in_town: str) -> None:
    case = build.family(people.actor("social_worker"))
    file = receive(actor=people.system(), subject=case, name="skan.png", content=PNG)
    assert content_of(file) == PNG
    keys.destroy([case.household_id], clock.now())
    with pytest.raises(NotVisibleError):
        content_of(file)
