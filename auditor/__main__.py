"""`python -m auditor FILE`: 0 the release holds, 1 it must not be published, 2 it cannot be read."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from auditor.auditing import audit
from auditor.errors import RejectedError


def main(arguments: list[str] | None = None) -> int:
    """Audit one file; the findings go to the terminal, or as JSON to a file."""
    parser = argparse.ArgumentParser(prog="auditor", description="Audit a release (sdc-release/1).")
    parser.add_argument("release", type=Path, help="the release, as written by its publisher")
    parser.add_argument("--evidence", type=Path, help="alternative worlds to check by additions")
    parser.add_argument("--known", type=Path, help="what an insider knows: [{'cell': 0, 'v': 3}]")
    parser.add_argument("--report", type=Path, help="write every finding as JSON to this file")
    parser.add_argument("--worlds", type=Path, help="write the worlds found as evidence to this file")
    chosen = parser.parse_args(arguments)
    try:
        report = audit(_load(chosen.release), evidence=_load(chosen.evidence), known=_load(chosen.known))
    except RejectedError as error:
        sys.stderr.write(f"Rejected: {error}\n")
        return 2
    sys.stdout.write("\n".join(report.lines()) + "\n")
    if chosen.report:
        chosen.report.write_text(json.dumps(report.to_dict(), ensure_ascii=False), encoding="utf-8")
    if chosen.worlds:
        chosen.worlds.write_text(json.dumps({"worlds": report.worlds}), encoding="utf-8")
    return 0 if report.holds else 1


def _load(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RejectedError(f"the file cannot be read ({error.strerror})", where=str(path)) from None
    except ValueError as error:
        raise RejectedError(f"this is not JSON ({error})", where=str(path)) from None


if __name__ == "__main__":
    sys.exit(main())
