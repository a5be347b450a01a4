"""What every environment shares: the sum of the parts."""

from __future__ import annotations

from kooperacje.settings.environment import BASE_DOMAIN, ENV
from kooperacje.settings.parts.apps import *
from kooperacje.settings.parts.cache import *
from kooperacje.settings.parts.celery import *
from kooperacje.settings.parts.database import *
from kooperacje.settings.parts.i18n import *
from kooperacje.settings.parts.logging import *
from kooperacje.settings.parts.mail import *
from kooperacje.settings.parts.pages import *
from kooperacje.settings.parts.security import *

KOOPERACJE_BASE_DOMAIN = BASE_DOMAIN
KOOPERACJE_PORT = ENV.int("KOOPERACJE_PORT", default=0)
KOOPERACJE_CLOCK = ENV.str("KOOPERACJE_CLOCK", default="")
DEMO_DATA = False
DEBUG = False
