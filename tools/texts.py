# SPDX-License-Identifier: EUPL-1.2
"""Collects every sentence of the source for translation, compiles the catalogue, or checks it.

`python -m tools.texts` brings the Dutch catalogue up to date and compiles it.
`python -m tools.texts --compile` compiles it as it is.
`python -m tools.texts --check` changes nothing and fails when a sentence has no Dutch, when a
translation has other places than its source, or when one is left that nothing says any more.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE: Final = Path(__file__).parents[1] / "src" / "sluis"
DUTCH: Final = SOURCE / "kit" / "locale" / "nl" / "LC_MESSAGES" / "sluis.po"
METHODS: Final[list[tuple[str, str]]] = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.xml", "jinja2"),
]
KEYWORDS: Final[dict[str, None]] = {"Text": None, "_": None, "gettext": None}
PERCENT: Final = re.compile(r"%\((\w+)\)")
BEGUN: Final = datetime(2025, 7, 17, tzinfo=UTC)
"""Date in the catalogue's header: one that stays, so that only sentences change the file."""
HEADER: Final = """\
# Dutch sentences of Sluis.
# SPDX-License-Identifier: EUPL-1.2
#"""


def collect(source: Path = SOURCE) -> Catalog:
    """Return every sentence under `source`, with the files that say it."""
    found = Catalog(project="sluis", header_comment=HEADER)
    for file, _line, message, comments, context in extract_from_dir(source, METHODS, keywords=KEYWORDS):
        if message and isinstance(message, str):
            found.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return found


def places(sentence: str) -> frozenset[str]:
    """Return the names of the values in a sentence, in either notation."""
    percent = PERCENT.findall(sentence)
    if percent:
        return frozenset(percent)
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def faults(source: Catalog, dutch: Catalog) -> list[str]:
    """Return what keeps the Dutch catalogue from being complete and right; empty when it is."""
    said = {message.id for message in source if isinstance(message.id, str) and message.id}
    known = {message.id: message for message in dutch if isinstance(message.id, str) and message.id}
    found = [f"no Dutch for: {sentence}" for sentence in sorted(said - known.keys())]
    found += [f"nothing says any more: {sentence}" for sentence in sorted(known.keys() - said)]
    for sentence in sorted(said & known.keys()):
        translation = str(known[sentence].string)
        if not translation or known[sentence].fuzzy:
            found.append(f"no Dutch for: {sentence}")
        elif places(sentence) != places(translation):
            found.append(f"other places in the Dutch of: {sentence}")
    return found


def read(file: Path = DUTCH) -> Catalog:
    """Read a catalogue; an absent file is an empty one."""
    if not file.exists():
        return Catalog(locale="nl", project="sluis", header_comment=HEADER)
    with file.open("rb") as stream:
        return read_po(stream, locale="nl", domain="sluis")


def update(source: Catalog, dutch: Catalog) -> Catalog:
    """Return the Dutch catalogue with exactly the sentences of `source`; nothing is guessed."""
    result = Catalog(locale="nl", project="sluis", header_comment=HEADER, creation_date=BEGUN, fuzzy=False)
    for message in sorted((m for m in source if m.id), key=lambda m: str(m.id)):
        known = dutch.get(message.id)
        result.add(message.id, known.string if known else "", message.locations)
    return result


def compiled(dutch: Catalog, file: Path = DUTCH) -> int:
    """Write the compiled catalogue beside `file`; a catalogue without sentences is a failure."""
    with file.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, dutch)
    return 0 if len(dutch) else 1


def main(arguments: list[str]) -> int:
    """Run the tool and return its exit status."""
    source, dutch = collect(), read()
    if "--compile" in arguments:
        return compiled(read())
    if "--check" in arguments:
        wrong = faults(source, dutch)
        print("\n".join(wrong) or f"{len(source)} sentences, all in Dutch", file=sys.stderr)
        return 1 if wrong else 0
    DUTCH.parent.mkdir(parents=True, exist_ok=True)
    dutch = update(source, dutch)
    with DUTCH.open("wb") as stream:
        write_po(stream, dutch, width=110, omit_header=False, no_location=True, sort_output=True)
    compiled(dutch)
    missing = [line for line in faults(source, dutch) if line.startswith("no Dutch")]
    print(f"{len(source)} sentences, {len(missing)} without Dutch", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
