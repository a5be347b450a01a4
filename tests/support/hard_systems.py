"""A system of 885 identities that HiGHS 1.15.1 calls impossible although counts fit it.

Cut down, identity by identity, from the first release of the small demonstration that was refused.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILE = Path(__file__).parent / "data" / "called_impossible.npz"


def called_impossible() -> dict[str, NDArray[np.int64]]:
    """`lo`, `hi`, `cost` of 2,125 counts; `row_lo`, `row_hi`, `starts`, `columns`, `coefficients` of rows."""
    with np.load(_FILE) as read:
        found = {name: read[name].astype(np.int64) for name in read.files}
    return {"row_lo": found.pop("rlo"), "row_hi": found.pop("rhi"), **found}
