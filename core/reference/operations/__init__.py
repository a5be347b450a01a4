"""Writing the shared reference data: only an owner process may, tenants' roles hold no right to write."""

from __future__ import annotations

from core.reference.operations.boundaries import BoundaryResult, import_boundaries
from core.reference.operations.territory import ImportResult, import_terc

__all__ = ["BoundaryResult", "ImportResult", "import_boundaries", "import_terc"]
