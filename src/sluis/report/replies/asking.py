# SPDX-License-Identifier: EUPL-1.2
"""What every reply starts from: what is known, the question, and for whom it is put in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sluis.estate import store as estate_store
from sluis.estate.kinds import ESTATE_ADOPTED
from sluis.kit.texts import day, moment
from sluis.report.reader import reader_of

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.estate.model import Estate
    from sluis.record.log import Known
    from sluis.record.model import Entry, Seq
    from sluis.report.model import Question
    from sluis.report.reader import Reader


@dataclass(frozen=True)
class Asking:
    """One question put to the record as of N."""

    known: Known
    question: Question
    lang: str

    @cached_property
    def estate(self) -> Estate | None:
        """The estate adopted last; None before the first."""
        return estate_store.adopted(self.known)

    @cached_property
    def reader(self) -> Reader:
        """The names of things, and the language."""
        return reader_of(self.estate, self.lang)

    def entries(self, *kinds: str) -> tuple[Entry, ...]:
        """Return the known entries of `kinds`, in the order of recording."""
        return tuple(self.known.entries(kinds=kinds))

    def adoption(self) -> tuple[Seq, ...]:
        """Return the number of the entry that adopted the estate; empty before the first."""
        newest = self.known.entries(kinds=[ESTATE_ADOPTED.name], newest_first=True, limit=1)
        return tuple(entry.seq for entry in newest)

    def moment(self, when: datetime) -> str:
        """Return an instant on the organisation's clock, in words."""
        return moment(when, self.lang, self.reader.zone)

    def day(self, when: datetime) -> str:
        """Return the day of an instant on the organisation's clock, in words."""
        return day(when.astimezone(self.reader.clock), self.lang)
