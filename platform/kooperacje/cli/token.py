"""`api-token`: a key for a program that reads a tenant's GraphQL."""

from __future__ import annotations

from typing import Annotated

import typer

from kooperacje.cli.options import DataDir


def api_token(
    tenant: Annotated[str, typer.Argument(help="Sub-domain, for example czestochowa.")],
    login: Annotated[str, typer.Argument(help="Address of the account the program acts for.")],
    name: Annotated[str, typer.Option(help="What the program is, for the list of keys.")] = "program",
    scope: Annotated[
        list[str] | None, typer.Option(help="What it may do; repeatable. Without it: everything.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=365, help="How long the key lives.")] = 90,
    data_dir: DataDir = None,
) -> None:
    """Make a key for /graphql/ and print it once; afterwards only its fingerprint is kept."""
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.identity.models import User
        from core.identity.operations import issue_token
        from core.identity.rules import SCOPES
        from core.shared.actor import Actor
        from tenants.context import in_public, in_tenant
        from tenants.models import Tenant

        with in_public():
            found = Tenant.objects.filter(slug=tenant, is_active=True).first()
        if found is None:
            raise typer.BadParameter(f"No tenant has the sub-domain {tenant}.")
        with in_tenant(found):
            user = User.objects.filter(email__iexact=login).first()
            if user is None:
                raise typer.BadParameter(f"{tenant} has no account {login}.")
            _, text = issue_token(
                actor=Actor.system("api-token", found.schema_name),
                user=user,
                name=name,
                scopes=scope or SCOPES,
                days=days,
            )
    typer.echo(text)
