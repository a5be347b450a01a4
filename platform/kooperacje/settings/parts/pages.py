"""Pages: templates, static files, forms."""

from __future__ import annotations

from pathlib import Path

from kooperacje.settings.environment import DATA_DIR, ENV, ROOT

TEMPLATE_OPTIONS = {
    "context_processors": [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "django.contrib.messages.context_processors.messages",
        "web.shell.context.shell",
    ],
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            ROOT / "platform" / "web" / area / "templates"
            for area in (
                "public",
                "account",
                "partnership",
                "lessons",
                "basket",
                "families",
                "assessments",
                "fidelity",
                "safety",
                "access",
                "notes",
                "paths",
                "portal",
                "partner",
                "indicators",
                "regional",
                "operator",
                "notifications",
                "involvement",
                "privacy",
                "rights",
                "places",
                "matching",
                "meetings",
                "opendata",
                "reporting",
            )
        ],
        "APP_DIRS": True,
        "OPTIONS": TEMPLATE_OPTIONS,
    },
]
FORM_RENDERER = "web.shell.forms.GovukRenderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STATIC_URL = "/static/"
# An image brings its static files along, outside the volume of the data.
STATIC_ROOT = Path(ENV.str("KOOPERACJE_STATIC_DIR", default=str(DATA_DIR / "static")))
# Read by tenants.storage: a folder a tenant, none of them served.
MEDIA_ROOT = DATA_DIR / "files"
# Certificates (PEM or DER) of those whose electronic signatures are trusted; read at each check.
# Beside the database, not in its dump: what is erased stays erased after a restore.
DESTROYED_KEYS = Path(ENV.str("KOOPERACJE_DESTROYED_KEYS", default=str(DATA_DIR / "destroyed-keys")))
TRUST_ROOTS = Path(ENV.str("KOOPERACJE_TRUST_ROOTS", default=str(DATA_DIR / "trust-roots")))
MOST_UPLOAD_BYTES = ENV.int("KOOPERACJE_UPLOAD_MB", default=10) * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "tenants.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
