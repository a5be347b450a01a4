"""What can go wrong by the rules of the domain, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule refuses; the message says what to do. Pages, GraphQL and commands show it as it is.

    Subclasses give `code` (stable, for programs), `message` (translated, with `%(name)s` places
    filled from `data`) and, where one field is to blame, `field`.
    """

    code = "refused"
    text: str | Promise = _("Nie można tego zrobić.")
    field: str | None = None
    status = 400
    # What is written although the refused act is rolled back; whoever holds the transaction calls it after.
    afterwards: Callable[[], object] | None = None

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code)
        self.data = data

    @property
    def message(self) -> str:
        """The sentence for the user, in the language of the moment."""
        return str(self.text) % self.data if self.data else str(self.text)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class NotVisibleError(DomainError):
    """The actor may not know of the object: answered exactly as if it did not exist."""

    code = "not_found"
    text = _("Nie ma takiej strony albo nie jest dla Ciebie dostępna.")
    status = 404


class ConflictError(DomainError):
    """Somebody else changed it meanwhile; nothing was overwritten."""

    code = "conflict"
    text = _("Ktoś zmienił te dane w międzyczasie. Sprawdź je i zapisz jeszcze raz.")
    status = 409


NotVisible = NotVisibleError
