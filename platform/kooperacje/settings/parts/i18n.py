"""Languages: the sources are Polish; English and Ukrainian are catalogues."""

from __future__ import annotations

from kooperacje.settings.environment import ROOT

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "Polski"), ("en", "English"), ("uk", "Українська")]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "jezyk"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["kooperacje.formats"]
USE_THOUSAND_SEPARATOR = False
