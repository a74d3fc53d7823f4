# SPDX-License-Identifier: EUPL-1.2
"""`sluis close`: the price first, then the typed name, then the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Sluis


def test_the_price_is_shown_and_nothing_changes(kept: Sluis) -> None:
    """Streams with effect, cases a day and basis; people; unknowns; alternatives; and no entry."""
    before = kept("record", "tail", "--json").document["known_entries"]
    found = kept("close", "case_systems", "--dry-run", "--json").document
    assert found["schema"] == "sluis.price/1"
    streams = {one["id"]: one for one in found["streams"]}
    assert streams["zsm"]["effect"] == "stops"
    assert streams["zsm"]["cases_per_day"] == 362.5
    assert streams["execution"]["effect"] == "stops"
    assert {one["basis"] for one in streams.values()} <= {"source", "derived", "assumed"}
    assert found["people"] > 0
    assert isinstance(found["unknown"], list)
    assert len(found["alternatives"]) >= 2
    assert kept("record", "tail", "--json").document["known_entries"] == before


def test_people_read_the_price(kept: Sluis) -> None:
    """A table of streams, a sentence with the sum, and what could be done instead."""
    ran = kept("close", "case_systems", "--dry-run")
    assert ran.rows[0][:2] == ["Stream", "Effect"]
    assert "people cannot work" in ran.out
    assert "Leave everything as it is" in ran.out


def test_closing_needs_a_reason_and_the_typed_name(kept: Sluis) -> None:
    """Without either nothing is closed."""
    assert kept("close", "case_systems", "--yes", "case_systems").status == 2
    ran = kept("close", "case_systems", "--reason", "warned", "--yes", "yes")
    assert ran.status == 2
    assert "not typed" in ran.err
    assert kept("status", "--json").document["systems"][8]["state"] == "open"


def test_closing_is_decided_and_recorded(kept: Sluis) -> None:
    """The system is closed, by the decision that is named."""
    ran = kept("close", "case_systems", "--reason", "warned", "--yes", "case_systems", "--json")
    assert ran.status == 0
    assert ran.document["schema"] == "sluis.decision/1"
    assert ran.document["changed"] == ["case_systems"]
    systems = {one["id"]: one["state"] for one in kept("status", "--json").document["systems"]}
    assert systems["case_systems"] == "closed"


def test_closing_twice_says_since_when(kept: Sluis) -> None:
    """The second time nothing is written, and the entry that closed it is named."""
    close = ("close", "case_systems", "--reason", "warned", "--yes", "case_systems")
    kept(*close)
    size = kept("record", "tail", "--json").document["known_entries"]
    again = kept(*close)
    assert again.status == 0
    assert "case_systems is closed already" in again.out
    assert kept("record", "tail", "--json").document["known_entries"] == size


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("case_system",), "case_systems"),
        ((), "Name what to close"),
        (("mail_external", "--all"), "Name what to close"),
    ],
)
def test_what_cannot_be_closed_is_bad_input(kept: Sluis, arguments: tuple[str, ...], says: str) -> None:
    """A wrong name gets the nearest one; nothing and everything at once are refused."""
    ran = kept("close", *arguments, "--dry-run")
    assert ran.status == 2
    assert says in ran.err


def test_everything_has_a_price(kept: Sluis) -> None:
    """Going dark is priced like anything else, the ankle tags of the case among the unknown."""
    found = kept("close", "--all", "--dry-run", "--json").document
    assert len(found["closes"]) + len(found["already"]) == 30
    assert len(found["streams"]) >= 10


def test_closing_on_trial_reading_stays(kept: Sluis) -> None:
    """With `--read-only` the system goes to read only, and the price says so."""
    found = kept("close", "case_systems", "--read-only", "--dry-run", "--json").document
    assert found["to"] == "read_only"
    ran = kept("close", "case_systems", "--read-only", "--reason", "be careful", "--yes", "case_systems")
    assert ran.status == 0
    systems = {one["id"]: one["state"] for one in kept("status", "--json").document["systems"]}
    assert systems["case_systems"] == "read_only"


def test_the_decision_keeps_who_decided_and_when_it_is_looked_at_again(kept: Sluis) -> None:
    """`--by` and `--check` stand in the entry, beside the account that typed it."""
    ran = kept(
        *("close", "phone", "--reason", "noise", "--yes", "phone", "--by", "ciso:j.devries"),
        *("--check", "2027-01-02", "--json"),
    )
    entry = kept("record", "tail", "-n", "5", "--json").document["entries"]
    decision = next(one for one in entry if one["entry"] == ran.document["entries"][0])
    assert decision["fields"]["decided_by"] == "ciso:j.devries"
    assert decision["fields"]["check_on"] == "2027-01-02"
    assert decision["actor"].startswith("cli:")


def test_a_closed_system_waits_for_its_check(kept: Sluis) -> None:
    """A check in the past is waiting at once."""
    kept("close", "phone", "--reason", "noise", "--yes", "phone", "--check", "2026-01-02")
    waiting = kept("status", "--json").document["decisions_waiting"]
    assert any(one["what"] == "check" and one["due"] == "2026-01-02" for one in waiting)


def test_several_targets_are_typed_with_commas(kept: Sluis) -> None:
    """What is typed names all that closes, so that nobody closes more than they think."""
    given = ("close", "phone", "om_website", "--reason", "test")
    assert kept(*given, "--yes", "phone").status == 2
    assert kept(*given, "--yes", "phone,om_website").status == 0


def test_the_unknown_is_told_to_people(kept: Sluis) -> None:
    """What nobody can tell stands in the price in words."""
    ran = kept("close", "--all", "--dry-run")
    assert "Nobody knows:" in ran.out
