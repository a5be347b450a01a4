"""The one place that reads the environment, so that every setting has a name and a default."""

from __future__ import annotations

from pathlib import Path

import environ

ENV = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
DATA_DIR = Path(ENV.str("KOOPERACJE_DATA_DIR", default=str(ROOT / "var")))
BASE_DOMAIN = ENV.str("KOOPERACJE_BASE_DOMAIN", default="localhost").lower()
