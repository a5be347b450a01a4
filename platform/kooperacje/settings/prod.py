"""Production behind a TLS proxy."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from kooperacje.settings.base import *

SECRET_KEY_LENGTH = 50
if len(SECRET_KEY) < SECRET_KEY_LENGTH:
    message = "Set KOOPERACJE_SECRET_KEY to a random text of at least 50 characters."
    raise ImproperlyConfigured(message)
if FIELD_KEY == SECRET_KEY:
    message = "Set KOOPERACJE_FIELD_KEY to a random text of its own: it protects PESEL numbers."
    raise ImproperlyConfigured(message)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
