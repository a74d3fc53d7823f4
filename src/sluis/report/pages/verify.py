# SPDX-License-Identifier: EUPL-1.2
"""Last section: the head of the record, and how anybody can check it in three commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.kit.texts import Text, moment
from sluis.report.pages.blocks import Cell, Code, Pairs, Prose, Section

if TYPE_CHECKING:
    from sluis.report.model import Report
    from sluis.report.pages.blocks import Block


def section(report: Report) -> Section:
    """Return the head with the steps; without a head, that there is none to check against."""
    lang = report.lang
    blocks: tuple[Block, ...] = (
        _head(report)
        if report.head
        else (Prose(Text("This report carries no head of the record.").say(lang), "warn"),)
    )
    return Section(
        "verify",
        Text("How to check this report").say(lang),
        Text("You need not believe us. The record is a log that shows any change.").say(lang),
        blocks,
    )


def _head(report: Report) -> tuple[Block, ...]:
    lang, head = report.lang, report.head
    if head is None:
        return ()
    pairs = [
        (Text("Log"), Cell(head.origin)),
        (Text("Entries"), Cell(str(head.size))),
    ]
    if report.recorded_at is not None:
        pairs.append((Text("Last recorded"), Cell(moment(report.recorded_at, lang, report.zone))))
    why = Text(
        "The head is one number over all entries. If a single letter of any entry were changed, left out or "
        "moved, the number would be another. Compare it with the number that others hold."
    )
    return (
        Pairs(tuple((label.say(lang), cell) for label, cell in pairs)),
        Code(head.root, Text("Head (root hash of the Merkle tree, SHA-256, base64)").say(lang)),
        Code(head.vkey, Text("Key that signs the log").say(lang)),
        Prose(why.say(lang)),
        Code(
            "sluis record export BUNDLE",
            Text("1. Write the record to a folder. This is for who holds it.").say(lang),
        ),
        Code(
            "sluis record verify --offline BUNDLE",
            Text(
                "2. Compute everything again from that folder. Anybody can, on a machine without a network."
            ).say(lang),
        ),
        Code(
            f"sluis --lang {lang} report --as-of {head.size} --pdf REPORT.pdf",
            Text("3. Make this report again. The same entries give the same file, byte for byte.").say(lang),
        ),
        Prose(
            Text(
                "The folder is in the format of C2SP tlog-tiles. Other programs can check it too: you "
                "need not use ours."
            ).say(lang)
        ),
    )
