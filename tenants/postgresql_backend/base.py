"""The database backend: a tenant's role and a tenant's search_path, in one message.

django-tenants sets `search_path = tenant, public` and stays the login role; a table missing in the
schema is then read from `public`, and any SQL reaches any schema. Here each switch is
`SET ROLE <tenant's role>; SET search_path = <tenant's schema>`: nothing else is on the path, and the
role holds no right anywhere else. Source: docs/adr/0001.
"""

from __future__ import annotations

from typing import Any

import psycopg2.errors
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantDatabaseWrapper
from django_tenants.postgresql_backend.base import is_valid_schema_name
from psycopg2 import sql

from tenants.roles import role_of

PUBLIC = "public"


class DatabaseWrapper(TenantDatabaseWrapper):
    """One connection that stands in exactly one schema under exactly one role."""

    include_public_schema = False
    _setting_search_path: bool
    search_path_set_schemas: list[str] | None

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Send the switch before the first statement after a change of tenant.

        Unlike django-tenants, a refused switch is an error: going on would run the statement in
        the schema of the tenant before. Only an already broken transaction passes silently, since
        nothing but ROLLBACK runs in it.
        """
        if self._setting_search_path or self.search_path_set_schemas:
            return
        if not self.schema_name or not is_valid_schema_name(self.schema_name):
            message = f"No valid schema is chosen: {self.schema_name!r}"
            raise ImproperlyConfigured(message)
        self._setting_search_path = True
        own = cursor is None
        switch = self.connection.cursor() if own else cursor
        try:
            switch.execute(_switch_statement(self.schema_name).as_string(self.connection))
        except psycopg2.errors.InFailedSqlTransaction:
            return
        else:
            self.search_path_set_schemas = [self.schema_name]
        finally:
            self._setting_search_path = False
            if own:
                switch.close()


def _switch_statement(schema: str) -> sql.Composed:
    path = sql.SQL("SET search_path = {}").format(sql.Identifier(schema))
    if settings.DATABASE_AS_OWNER:
        return sql.Composed([path])
    if schema == PUBLIC:
        return sql.SQL("RESET ROLE; ") + path
    return sql.SQL("SET ROLE {}; ").format(sql.Identifier(role_of(schema))) + path
