# SPDX-License-Identifier: EUPL-1.2
"""For whom entries are put in words."""

from __future__ import annotations

from sluis.report.reader import Reader, reader_of
from tests.report.samples import ESTATE


def test_things_have_the_names_of_the_estate() -> None:
    """Systems, streams and gates by id; what the estate does not know keeps its id."""
    reader = reader_of(ESTATE, "en")
    assert reader.name("net") == "Internet & links"
    assert reader.name("cases") == "Criminal cases"
    assert reader.name("G1") == "the intruder is out"
    assert reader.name("nothing") == "nothing"


def test_without_an_estate_ids_stand_for_names() -> None:
    """Before the first adoption clocks are read in UTC."""
    reader = reader_of(None, "nl")
    assert (reader.lang, reader.zone, reader.name("net")) == ("nl", "UTC", "net")


def test_lists_of_ids_become_names() -> None:
    """A list is joined; one id alone is a name too."""
    reader = reader_of(ESTATE, "en")
    assert reader.names_of(["net", "mail"]) == "Internet & links, Mail"
    assert reader.names_of("mail") == "Mail"


def test_states_have_names() -> None:
    """Known states are said; a later release's state is shown as it is."""
    assert reader_of(ESTATE, "en").state("read_only").say("en") == "read-only"
    assert Reader("en").state("half_open").say("en") == "half_open"


def test_the_clock_is_the_organisations() -> None:
    """The zone of the estate is a zone."""
    assert reader_of(ESTATE, "en").clock.key == "Europe/Amsterdam"
