"""Pages that belong to no area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from web.shell.access import page_for_everyone
from web.shell.gallery import samples
from web.shell.statement import statement_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kooperacje.http import AppRequest


@page_for_everyone
def gallery(request: AppRequest) -> HttpResponse:
    """All components with sample data: on a developer's machine and in the demo, nowhere else."""
    if not (settings.DEBUG or getattr(settings, "DEMO_DATA", False)):
        raise Http404
    return render(request, "shell/gallery.html", samples({} if "bledy" in request.GET else None))


@page_for_everyone
def accessibility(request: AppRequest) -> HttpResponse:
    """The accessibility statement of this tenant (Act of 4 April 2019, art. 10)."""
    address = request.build_absolute_uri("/")
    return render(request, "shell/accessibility.html", {"statement": statement_of(request.tenant, address)})
