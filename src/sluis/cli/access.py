# SPDX-License-Identifier: EUPL-1.2
"""`sluis access`: invite somebody to the console."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from sluis.access.model import Role
from sluis.cli.home import actor, opened
from sluis.cli.language import said
from sluis.cli.options import AsJson, command, of
from sluis.cli.out import stamp
from sluis.kit.texts import Text

app = command(several=True)


@app.callback()
def group() -> None:
    """Keep `invite` a command of its own."""


@app.command(help=said(Text("Make a link that signs one person in, once.")))
def invite(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=said(Text("Name of the person.")))],
    role: Annotated[Role, typer.Option(help=said(Text("What the person may see and do.")))],
    hours: Annotated[
        float, typer.Option(min=0, max=168, help=said(Text("How long the link is valid, in hours.")))
    ] = 24.0,
    address: Annotated[
        str | None,
        typer.Option(metavar="URL", help=said(Text("Where the console answers; else as the settings say."))),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Issue a one-time link and print it; it is shown here and nowhere else."""
    from sluis.access.acts import issue_link
    from sluis.access.links import address as link_address

    out = of(context).out(as_json=as_json)
    with opened(of(context).home) as house:
        issued = issue_link(
            house.record, name=name, role=role, actor=actor(), valid_for=timedelta(hours=hours)
        )
        settings = house.settings
        origin = (address or f"http://{settings.public_host}:{settings.port}").rstrip("/")
    link = link_address(origin, issued.code)
    if as_json:
        out.document(
            "sluis.link/1",
            {
                "person": issued.person.id,
                "role": role.value,
                "address": link,
                "expires_at": stamp(issued.expires_at),
            },
        )
        return
    out.plain(link)
    out.progress(
        Text(
            "This link signs {name} in once, until {until}. It is shown here and nowhere else.",
            name=issued.person.name,
            until=stamp(issued.expires_at),
        )
    )
