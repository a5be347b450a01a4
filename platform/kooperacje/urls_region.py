"""The addresses of a regional centre."""

from __future__ import annotations

from django.urls import include, path

from kooperacje.urls_common import handler400, handler403, handler404, handler500
from kooperacje.urls_common import urlpatterns as common
from web.account.views import home

urlpatterns = [
    *common,
    path("", include("web.regional.urls")),
    path("", include("web.opendata.figures_urls")),
    path("graphql/", include("graphql_api.urls_region")),
    path("", home, name="home"),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
