"""Who can sign in to the demonstration, for the pages that say so; nothing in a real installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def demo_accounts(slug: str | None = None) -> list[Any]:
    """Rows of the table of demo accounts, all or those of one address; the settings name their source."""
    source = getattr(settings, "DEMO_ACCOUNTS", "")
    rows = import_string(source)() if source else []
    return [row for row in rows if slug is None or row.slug == slug]
