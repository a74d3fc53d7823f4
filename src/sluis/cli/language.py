# SPDX-License-Identifier: EUPL-1.2
"""The language of the command line, known before anything else is: help texts need it.

`--lang` decides, then `SLUIS_LANG`, then the locale of the terminal; else English.
"""

from __future__ import annotations

import os
import sys
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from sluis.kit.texts import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sluis.kit.texts import Text

LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that was asked for; one that we do not have is left to `--lang` to refuse."""
    for here, after in zip_longest(arguments, arguments[1:], fillvalue=""):
        if here == "--":
            break
        wanted = (
            after if here == "--lang" else here.removeprefix("--lang=") if here.startswith("--lang=") else ""
        )
        if wanted in LANGUAGES:
            return wanted
    for name in ("SLUIS_LANG", *LOCALE):
        wanted = environment.get(name, "")[:2]
        if wanted in LANGUAGES:
            return wanted
        if wanted and name != "SLUIS_LANG":
            break
    return "en"


_SPOKEN: Final = chosen(sys.argv[1:], os.environ)


def said(text: Text) -> str:
    """Return a help text in the language of this process."""
    return text.say(_SPOKEN)
