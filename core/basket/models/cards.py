"""Service cards."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import override

from core.basket import quality
from core.basket.enums import (
    Accessibility,
    CapacityUnit,
    CardLanguage,
    CardStatus,
    Freshness,
    ReferralMode,
)
from core.basket.models.history import CardStanding
from core.basket.rules import OLDEST, REMIND_BEFORE, REVIEW_EVERY
from core.partnership.models import AccessionDeclaration
from core.reference.grounds import ServiceCategory
from core.shared.models import Entity
from core.shared.searching import WordsField, names_among, weighted


class CardQuerySet(models.QuerySet["ServiceCard"]):
    """Cards by day, and as lists show them."""

    def on_offer(self, on: date) -> Self:
        """In the basket on a day, past days included: published, and of a partner, as of that day."""
        offered = CardStanding.objects.filter(status=CardStatus.PUBLISHED).on(on).order_by()
        return self.filter(pk__in=offered.values("card_id")).of_partners(on)

    def of_partners(self, on: date) -> Self:
        """Of organisations whose declaration is in force on a day.

        When a partner leaves or its declaration runs out nothing is written to its cards: they are out
        of the basket from that day, and back in it when it declares anew.
        """
        current = AccessionDeclaration.objects.in_force(on).order_by()
        return self.filter(partner__in=current.values("partner_id"))

    def scored(self, on: date) -> Self:
        """Add `score`: the points of `core.basket.quality`, worked out by the database for sorting."""
        most = quality.ANSWERS_MOST
        return self.annotate(
            score=F("content_points")
            + Case(
                When(
                    reviewed_on__gte=on - REVIEW_EVERY + REMIND_BEFORE,
                    then=quality.AGE_WEIGHTS[Freshness.FRESH],
                ),
                When(reviewed_on__gte=on - REVIEW_EVERY, then=quality.AGE_WEIGHTS[Freshness.DUE]),
                default=quality.AGE_WEIGHTS[Freshness.STALE],
                output_field=models.IntegerField(),
            )
            + Case(
                When(requests_due=0, then=most),
                default=F("requests_answered") * most / F("requests_due"),
                output_field=models.IntegerField(),
            )
        )

    def at_freshness(self, freshness: str, on: date) -> Self:
        """Cards whose last look lies so far back on a day (see `rules.freshness_of`)."""
        due_from, stale_from = on - REVIEW_EVERY + REMIND_BEFORE, on - REVIEW_EVERY
        if freshness == Freshness.FRESH:
            return self.filter(reviewed_on__gte=due_from)
        if freshness == Freshness.DUE:
            return self.filter(reviewed_on__gte=stale_from, reviewed_on__lt=due_from)
        return self.filter(Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=stale_from))

    def listed(self) -> Self:
        """By name, with the partner at hand; what only searching needs stays in the database."""
        return (
            self.select_related("partner")
            .defer("words", "name_words", "partner__words", "partner__name_words")
            .order_by("name", "pk")
        )


class ServiceCard(Entity):
    """A service as its partner describes it (karta usługi)."""

    partner = models.ForeignKey(
        "partnership.PartnerOrganisation", models.PROTECT, related_name="service_cards"
    )
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    category = models.CharField(max_length=30, choices=ServiceCategory.choices)
    target_group = models.CharField(max_length=200, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    eligibility_note = models.TextField(blank=True)
    # Typed conditions, written and read by `core.basket.eligibility`; this model only keeps them.
    eligibility = models.JSONField(default=list, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    documents_needed = models.JSONField(default=list, blank=True)
    cost = models.CharField(max_length=120, blank=True)
    # Name of the place ("Filia nr 2"); the postal address stands in the fields after it.
    place = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    city = models.CharField(max_length=80, blank=True)
    teryt = models.CharField(max_length=7, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    referral_mode = models.CharField(max_length=20, choices=ReferralMode.choices, default=ReferralMode.TEAM)
    contact_role = models.CharField(max_length=120, blank=True)
    remote = models.BooleanField(default=False)
    accessibility = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    is_public = models.BooleanField(default=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    capacity_unit = models.CharField(max_length=20, choices=CapacityUnit.choices, default=CapacityUnit.PERSON)
    waiting_note = models.CharField(max_length=120, blank=True)
    # Where an imported card comes from, so that the same file read again changes it instead of adding one.
    source = models.CharField(max_length=60, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=20, choices=CardStatus.choices, default=CardStatus.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    suspended_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # Points for what the card says (see `core.basket.quality`), kept for sorting; those for its age and
    # for answers are added on the day of reading.
    content_points = models.PositiveSmallIntegerField(default=0, editable=False)
    # Requests of the last year that should have been answered, and that were; counted every day.
    requests_due = models.PositiveIntegerField(default=0, editable=False)
    requests_answered = models.PositiveIntegerField(default=0, editable=False)
    words = WordsField()
    name_words = names_among("words")

    # Only on what `scored` found.
    score: int

    objects = CardQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "name"],
                condition=~Q(status=CardStatus.WITHDRAWN),
                name="card_name_once_a_partner",
            ),
            models.CheckConstraint(condition=Q(status__in=CardStatus.values), name="card_status_known"),
            models.CheckConstraint(
                condition=Q(category__in=ServiceCategory.values), name="card_category_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[CardStatus.DRAFT, CardStatus.WITHDRAWN])
                | Q(published_on__isnull=False),
                name="card_published_has_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=False) | ~Q(status=CardStatus.WITHDRAWN),
                name="card_withdrawn_has_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(published_on__isnull=True)
                | Q(withdrawn_on__gte=F("published_on")),
                name="card_withdrawn_after_publication",
            ),
            models.CheckConstraint(
                condition=(Q(min_age__isnull=True) | Q(min_age__lte=OLDEST))
                & (Q(max_age__isnull=True) | Q(max_age__lte=OLDEST))
                & (Q(min_age__isnull=True) | Q(max_age__isnull=True) | Q(min_age__lte=F("max_age"))),
                name="card_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(accessibility__contained_by=Accessibility.values),
                name="card_accessibility_known",
            ),
            models.CheckConstraint(
                condition=Q(languages__contained_by=CardLanguage.values), name="card_languages_known"
            ),
            models.CheckConstraint(
                condition=Q(capacity_unit__in=CapacityUnit.values), name="card_capacity_unit_known"
            ),
            models.CheckConstraint(
                condition=Q(teryt="") | Q(teryt__regex=r"^[0-9]{2}([0-9]{2}([0-9]{2}[123])?)?$"),
                name="card_teryt_well_formed",
            ),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{2}-[0-9]{3}$"),
                name="card_postcode_well_formed",
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~Q(external_id=""),
                name="card_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(requests_answered__lte=F("requests_due")), name="card_answers_counted"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="card_by_words"),
            models.Index(fields=["status", "name"], name="card_by_status"),
            models.Index(fields=["name", "id"], name="card_by_name"),
            # Counting what is on offer reads this alone, a thirtieth of the cards.
            models.Index(
                fields=["status", "partner"], include=["category", "published_on"], name="card_on_offer"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = words_of_card(self)
        self.content_points = quality.content_points(self)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "words", "content_points"}
        super().save(*args, **kwargs)


def words_of_card(card: ServiceCard) -> str:
    """What a card is found by: its name first, then whom it is for, what it says, and where it is."""
    with override("pl"):
        category = str(ServiceCategory(card.category).label) if card.category else ""
    return weighted(
        (card.name, "A"),
        (card.target_group, "B"),
        (f"{card.description} {card.eligibility_note} {category}", "C"),
        (f"{card.place} {card.street} {card.city} {card.postcode}", "D"),
    )
