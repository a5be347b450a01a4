"""Commands beside the demo: use the running one's services, or start them for the command's time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kooperacje.embedded.given import reach_database
from kooperacje.embedded.identity import end_leftovers
from kooperacje.embedded.lock import held, only_start
from kooperacje.embedded.places import Places, default_data_dir, read_json
from kooperacje.embedded.services import SETTINGS, embedded_services


@contextmanager
def attached(*, as_owner: bool = False, data_dir: Path | None = None) -> Iterator[None]:
    """Set this process's environment so that Django connects, and set Django up.

    With DATABASE_URL in the environment (production) nothing is started or guessed.
    """
    # An installation's migration job holds the owner's address and no login at all.
    given = os.environ.get("DATABASE_URL") or (as_owner and os.environ.get("DATABASE_OWNER_URL"))
    if given:
        reach_database(given).close()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        if as_owner:
            os.environ.setdefault("DATABASE_OWNER_URL", given)
            os.environ["KOOPERACJE_DB_AS_OWNER"] = "1"
        _set_up()
        yield
        return
    places = Places.open(data_dir or default_data_dir())
    running = read_json(places.environment)
    if running and held(places):
        os.environ.update(running["owner" if as_owner else "worker"])
        _set_up()
        yield
        return
    with only_start(places):
        end_leftovers(places.run)
        with embedded_services(places) as services:
            os.environ.update(services.of_owner() if as_owner else services.of_worker())
            _set_up()
            yield


def _set_up() -> None:
    import django

    django.setup()
