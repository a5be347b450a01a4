"""Steps of a start that need Django, run in a process of their own.

So the supervisor stays small for as long as the demo runs, each step holds only the database rights it
needs (the environment gives the owner's address to the first two and takes it from the third), and a
step's memory is given back. They tell how far they are in lines of JSON.

    python -m kooperacje.embedded.steps build|static|stories [tenants]
"""

from __future__ import annotations

import hashlib
import json
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kooperacje.embedded.places import checkout, read_json, write_json


def tell(**event: Any) -> None:
    """One line to the supervisor."""
    sys.__stdout__.write(json.dumps(event, ensure_ascii=False) + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def progress_of(step: str) -> Any:
    """The callable that operations report to."""

    def report(what: str, done: int, total: int) -> None:
        tell(step=step, what=what, done=done, total=total)

    return report


def build(limit: int | None) -> None:
    """Roles, migrations, templates, tenants; mends what a killed start left. Owner's connection."""
    from django.db import transaction

    from demo.territory import specs
    from tenants import fleet, operations, roles
    from tenants.context import in_public
    from tenants.models import Tenant

    report = progress_of("prepare")
    report("", 0, 1)
    if fleet.pending():
        operations.prepare_database(report)
    else:
        with in_public(), transaction.atomic():
            roles.prepare_groups()
            roles.grant_shared_tables()
        report("", 1, 1)
    report = progress_of("repair")
    operations.repair(report)
    fleet.migrate_tenants(report)
    report("", 1, 1)
    report = progress_of("provision")
    wanted = specs(limit)
    with in_public():
        known = set(Tenant.objects.values_list("schema_name", flat=True))
    missing = [spec for spec in wanted if spec.schema not in known]
    if missing:
        operations.provision_all(missing, report)
    report("", len(wanted), len(wanted))


def static(_limit: int | None) -> None:
    """Compile the catalogues; collect and compress the static files when one of them changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    from kooperacje.catalogues import compile_catalogues

    compile_catalogues(checkout())
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            seen.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    root = Path(settings.STATIC_ROOT)
    mark = root / "collected.json"
    if read_json(mark).get("seen") != seen.hexdigest():
        root.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        write_json(mark, {"seen": seen.hexdigest()})
        tell(renewed=True)


def stories(_limit: int | None) -> None:
    """The demo's stories, told through operations under the login of background work."""
    import demo

    report = progress_of("stories")
    report("", 0, 1)
    demo.load(report)


def accounts(_limit: int | None) -> None:
    """Who can sign in where."""
    import demo

    tell(accounts=[asdict(account) for account in demo.accounts()])


STEPS = {"build": build, "static": static, "stories": stories, "accounts": accounts}


def main(words: list[str]) -> int:
    """Run the named steps in order; a failure is told in a sentence, its traceback goes to the log."""
    limit = int(words[-1]) if words[-1].isdigit() else None
    try:
        import django

        django.setup()
        for name in words:
            if name in STEPS:
                STEPS[name](limit)
    except Exception as error:  # noqa: BLE001 - whatever it is, the supervisor must hear of it
        traceback.print_exc()
        tell(failed=f"{type(error).__name__}: {error}".splitlines()[0][:300])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
