"""The tests: real PostgreSQL and roles, no waiting."""

from __future__ import annotations

from kooperacje.settings.base import *

SECRET_KEY = SECRET_KEY or "only-for-tests-" * 5
FIELD_KEY = "only-for-tests-too-" * 4
RELEASE_KEY = "only-for-signing-in-tests-" * 3
DEMO_DATA = True
# The day of the demonstration: dates in tests never depend on when they run.
KOOPERACJE_CLOCK = "2026-10-05"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_NAME = "sesja"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"] = {**TEMPLATE_OPTIONS, "string_if_invalid": "!!undefined:%s!!"}
WHITENOISE_AUTOREFRESH = True
