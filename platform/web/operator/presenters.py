"""Tenants and months as the operator sees them: states, never figures of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core.indicators.rules import Period
from core.regional.queries import MonthStatus, Run
from tenants.models import Kind, Tenant
from web.indicators.words import period_name
from web.shell.components import Cell, Column, Row, Table, Tile
from web.shell.templatetags.shell import day


def tiles(tenants: Iterable[Tenant], months: list[MonthStatus]) -> list[Tile]:
    """How many tenants there are, and how far the newest month has come."""
    kinds = [tenant.kind for tenant in tenants]
    newest = months[0]
    state = _("wydany") if newest.release else _("czeka na przebieg")
    return [
        Tile(str(kinds.count(Kind.MUNICIPALITY)), _("gminy i powiaty")),
        Tile(str(kinds.count(Kind.REGION)), _("ośrodki regionalne")),
        Tile(
            _("%(submitted)s z %(expected)s")
            % {"submitted": len(newest.submitted), "expected": newest.expected},
            _month(newest),
            state,
        ),
    ]


def _month(status: MonthStatus) -> str:
    return _("przekazało %(month)s") % {"month": period_name(Period("month", status.month))}


def month_rows(months: Iterable[MonthStatus], runs: Mapping[date, Run]) -> list[dict[str, Any]]:
    """Months with what may be done about each, and what became of the newest run: only the oldest
    unreleased month may run.
    """
    rows = [
        {
            "name": period_name(Period("month", status.month)),
            "code": Period("month", status.month).code,
            "submitted": len(status.submitted),
            "expected": status.expected,
            "missing": status.missing if status.submitted else (),
            "release": status.release,
            "passed": status.passed,
            "run": runs.get(status.month) if status.release is None else None,
            "may_run": False,
        }
        for status in months
    ]
    released = [index for index, row in enumerate(rows) if row["release"]]
    newest_released = min(released, default=len(rows))
    if newest_released:
        rows[newest_released - 1]["may_run"] = True
    return rows


def usual_blueprints(tenants: Sequence[Tenant]) -> dict[str, str]:
    """The recorded hash that most tenants of a kind share, by kind."""
    return {
        kind: Counter(t.blueprint for t in tenants if t.kind == kind).most_common(1)[0][0]
        for kind in {tenant.kind for tenant in tenants}
    }


def tenant_table(tenants: Sequence[Tenant], *, usual: dict[str, str]) -> Table:
    """Tenants, and whether each one's schema is made like the others of its kind (recorded hashes; the
    command `doctor` compares the schemas themselves).
    """
    return Table(
        _("Partnerstwa i ośrodki"),
        [
            Column(_("Nazwa"), sortable=True),
            Column(_("Rodzaj"), sortable=True),
            Column(_("Schemat bazy"), sortable=True),
            Column(_("Założono"), sortable=True),
            Column(_("Budowa schematu")),
        ],
        [_row(tenant, usual) for tenant in tenants],
        stacked=True,
    )


def _row(tenant: Tenant, usual: dict[str, str]) -> Row:
    kinds = {
        Kind.MUNICIPALITY: _("gmina") if tenant.level == "gmina" else _("powiat"),
        Kind.REGION: _("region"),
        Kind.OPERATOR: _("operator"),
    }
    same = tenant.blueprint == usual[tenant.kind]
    return Row(
        [
            Cell(tenant.name, note="" if tenant.is_active else _("zawieszony")),
            Cell(kinds[Kind(tenant.kind)]),
            Cell(tenant.schema_name),
            Cell(day(tenant.provisioned_at), sort=str(tenant.provisioned_at)),
            Cell(_("jak pozostałe"), meaning="good")
            if same
            else Cell(_("inna, do migracji"), meaning="attention"),
        ]
    )
