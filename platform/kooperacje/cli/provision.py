"""`provision`: found one tenant."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir

_PREFIX_BY_DIGITS = {7: ("g", "municipality"), 4: ("p", "municipality"), 2: ("r", "region")}
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def provision(
    teryt: Annotated[str, typer.Argument(help="TERYT code: 7 digits a gmina, 4 a powiat, 2 a region.")],
    name: Annotated[str, typer.Option(help="Name shown to people, for example: Częstochowa.")],
    organisation: Annotated[str, typer.Option(help="Full name of the leading organisation.")],
    slug: Annotated[str, typer.Option(help="Sub-domain: lower-case letters, digits, hyphens.")],
    data_dir: DataDir = None,
) -> None:
    """Found one tenant: schema, database role, rights and address, in one transaction.

    A tenant that exists is left as it is. Killed half-way, nothing of it remains.
    """
    if len(teryt) not in _PREFIX_BY_DIGITS or not teryt.isdecimal():
        raise typer.BadParameter(f"{teryt} is no TERYT code: 7, 4 or 2 digits are wanted.")
    if not _SLUG.fullmatch(slug):
        raise typer.BadParameter(f"{slug} cannot be a sub-domain: use a-z, 0-9 and hyphens.")
    from core.shared.errors import DomainError
    from core.shared.identifiers import checked_teryt
    from kooperacje.embedded.attach import attached

    try:
        checked_teryt(teryt)
    except DomainError as error:
        raise typer.BadParameter(f"{teryt} is no valid TERYT code.") from error
    prefix, kind = _PREFIX_BY_DIGITS[len(teryt)]
    with attached(as_owner=True, data_dir=data_dir):
        from tenants.operations import TenantSpec, provision_all

        spec = TenantSpec(
            schema=f"{prefix}_{teryt}",
            kind=kind,
            name=name,
            organisation=organisation,
            slug=slug,
            voivodeship=teryt[:2],
            level={"g": "gmina", "p": "powiat", "r": "region"}[prefix],
        )
        tenant = provision_all([spec])[0]
        address = tenant.domains.first()
    typer.echo(f"{tenant.name}: schema {tenant.schema_name}, address {address}")
