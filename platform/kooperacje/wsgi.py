"""The WSGI application (threads, not ASGI: the schema is state of a thread's connection)."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kooperacje.settings.prod")
application = get_wsgi_application()
