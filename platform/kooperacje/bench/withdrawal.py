"""From a word taken back to the end of all that waited on it, on a real worker with a real queue.

What asks the rule at every look (pages, links, calendars) needs no worker; this is the rest: the open request
is closed, the letter that has not left is stopped. Timed from the commit of the withdrawal to the moment at
which another connection reads both. Once with nothing else to do, once behind jobs that were there before.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Final

from django.conf import settings

from core.families.models import Case
from core.identity.models import User
from core.notifications.enums import MessageStatus
from core.notifications.models import Message
from core.partnership.models import PartnerOrganisation
from core.privacy.enums import DataCategory, Purpose
from core.privacy.operations.authorisations import authorise, take_back
from core.privacy.queries import persons_agreeing
from core.referrals.enums import OPEN
from core.referrals.models import Referral
from core.referrals.operations.telling import read_need
from core.shared import clock
from core.shared.actor import Actor
from core.shared.jobs import Job, enqueue
from kooperacje.bench import casework
from kooperacje.bench.casework import DELEGATE, WORKER
from kooperacje.bench.clients import Town
from kooperacje.bench.timing import Measure
from kooperacje.middleware.actor import full_actor
from tenants.context import in_tenant
from tenants.operations import prepare_database

_TOWN: Final = Town("g_2499051", "cofniecia")
_BEFORE: Final = 50
_LONGEST: Final = 60.0
_LOOK_EVERY: Final = 0.01
_READY_SECONDS: Final = 60
PROMISED_SECONDS: Final = 5.0


def measure(
    *, rounds: int, worker: Mapping[str, str], logs: Path, tell: Callable[[str], object]
) -> list[Measure]:
    """Withdraw in `rounds` families with an idle worker, and in as many behind a queue of other jobs."""
    tell("withdrawals, with a worker and a queue…")
    prepare_database()
    casework.make(_TOWN.schema, _TOWN.slug, casework.SMALL, tell)
    settings.CELERY_TASK_ALWAYS_EAGER = False
    with _running(worker, logs / "bench-worker.log"), in_tenant(_TOWN.schema):
        cases = list(Case.objects.order_by("pk")[: 2 * rounds + 1])
        _seconds(cases[0], 0)  # the first job loads what a worker needs
        idle = [_seconds(case, 0) for case in cases[1 : rounds + 1]]
        busy = [_seconds(case, _BEFORE) for case in cases[rounds + 1 :]]
    what = "a word taken back, until nothing waits on it"
    return [
        Measure(what, "nothing else to do", tuple(idle), _kept(idle)),
        Measure(what, f"behind {_BEFORE} other jobs", tuple(busy), _kept(busy)),
    ]


def _kept(seconds: list[float]) -> str:
    within = sum(one <= PROMISED_SECONDS for one in seconds)
    return f"{within} of {len(seconds)} within {PROMISED_SECONDS:.0f} s, longest {max(seconds):.2f} s"


def _seconds(case: Case, before: int) -> float:
    """One withdrawal: a request that was told, a letter about it that has not left, other jobs before it."""
    referral = _told(case)
    system = Actor.system("bench", _TOWN.schema)
    for _ in range(before):
        enqueue(Job.SEND_WAITING)
    for one in case.authorisations.filter(withdrawn_at__isnull=True):
        take_back(actor=system, authorisation=one)
    began = time.perf_counter()
    while _waits(referral):
        time.sleep(_LOOK_EVERY)
        if time.perf_counter() - began > _LONGEST:
            message = f"{case.number}: nothing happened in {_LONGEST:.0f} s"
            raise RuntimeError(message)
    return time.perf_counter() - began


def _told(case: Case) -> Referral:
    """The case's open request, read by the institution, with its letter held back in the queue."""
    worker = full_actor(User.objects.get(email=WORKER))
    leader = full_actor(case.social_worker)
    partner = PartnerOrganisation.objects.get()
    for person, purpose in product(persons_agreeing(case), Purpose.values):
        authorise(
            actor=leader,
            case=case,
            person=person,
            partner=partner,
            categories=[DataCategory.NEED.value],
            purpose=purpose,
        )
    referral = Referral.objects.filter(case=case, status__in=OPEN).earliest("pk")
    if read_need(actor=full_actor(User.objects.get(email=DELEGATE)), referral=referral) is None:
        message = f"{case.number}: the institution was told nothing"
        raise RuntimeError(message)
    Message.objects.create(
        recipient=partner.email or "biuro@pomiar.example",
        subject="bench",
        body="",
        kind="request_reminder",
        about=f"{referral._meta.label_lower}:{referral.pk}",
        status=MessageStatus.QUEUED,
        not_before=clock.now() + timedelta(days=1),
        key=f"bench:{worker.user_id}:{referral.pk}",
    )
    return referral


def _waits(referral: Referral) -> bool:
    matter = f"{referral._meta.label_lower}:{referral.pk}"
    return (
        Referral.objects.filter(pk=referral.pk, status__in=OPEN).exists()
        or Message.objects.filter(about=matter, status=MessageStatus.QUEUED).exists()
    )


@contextmanager
def _running(environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """One worker with the command of deploy/ and one process, under the login of the worker."""
    command = [sys.executable, "-m", "celery", "--app", "kooperacje.celery", "worker", "--pool", "prefork"]
    command += ["--concurrency", "1", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    command += ["--hostname", "bench@%h"]
    with (
        log.open("w") as out,
        subprocess.Popen(command, env=dict(environment), stdout=out, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait(process, log)
            yield
        finally:
            process.terminate()
            process.wait(_READY_SECONDS)


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if " ready." in log.read_text():
            return
        time.sleep(0.2)
    raise RuntimeError(log.read_text())
