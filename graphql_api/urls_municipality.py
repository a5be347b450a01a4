"""The API's address at a town."""

from __future__ import annotations

from django.urls import path

from graphql_api.municipality.schema import schema
from graphql_api.view import endpoint

app_name = "graphql"
urlpatterns = [path("", endpoint(schema), name="endpoint")]
