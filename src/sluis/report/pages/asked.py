# SPDX-License-Identifier: EUPL-1.2
"""Section: the questions that were asked, answered from the record or "not recorded"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.kit.texts import Text, day
from sluis.report.model import Answer
from sluis.report.pages.blocks import Card, Cell, Points, Prose, Section
from sluis.report.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.record.model import Seq
    from sluis.report.model import Answered, Report
    from sluis.report.pages.blocks import Block


def section(report: Report) -> Section:
    """Return a card for each question, in the order asked for."""
    lang = report.lang
    return Section(
        "questions",
        Text("Questions").say(lang),
        Text("Answered from the record alone. What the record does not say is named as not recorded.").say(
            lang
        ),
        tuple(_card(asked, lang) for asked in report.questions),
    )


def _card(asked: Answered, lang: str) -> Card:
    question, reply = asked.question, asked.reply
    who = Prose(asker(asked, lang), "")
    if isinstance(reply, Answer):
        told = [text.say(lang) for text in reply.text]
        body = Points(tuple(map(Cell, told))) if len(told) > 1 else Prose(" ".join(told))
        blocks: tuple[Block, ...] = (who, body)
        found, tone = Text("answered from entries {entries}", entries=numbers(reply.entries)), "good"
    else:
        blocks = (who, Prose(reply.why.say(lang), "warn"))
        if reply.said:
            touched = Text("Entries that touch upon it: {entries}.", entries=numbers(reply.said))
            blocks += (Prose(touched.say(lang)),)
        found, tone = Text("not recorded"), "warn"
    return Card(f"{question.id}  {said(question.text, lang)}", found.say(lang), tone, blocks)


def asker(asked: Answered, lang: str) -> str:
    """Return who asked, and on which day where that is known."""
    question = asked.question
    if question.date is None:
        return Text("Asked by {who}.", who=question.asked_by).say(lang)
    return Text("Asked by {who} on {day}.", who=question.asked_by, day=day(question.date, lang)).say(lang)


def numbers(seqs: Sequence[Seq]) -> str:
    """Return entry numbers in order, runs of three and more drawn together: `1, 4–7`."""
    runs = list[list[int]]()
    for seq in sorted(set(seqs)):
        if runs and seq == runs[-1][-1] + 1:
            runs[-1].append(seq)
        else:
            runs.append([seq])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(str(seq) for seq in run)  # noqa: PLR2004 - two are no run
        for run in runs
    )
