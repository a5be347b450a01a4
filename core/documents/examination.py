"""A stranger's file is read in a process of its own, with little memory and little time.

A PDF of ten kilobytes can unfold to gigabytes or send its reader round in circles; here that costs the
uploader an answer and nobody else anything. `python -m core.documents.examination` reads a line of JSON
(moment, roots, length of the issued paper, how strictly) and the file, and writes the report of
`signatures.look`.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

SECONDS: Final = 30
MEMORY: Final = 1024**3
_ROOT: Final = Path(__file__).parents[2]


def examined(
    content: bytes, roots: Sequence[bytes], at: datetime, issued: int = 0, *, passive: bool = False
) -> dict[str, Any]:
    """The report of `signatures.look`; a file that breaks or outlasts its reader is "unreadable".

    With `passive` a file that acts by itself or carries other files has the fault "active".
    """
    asked = {
        "at": at.isoformat(),
        "roots": [base64.b64encode(root).decode() for root in roots],
        "issued": issued,
        "passive": passive,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.documents.examination"],
            input=json.dumps(asked).encode() + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},  # nothing of ours is known to whoever reads foreign bytes
            check=True,
        )
        report: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {"fault": "unreadable", "verdict": "broken", "signatures": []}
    return report


def main() -> None:
    """Read, look, write; the limits come first."""
    import resource  # noqa: PLC0415  only this process limits itself

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from core.documents.cleaning import acts  # noqa: PLC0415  slow to load, and only here
    from core.documents.signatures import look  # noqa: PLC0415

    asked = json.loads(sys.stdin.buffer.readline())
    roots = [base64.b64decode(root) for root in asked["roots"]]
    content = sys.stdin.buffer.read()
    report = look(content, roots, datetime.fromisoformat(asked["at"]), asked["issued"])
    if asked["passive"] and not report["fault"] and acts(content):
        report["fault"] = "active"
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main()
