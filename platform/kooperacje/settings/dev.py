"""Working on the code: the embedded services, with debug pages."""

from __future__ import annotations

from kooperacje.settings.embedded import *

DEBUG = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
