"""The one-command demo: plain HTTP on the loopback, example data, a fixed clock."""

from __future__ import annotations

from kooperacje.settings.base import *
from kooperacje.settings.environment import DATA_DIR

DEMO_DATA = True
# Shown on the landing page and beside the sign-in form: open passwords to example data.
DEMO_ACCOUNTS = "demo.accounts.accounts"
# Loopback without TLS: the prefix __Host- and the flag Secure would lock some browsers out.
SESSION_COOKIE_NAME = "sesja"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False
# Nothing leaves this computer: messages are shown in the inbox and kept as files.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
