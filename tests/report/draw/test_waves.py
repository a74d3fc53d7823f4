# SPDX-License-Identifier: EUPL-1.2
"""States of systems over time."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sluis.estate.model import State, SystemId
from sluis.report.draw.waves import as_table, draw, lanes, sentence
from tests.report.samples import DAY, FILES, MAIL, NET, SVG, T0, changes, classes, parsed, texts

AS_OF = T0 + 20 * DAY
ZONE = "Europe/Amsterdam"
HISTORY = changes(
    (NET, State.CLOSED, 0), (MAIL, State.CLOSED, 1), (MAIL, State.TRIAL, 5), (MAIL, State.OPEN, 9)
)
NAMES = {NET: "Internet", MAIL: "Mail"}


def test_each_system_has_a_lane_with_its_pieces() -> None:
    """Mail was closed, on trial and open, in this order, each until the next."""
    found = lanes(HISTORY, NAMES)
    assert [lane.name for lane in found] == ["Internet", "Mail"]
    pieces = found[1].pieces
    assert [piece.state for piece in pieces] == [State.CLOSED, State.TRIAL, State.OPEN]
    assert [piece.last for piece in pieces] == [pieces[1].first, pieces[2].first, None]


def test_the_same_state_again_adds_nothing() -> None:
    """Saying twice that a system is closed is one piece, from the first time."""
    found = lanes(changes((NET, State.CLOSED, 0), (NET, State.CLOSED, 3)), NAMES)
    assert [piece.first for piece in found[0].pieces] == [T0]


def test_at_one_instant_the_last_recorded_holds() -> None:
    """A correction at the same instant replaces what it corrects."""
    found = lanes(changes((NET, State.CLOSED, 0), (NET, State.READ_ONLY, 0)), NAMES)
    assert [piece.state for piece in found[0].pieces] == [State.READ_ONLY]
    assert found[0].pieces[0].seq == 1


def test_order_of_recording_does_not_matter() -> None:
    """A change that came in later is put where it happened."""
    assert lanes(HISTORY[::-1], NAMES) == lanes(HISTORY, NAMES)


def test_a_system_without_a_name_shows_its_id() -> None:
    """What the estate no longer names is still drawn."""
    assert lanes(changes((FILES, State.CLOSED, 0)), {})[0].name == "files"


def test_every_piece_carries_its_state() -> None:
    """One group for each piece, with its state as class and in words."""
    svg = draw(lanes(HISTORY, NAMES), as_of=AS_OF, lang="en", zone=ZONE)
    found = classes(svg)
    assert found.count("piece state-closed") == 2
    assert found.count("piece state-trial") == 1
    assert "Mail: trial, 22 July 2025, 22:00 – 26 July 2025, 22:00" in svg


def test_pieces_lie_between_first_and_now() -> None:
    """No bar leaves the picture, and the last one ends at the line of now."""
    root = parsed(draw(lanes(HISTORY, NAMES), as_of=AS_OF, lang="en", zone=ZONE))
    bars = [
        rect
        for group in root.iter(f"{SVG}g")
        if group.attrib.get("class", "").startswith("piece")
        for rect in group.findall(f"{SVG}rect")
    ]
    ends = [float(bar.attrib["x"]) + float(bar.attrib["width"]) for bar in bars]
    now = next(group for group in root.iter(f"{SVG}g") if group.attrib.get("class") == "moment")
    line = float(now.findall(f"{SVG}line")[0].attrib["x1"])
    assert max(ends) == line
    assert min(float(bar.attrib["x"]) for bar in bars) >= 190


def test_the_picture_may_begin_later() -> None:
    """What lies before `since` is held at the edge."""
    svg = draw(lanes(HISTORY, NAMES), as_of=AS_OF, lang="en", zone=ZONE, since=T0 + timedelta(days=10))
    assert classes(svg).count("piece state-closed") == 2


def test_the_sentence_counts_states() -> None:
    """How many systems are in which state now."""
    assert sentence(lanes(HISTORY, NAMES), "en") == "2 systems: 1 open, 1 closed."


def test_no_history_is_said() -> None:
    """Without any state the picture is empty and says so."""
    assert sentence((), "en") == "No entry says anything about the state of a system."
    assert "as of 6 August 2025" in texts(draw((), as_of=AS_OF, lang="en", zone=ZONE))


def test_the_table_names_entry_and_span() -> None:
    """Each piece is a row; the last one of a system is still so."""
    table = as_table(lanes(HISTORY, NAMES), "en", ZONE)
    assert table.rows[1] == ("Mail", "closed", "18 July 2025, 22:00", "22 July 2025, 22:00", "1")
    assert table.rows[-1][3] == "still so"


@given(
    st.lists(st.tuples(st.sampled_from([NET, MAIL, FILES]), st.sampled_from(list(State)), st.floats(0, 19)))
)
def test_pieces_never_overlap(steps: list[tuple[SystemId, State, float]]) -> None:
    """Whatever happened, the pieces of a system follow one another and change state."""
    for lane in lanes(changes(*steps), {}):
        for before, after in zip(lane.pieces, lane.pieces[1:], strict=False):
            assert before.last == after.first
            assert before.first < after.first
            assert before.state is not after.state
