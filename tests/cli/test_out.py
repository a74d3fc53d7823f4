# SPDX-License-Identifier: EUPL-1.2
"""What goes to the terminal: documents, tables, lines with tabs, errors and the typed name."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluis.cli.out import Out, stamp
from sluis.kit.errors import BadInput, Refused
from sluis.kit.texts import Text

AT = datetime(2025, 7, 17, 20, 45, 1, 999999, tzinfo=UTC)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_a_document_says_its_schema_and_is_one_line_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    """A machine gets one JSON document with letters of any language as they are."""
    Out("en", as_json=True).document("sluis.test/1", {"name": "Bé"})
    shown = capsys.readouterr().out
    assert json.loads(shown) == {"schema": "sluis.test/1", "name": "Bé"}
    assert shown.count("\n") == 1
    assert "Bé" in shown


def test_a_piped_table_has_tabs_and_no_stray_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """Headings come first; tabs and line ends inside a cell become blanks; None is empty."""
    rows = [["a\tb\nc", 3, None, AT, date(2025, 7, 17), Text("Yes.")]]
    Out("en").table([Text(name) for name in ("One", "Two", "Three", "Four", "Five", "Six")], rows)
    assert capsys.readouterr().out.splitlines() == [
        "One\tTwo\tThree\tFour\tFive\tSix",
        "a b c\t3\t\t2025-07-17T20:45:01Z\t2025-07-17\tYes.",
    ]


def test_a_terminal_gets_a_table_without_markup_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brackets in a cell are text, not Rich's markup; NO_COLOR leaves no escape codes."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    Out("en").table([Text("System")], [["[bold]mail[/bold]"]])
    assert "[bold]mail[/bold]" in terminal.getvalue()
    assert "\x1b" not in terminal.getvalue()


def test_errors_and_progress_stay_off_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output holds the answer alone; an error says what happened and what to do."""
    out = Out("en")
    out.progress(Text("Reading."))
    out.fail(Refused(Text("Gate G1 lacks evidence."), Text("Bring it.")))
    out.say(Text("Done."))
    shown = capsys.readouterr()
    assert shown.out == "Done.\n"
    assert shown.err == "Reading.\nError: Gate G1 lacks evidence.\nBring it.\n"


def test_a_typed_name_is_what_lets_it_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The right name passes, typed or given; anything else changes nothing."""
    out = Out("en")
    out.confirm("internet", "internet")
    monkeypatch.setattr("sys.stdin", Terminal("internet\n"))
    out.confirm("internet", None)
    monkeypatch.setattr("sys.stdin", Terminal("intranet\n"))
    with pytest.raises(BadInput, match="not typed"):
        out.confirm("internet", None)
    with pytest.raises(BadInput, match="not typed"):
        out.confirm("internet", "yes")


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that did not give the name is refused, and nothing waits for input."""
    monkeypatch.setattr("sys.stdin", io.StringIO("internet\n"))
    with pytest.raises(BadInput, match="--yes"):
        Out("en").confirm("internet", None)


def test_instants_are_said_in_utc_to_the_second() -> None:
    """Microseconds are dropped, not rounded up."""
    assert stamp(AT) == "2025-07-17T20:45:01Z"


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_cell_holds_a_row_stays_a_row(
    capsys: pytest.CaptureFixture[str], rows: list[list[str]]
) -> None:
    """Any text in any cell: as many lines as rows and one more, each with two tabs."""
    capsys.readouterr()
    Out("en").table([Text("A"), Text("B"), Text("C")], rows)
    shown = capsys.readouterr().out
    lines = shown.removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 1
    assert all(line.count("\t") == 2 for line in lines)


@given(
    st.dictionaries(
        st.text(min_size=1).filter("schema".__ne__),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(),
            lambda inner: st.lists(inner, max_size=3),
            max_leaves=6,
        ),
        max_size=4,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_document_comes_out_as_it_went_in(
    capsys: pytest.CaptureFixture[str], body: dict[str, Any]
) -> None:
    """JSON in, the same JSON out, with its schema first."""
    capsys.readouterr()
    Out("en", as_json=True).document("sluis.test/1", body)
    assert json.loads(capsys.readouterr().out) == {"schema": "sluis.test/1", **body}


def test_a_terminal_gets_a_document_that_people_can_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the document is indented."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    Out("en", as_json=True).document("sluis.test/1", {"a": [1]})
    assert terminal.getvalue().count("\n") == 6


def test_the_question_is_asked_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that the answer on standard output stays whole when it is piped."""
    monkeypatch.setattr("sys.stdin", Terminal("internet\n"))
    Out("en").confirm("internet", None)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "Type internet to go on: ")
