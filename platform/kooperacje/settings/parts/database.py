"""The database: one PostgreSQL, a schema and a role a tenant (see docs/adr/0001)."""

from __future__ import annotations

from kooperacje.settings.environment import ENV

DATABASE_AS_OWNER = ENV.bool("KOOPERACJE_DB_AS_OWNER", default=False)
# Role names are shared by all databases of one PostgreSQL: two deployments need two prefixes.
DATABASE_ROLE_PREFIX = ENV.str("KOOPERACJE_ROLE_PREFIX", default="k")

_url = "DATABASE_OWNER_URL" if DATABASE_AS_OWNER else "DATABASE_URL"
DATABASES = {
    "default": {
        **ENV.db_url(_url, default="postgresql://localhost/kooperacje"),
        "ENGINE": "tenants.postgresql_backend",
        "CONN_MAX_AGE": ENV.int("KOOPERACJE_CONN_MAX_AGE", default=300),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    },
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
# One SET ROLE + SET search_path when the tenant changes, not before every statement.
TENANT_LIMIT_SET_CALLS = True
