"""What the forms of a path offer to choose from, and what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core.basket import queries as basket
from core.families import queries as families
from core.identity.queries import staff_with
from core.partnership.queries import active_partners
from core.paths.enums import TaskKind
from core.paths.operations import Owner
from core.shared import clock
from core.shared.enums import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.shared.actor import Actor


class Offer:
    """Persons of the household, workers, partners and services; each list is read when it is asked for."""

    def __init__(self, actor: Actor, case: Any) -> None:
        self.actor = actor
        self.persons = families.persons_visible(actor, case)
        self._cards: list[Any] | None = None
        self._owners: dict[str, Any] | None = None

    @property
    def cards(self) -> list[Any]:
        """Cards of the basket that may be asked for."""
        if self._cards is None:
            self._cards = list(basket.cards(self.actor, status="published"))
        return self._cards

    @property
    def services(self) -> list[tuple[str, str]]:
        """The same as choices."""
        return [(str(card.pk), f"{card.name} – {card.partner.name}") for card in self.cards]

    @property
    def everybody(self) -> dict[str, Any]:
        """Whoever can do a step, by the key of the choice."""
        if self._owners is None:
            found: dict[str, Any] = {f"person:{one.pk}": one for one in self.persons}
            found |= {f"user:{one.pk}": one for one in staff_with(Role.SOCIAL_WORKER)}
            found |= {f"partner:{one.pk}": one for one in active_partners(clock.today())}
            self._owners = found
        return self._owners

    def owners(self, kind: str | None = None) -> list[Any]:
        """Choices for who does a step, of one kind or of all; none for a service, which is its partner's."""
        groups = {
            TaskKind.FAMILY.value: (_("Rodzina"), "person:"),
            TaskKind.WORKER.value: (_("Pracownicy"), "user:"),
            TaskKind.PARTNER.value: (_("Partnerzy"), "partner:"),
        }
        wanted = [groups[kind]] if kind in groups else ([] if kind else list(groups.values()))
        told = [
            (label, [(key, _name(one)) for key, one in self.everybody.items() if key.startswith(prefix)])
            for label, prefix in wanted
        ]
        return [("", _("– nie wskazano –")), *told] if told else []

    def owner(self, key: str) -> Owner:
        """Who was chosen."""
        one = self.everybody.get(key)
        kind = key.partition(":")[0]
        return Owner(**{kind: one}) if one is not None else Owner()

    def person(self, key: str) -> Any:
        """The person that was chosen, if one was."""
        return chosen(self.persons, key)

    def card(self, key: str) -> Any:
        """The card that was chosen, if one was."""
        return chosen(self.cards, key)


def owner_key(task: Any) -> str:
    """The choice that stands for who does a step now."""
    for kind in ("person", "user", "partner"):
        key = getattr(task, f"owner_{kind}_id")
        if key is not None:
            return f"{kind}:{key}"
    return ""


def chosen(rows: Sequence[Any], key: str) -> Any:
    """The row with a key among those that the form offered."""
    return next((row for row in rows if str(row.pk) == key), None) if key else None


def _name(one: Any) -> str:
    return str(getattr(one, "full_name", "") or one.name)
