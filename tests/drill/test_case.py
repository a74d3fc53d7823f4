# SPDX-License-Identifier: EUPL-1.2
"""Loading a case: the one that comes with Sluis is whole, and a broken one is refused by place."""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluis.drill.case import find, load
from sluis.estate.model import Basis, State
from sluis.estate.reading import read
from sluis.kit.errors import BadInput, UnknownName
from sluis.report.model import Precision

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.drill.model import Case

STATES = {
    "on": State.OPEN,
    "off": State.CLOSED,
    "read_only": State.READ_ONLY,
    "limited": State.TRIAL,
    "planned": State.UNKNOWN,
    "unknown": State.UNKNOWN,
}


@pytest.fixture(scope="module")
def case() -> Case:
    """Return the case of 2025."""
    return load(find("om-2025"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the case that a test may break."""
    return shutil.copytree(find("om-2025"), tmp_path / "case")


def test_the_case_is_whole(case: Case) -> None:
    """56 facts, 30 systems, 12 questions, 8 stops, and each fact says where it comes from."""
    assert len(case.facts) == 56
    assert len({change.system for change in case.states}) == 30
    assert len(case.questions) == 12
    assert case.stops == (-1, 0, 4, 21, 53, 70, 91, 180)
    assert all(known.fact.source for known in case.facts)


def test_facts_carry_two_times(case: Case) -> None:
    """The first traces happened in June and were known on 23 July, those of May on 11 August."""
    by_reference = {known.fact.reference: known for known in case.facts}
    june, may = by_reference["F07"], by_reference["F06"]
    assert june.fact.happened_at == datetime(2025, 5, 31, 22, 0, tzinfo=UTC)
    assert june.at == datetime(2025, 7, 23, 10, 0, tzinfo=UTC)
    assert may.at == datetime(2025, 8, 11, 10, 0, tzinfo=UTC)
    assert june.fact.conflict
    assert may.fact.precision is Precision.MONTH


@pytest.mark.parametrize(
    ("reference", "hour_utc", "precision"),
    [("F12", 18, Precision.PART), ("F16", 20, Precision.MINUTE), ("F14", 22, Precision.DAY)],
)
def test_parts_of_a_day_have_an_hour_and_say_that_it_is_a_convention(
    case: Case, reference: str, hour_utc: int, precision: Precision
) -> None:
    """An evening is placed at 20:00 and keeps its precision; a bare day begins at midnight."""
    fact = next(known.fact for known in case.facts if known.fact.reference == reference)
    assert (fact.happened_at.hour, fact.precision) == (hour_utc, precision)


def test_nothing_is_known_before_it_happened_unless_it_was_planned(case: Case) -> None:
    """Only the two planned steps are known ahead."""
    ahead = {known.fact.reference for known in case.facts if known.at < known.fact.happened_at}
    assert ahead == {"F41", "F55"}


def test_what_was_filled_in_is_marked(case: Case) -> None:
    """States before the first change are assumed, and those that follow say their source."""
    first = [change for change in case.states if change.recorded_at == case.estate_adopted]
    assert len(first) == 30
    assert {change.basis for change in first} == {Basis.ASSUMED, Basis.SOURCE}
    assert all(change.source for change in case.states if change.basis is not Basis.ASSUMED)


def test_facts_match_the_collected_timeline(case: Case, shared: Path) -> None:
    """Each fact has the day, kind, source and confidence of the collected timeline."""
    with (shared / "case" / "om-2025" / "timeline.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(case.facts)
    for row, known in zip(rows, case.facts, strict=True):
        fact = known.fact
        local = fact.happened_at.astimezone(case.zone)
        assert local.date().isoformat().startswith(row["date"])
        assert (row["kind"], row["source"], row["confidence"]) == (
            fact.category,
            fact.source,
            fact.confidence.value,
        )


def test_states_match_the_collected_estate(case: Case, shared: Path) -> None:
    """Every stated interval of every system begins at the same instant with the same state."""
    estate = yaml.safe_load((shared / "case" / "om-2025" / "estate.yaml").read_text(encoding="utf-8"))
    ours = {(change.system, change.happened_at): change.state for change in case.states}
    for system in estate["systems"]:
        for interval in system["states"]:
            if system["id"] == "tags":
                continue
            at = datetime.fromisoformat(interval["from"]).replace(tzinfo=case.zone).astimezone(UTC)
            assert ours[system["id"], at] is STATES[interval["status"]], system["id"]


def test_an_unknown_case_suggests_the_nearest() -> None:
    """A slip in the name gets a suggestion; a path with a case in it is taken as it is."""
    with pytest.raises(UnknownName) as caught:
        find("om-2052")
    assert "om-2025" in str(caught.value.explain().todo)


def test_a_path_is_a_case_too(copy: Path) -> None:
    """A folder with a case.yaml can be rehearsed without being installed."""
    assert find(str(copy)) == copy


@pytest.mark.parametrize(
    ("name", "old", "new", "field"),
    [
        ("case.yaml", "Europe/Amsterdam", "Europe/Atlantis", "zone"),
        ("case.yaml", "day_0: '2025-07-17'", "day_0: tomorrow", "day_0"),
        ("timeline.yaml", "time: '22:45'", "time: late", "facts[15].time"),
        ("timeline.yaml", "known: '2025-08-11'", "known: '2025-04-11'", "facts[5].known"),
        ("timeline.yaml", "confidence: high", "confidence: total", "facts[0].confidence"),
        ("states.yaml", "source: techzine,", "source: nowhere,", "systems.internet[0].source"),
        ("states.yaml", "from: '2025-08-07T12:00'", "from: '2025-07-07T12:00'", "systems.internet[1].from"),
        ("decisions.yaml", "gate: G2", "port: G2", "evidence[0].port"),
        ("questions.yaml", "asked: '2025-09-03'", "asked: 2025", "questions[0].asked"),
        ("waves.yaml", "to: read_only", "to: ajar", "waves[0].to"),
    ],
)
def test_a_broken_case_is_refused_by_place(copy: Path, name: str, old: str, new: str, field: str) -> None:
    """A mistake in any of the files names that file, the line and the field."""
    file = copy / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load(copy)
    assert caught.value.field == field
    assert caught.value.file == str(file)
    assert caught.value.line


def test_a_case_without_one_of_its_files_is_refused(copy: Path) -> None:
    """The missing file is named."""
    (copy / "risks.yaml").unlink()
    with pytest.raises(BadInput, match=r"risks\.yaml"):
        load(copy)


FILES = (
    "case.yaml",
    "timeline.yaml",
    "states.yaml",
    "waves.yaml",
    "decisions.yaml",
    "risks.yaml",
    "questions.yaml",
)


@given(
    name=st.sampled_from(FILES),
    where=st.floats(0, 1),
    put=st.sampled_from(
        ["", "null", "[]", "{}", "'", "x: y", "2025-99-99", "\t", "- -", "open", "&a *a", "\x00"]
    ),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_is_read_or_refused(copy: Path, name: str, where: float, put: str) -> None:
    """A line replaced by anything gives a case or `BadInput` with its file: never another error."""
    file = copy / name
    whole = file.read_text(encoding="utf-8")
    lines = whole.splitlines()
    number = min(len(lines) - 1, int(where * len(lines)))
    head, colon, _ = lines[number].partition(":")
    lines[number] = f"{head}{colon} {put}" if colon else put
    file.write_text("\n".join(lines), encoding="utf-8")
    try:
        load(copy)
    except BadInput as error:
        assert error.file == str(file)  # noqa: PT017 - both ends are fine
    finally:
        file.write_text(whole, encoding="utf-8")


def test_every_sentence_is_there_in_both_languages(case: Case) -> None:
    """Facts, waves, decisions, risks, outputs and questions all speak English and Dutch, and differ."""
    sentences = [
        *(known.fact.event for known in case.facts),
        *(wave.words for wave in case.waves),
        *(closing.words for closing in case.closings),
        *(way.words for closing in case.closings for way in closing.alternatives),
        *(evidence.words for evidence in case.evidence),
        *(reopening.words for reopening in case.reopenings),
        *(output.words for output in case.outputs),
        *(story.risk.text for story in case.risks),
        *(question.text for question in case.questions),
    ]
    assert len(sentences) > 100
    for sentence in sentences:
        assert isinstance(sentence, dict)
        assert set(sentence) == {"en", "nl"}
        assert sentence["en"] != sentence["nl"]


def test_everything_that_is_named_is_in_the_estate(case: Case) -> None:
    """Systems, streams and gates of the case are those of its estate; no slip of a letter hides."""
    estate = read(case.estate_file)
    systems = {system.id for system in estate.systems}
    assert {change.system for change in case.states} == systems
    for wave in case.waves:
        assert set(wave.systems) <= systems
    for closing in case.closings:
        assert {*closing.targets, *(one for way in closing.alternatives for one in way.targets)} <= systems
    for reopening in case.reopenings:
        assert set(reopening.systems) <= systems
    gates = {gate.id: gate.decider for gate in estate.gates}
    for evidence in case.evidence:
        assert evidence.actor.partition(":")[0] == gates[evidence.gate]
        assert set(evidence.systems) <= systems
    streams = {stream.id for stream in estate.streams}
    assert {output.stream for output in case.outputs} | set(case.forecast.streams) <= streams
    assert {output.system for output in case.outputs} | {output.stale for output in case.outputs} <= systems


def test_tags_point_at_something(case: Case) -> None:
    """A tag on a fact or a risk names a system of the estate or the topic of a question."""
    systems = {system.id for system in read(case.estate_file).systems}
    topics = {question.topic for question in case.questions}
    tags = {tag for known in case.facts for tag in known.fact.about} | {
        tag for story in case.risks for tag in story.risk.about
    }
    for tag in tags:
        kind, _, name = tag.partition(":")
        assert name in {"system": systems, "answers": topics, "topic": topics}[kind], tag


def test_every_page_that_is_cited_is_an_address(case: Case) -> None:
    """Sources are addresses, so that a reader can look for themselves."""
    sources = [
        *(known.fact.source for known in case.facts),
        *(change.source for change in case.states if change.source),
        *(wave.source for wave in case.waves),
        *(evidence.source for evidence in case.evidence),
        *(story.risk.source for story in case.risks),
    ]
    assert all(source and source.startswith("https://") for source in sources)


def test_a_reopening_opens_what_was_seen_to_open(case: Case) -> None:
    """Each reopening stands with a wave, and what it opens was in that state from that day on."""
    waves = {wave.id: wave for wave in case.waves}
    for reopening in case.reopenings:
        wave = waves[reopening.wave]
        assert set(wave.systems) <= set(reopening.systems)
        assert reopening.at <= wave.at
        for system in wave.systems:
            seen = [change.state for change in case.states if change.system == system]
            assert reopening.to in seen
