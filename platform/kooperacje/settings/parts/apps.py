"""Which application lives in which kind of schema.

No application stands both in the shared list and in a tenant's list: a table missing in a tenant's
schema must be an error, never a silent read of the shared one.
"""

from __future__ import annotations

SHARED_APPS = [
    "django_tenants",
    "tenants",
    "core.reference",
    "core.regional",
    "core.exchange",
]

# Every kind of tenant has its own people, sessions and log.
EVERY_TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "axes",
    "core.audit",
    "core.identity",
    "core.notifications",
]

MUNICIPALITY_APPS = [
    *EVERY_TENANT_APPS,
    "core.documents",
    "core.partnership",
    "core.lessons",
    "core.basket",
    "core.families",
    "core.safety",
    "core.assessments",
    "core.privacy",
    "core.access",
    "core.involvement",
    "core.teams",
    "core.notes",
    "core.places",
    "core.referrals",
    "core.matching",
    "core.paths",
    "core.rights",
    "core.dossier",
    "core.fidelity",
    "core.indicators",
    "core.opendata",
]

# Applications without tables.
FACE_APPS = [
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "graphene_django",
    "web.shell.apps.ShellConfig",
    "kooperacje",
]

HAS_MULTI_TYPE_TENANTS = True
MULTI_TYPE_DATABASE_FIELD = "kind"
TENANT_TYPES = {
    "public": {"APPS": SHARED_APPS, "URLCONF": "kooperacje.urls_public"},
    "municipality": {"APPS": MUNICIPALITY_APPS, "URLCONF": "kooperacje.urls_municipality"},
    "region": {"APPS": EVERY_TENANT_APPS, "URLCONF": "kooperacje.urls_region"},
    "operator": {"APPS": EVERY_TENANT_APPS, "URLCONF": "kooperacje.urls_operator"},
}
INSTALLED_APPS = list(dict.fromkeys([*SHARED_APPS, *MUNICIPALITY_APPS, *FACE_APPS]))

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.User"
ROOT_URLCONF = "kooperacje.urls_public"
WSGI_APPLICATION = "kooperacje.wsgi.application"

MIDDLEWARE = [
    "kooperacje.middleware.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kooperacje.middleware.tenant.TenantMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kooperacje.middleware.actor.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "kooperacje.middleware.problems.ProblemMiddleware",
]
