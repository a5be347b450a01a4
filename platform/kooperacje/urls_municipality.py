"""The addresses of a town."""

from __future__ import annotations

from django.urls import include, path

from kooperacje.urls_common import handler400, handler403, handler404, handler500
from kooperacje.urls_common import urlpatterns as common
from web.account.views import home

urlpatterns = [
    *common,
    path("", include("web.partnership.urls")),
    path("", include("web.lessons.urls")),
    path("", include("web.places.urls")),
    path("", include("web.matching.urls")),
    path("", include("web.basket.urls")),
    path("", include("web.opendata.urls")),
    path("", include("web.rights.urls")),
    path("", include("web.privacy.urls")),
    path("", include("web.access.urls")),
    path("", include("web.assessments.urls")),
    path("", include("web.fidelity.urls")),
    path("", include("web.meetings.urls")),
    path("", include("web.families.urls")),
    path("", include("web.safety.urls")),
    path("", include("web.notes.urls")),
    path("", include("web.paths.urls")),
    path("", include("web.involvement.urls")),
    path("", include("web.partner.urls")),
    path("", include("web.portal.urls")),
    path("", include("web.reporting.urls")),
    path("", include("web.indicators.urls")),
    path("", include("web.notifications.urls")),
    path("graphql/", include("graphql_api.urls_municipality")),
    path("", home, name="home"),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
