"""Background jobs. JSON only; a message without a signed tenant is refused (tenants.celery)."""

from __future__ import annotations

from celery.schedules import crontab

from kooperacje.settings.environment import ENV

CELERY_BROKER_URL = ENV.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# What is urgent (`core.shared.jobs.URGENT`) is taken before all that waits; 0 comes first here.
CELERY_TASK_DEFAULT_PRIORITY = 5
CELERY_BROKER_TRANSPORT_OPTIONS = {"queue_order_strategy": "priority", "priority_steps": [0, 5]}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Warsaw"
CELERY_BEAT_SCHEDULE = {
    "monthly-run": {
        "task": "regional.monthly_run",
        "schedule": crontab(day_of_month="5", hour="3", minute="0"),
    },
    "daily-round": {
        "task": "notifications.daily_round",
        "schedule": crontab(hour="5", minute="30"),
    },
}
