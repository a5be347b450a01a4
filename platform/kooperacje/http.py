"""The one typed request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from core.families.models import Person
    from core.shared.actor import Actor
    from tenants.models import Tenant


class AppRequest(HttpRequest):
    """A request after the middleware: it stands in a tenant and knows who acts.

    `tenant` is None on the operator's bare domain; `actor` is None before signing in; `person` is who the
    actor is in a family.
    """

    tenant: Tenant | None
    actor: Actor | None
    person: Person | None
    htmx: HtmxDetails
