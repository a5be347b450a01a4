"""`./kooperacje manage rebuild_words`: the columns that are searched, again, after a newer dictionary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from core.basket.models import ServiceCard
from core.basket.models.cards import words_of_card
from core.partnership.models import PartnerOrganisation
from core.partnership.models.organisations import words_of_partner
from tenants.context import each_tenant

BATCH = 500


class Command(BaseCommand):
    """Cards and partners of every town; rows whose words are right already are left alone."""

    help = "Write the words by which cards and partners are found again, in every town."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Visit the towns one after the other; stopped half-way, it can be run again."""
        for tenant in each_tenant("municipality"):
            changed = rebuilt(ServiceCard, words_of_card) + rebuilt(PartnerOrganisation, words_of_partner)
            self.stdout.write(f"{tenant.schema_name}: {changed}")


def rebuilt(model: Any, words_of: Callable[[Any], str]) -> int:
    """How many rows got other words; a row that somebody changes meanwhile waits for its batch only."""
    changed = 0
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            rows = model.objects.select_for_update().filter(pk__in=keys[start : start + BATCH]).order_by("pk")
            late = []
            for row in rows:
                before, row.words = row.words, words_of(row)
                if _lexemes(before) != _lexemes(row.words):
                    late.append(row)
            model.objects.bulk_update(late, ["words"])
            changed += len(late)
    return changed


def _lexemes(words: str) -> set[str]:
    """The lexemes with their places; PostgreSQL orders and prints them its own way (no letter for D)."""
    return {part.replace("D", "") for part in words.split(" ")}
