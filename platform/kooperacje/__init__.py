"""The Django project of Kooperacje."""

from __future__ import annotations
