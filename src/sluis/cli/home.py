# SPDX-License-Identifier: EUPL-1.2
"""Opens a home for a command, and says who is at the keyboard."""

from __future__ import annotations

import gc
import os
import pwd
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sluis.record.model import Actor

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from sluis.house import House


@contextmanager
def opened(home: Path, *, create: bool = False, checked: bool = True) -> Generator[House]:
    """Yield the house in `home`; with `create` one is made where there is none.

    `checked` as in `open_record`. Raises `BadInput` where there is none. Loading the rooms makes many
    objects that all stay: the collector would look at them over and over, so that it rests meanwhile.
    """
    gc.disable()
    from sluis.house import create_house, open_house

    house = create_house(home) if create else open_house(home, checked=checked)
    gc.freeze()
    gc.enable()
    try:
        yield house
    finally:
        house.close()


def actor() -> Actor:
    """Return who runs the command: the name of the account."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    return Actor(f"cli:{name}", "cli")
