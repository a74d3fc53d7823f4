# SPDX-License-Identifier: EUPL-1.2
"""An estate is read from a file or a folder; every fault is named at once, with file, line and field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench import synthetic
from sluis.estate.document import to_document
from sluis.estate.model import Basis, LinkType
from sluis.estate.reading import read
from sluis.kit.errors import BadInput, Faults
from tests.estate.samples import HOSPITAL, write

if TYPE_CHECKING:
    from pathlib import Path

BARE = """\
organisation: X
zone: UTC
systems:
- {id: a, name: A, kind: device}
"""


def test_a_written_estate_reads_back(tmp_path: Path) -> None:
    """Every field survives the way to a file and back."""
    assert read(write(tmp_path, synthetic.as_yaml(to_document(HOSPITAL)))) == HOSPITAL


def test_a_folder_is_read_as_one(tmp_path: Path) -> None:
    """Lists in several files are joined in the order of the files' names; other files are left alone."""
    document = to_document(HOSPITAL)
    systems = document.pop("systems")
    assert isinstance(systems, list)
    write(tmp_path, synthetic.as_yaml({"systems": systems[:2]}), "a.yaml")
    write(tmp_path, synthetic.as_yaml({"systems": systems[2:]}), "b.yml")
    write(tmp_path, synthetic.as_yaml(document), "z.yaml")
    write(tmp_path, "not: [yaml", "notes.txt")
    assert read(tmp_path) == HOSPITAL


def test_defaults_are_filled_in(tmp_path: Path) -> None:
    """What is left out is unknown, or what the model says."""
    (system,) = read(write(tmp_path, BARE)).systems
    assert (system.owner, system.rto_hours, system.human_impact) == (None, None, None)
    assert system.basis is Basis.SOURCE


@pytest.mark.parametrize("spelled", ["unknown", "null", "~", ""])
def test_unknown_has_more_than_one_spelling(tmp_path: Path, spelled: str) -> None:
    """The word, a null and nothing at all mean the same: nobody knows."""
    text = (
        f"{BARE}  \nstreams:\n- id: s\n  name: S\n  needs: [a]\n  cases_per_day: {spelled}\n"
        f"  unit: {spelled}\n  note: {spelled}\n"
    )
    (stream,) = read(write(tmp_path, text)).streams
    assert (stream.cases_per_day, stream.unit, stream.note) == (None, None, None)


def test_a_whole_number_may_be_written_with_a_point(tmp_path: Path) -> None:
    """3.0 people are 3, and 4 hours are 4.0: JSON knows one kind of number."""
    text = BARE.replace("kind: device", "kind: device, rto_hours: 4, human_impact: 3.0")
    (system,) = read(write(tmp_path, text)).systems
    assert (system.rto_hours, type(system.rto_hours)) == (4.0, float)
    assert (system.human_impact, type(system.human_impact)) == (3, int)


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    """Schema, names and zone: all in one answer, in the order of the lines."""
    file = write(
        tmp_path,
        """\
organisation: X
zone: Europe/Amsterdm
systems:
- id: a
  name: 5
  kind: device
  humn_impact: 3
- {id: a, name: B, kind: device}
- {name: C, kind: device}
links:
- {system: a, needs: aa, type: hard}
- {system: a, needs: a, type: harrd}
""",
    )
    with pytest.raises(Faults) as caught:
        read(file)
    assert str(caught.value).replace(str(file), "F").splitlines() == [
        "F:2: zone: There is no time zone called Europe/Amsterdm.",
        "F:5: systems[0].name: This must be a text (put numbers and dates between quotes), not 5.",
        "F:7: systems[0].humn_impact: There is no field called humn_impact here.",
        "F:8: systems[1].id: a is there already: F:4.",
        "F:9: systems[2]: The field id is missing.",
        "F:11: links[0].needs: There is nothing called aa in systems.",
        f"F:12: links[1].type: 'harrd' is not one of: {', '.join(LinkType)}.",
        "F:12: links[1].needs: A system does not need itself.",
    ]
    assert caught.value.exit_code == 2


def test_one_fault_comes_alone(tmp_path: Path) -> None:
    """A single fault has its own file, line, field and suggestion."""
    file = write(tmp_path, f"{BARE}stream: []\n")
    with pytest.raises(BadInput) as caught:
        read(file)
    fault = caught.value
    assert not isinstance(fault, Faults)
    assert (fault.file, fault.line, fault.field) == (str(file), 5, "stream")
    assert str(fault.explain().todo) == "Did you mean streams?"


def test_what_must_stand_somewhere_is_missed_once(tmp_path: Path) -> None:
    """Organisation, zone and systems may stand in any file of a folder, and must in one."""
    write(tmp_path, "units: []\n", "a.yaml")
    write(tmp_path, "sites: []\n", "b.yaml")
    with pytest.raises(Faults) as caught:
        read(tmp_path)
    assert [fault.field for fault in caught.value.faults] == ["organisation", "zone", "systems"]


def test_what_stands_in_two_files_is_told_with_both(tmp_path: Path) -> None:
    """A zone in two files is a fault in the second, which names the first."""
    first = write(tmp_path, BARE, "a.yaml")
    second = write(tmp_path, "units: []\nzone: Europe/Amsterdam\n", "b.yaml")
    with pytest.raises(BadInput) as caught:
        read(tmp_path)
    assert (caught.value.file, caught.value.line) == (str(second), 2)
    assert str(caught.value.what) == f"zone is there already: {first}:2."


def test_ids_are_unique_across_files(tmp_path: Path) -> None:
    """The same system in two files is told with both lines."""
    first = write(tmp_path, BARE, "a.yaml")
    write(tmp_path, "systems:\n- {id: a, name: A, kind: device}\n", "b.yaml")
    with pytest.raises(BadInput, match=f"a is there already: {first}:4"):
        read(tmp_path)


def test_every_broken_file_is_named(tmp_path: Path) -> None:
    """Two files that are no YAML give two faults."""
    write(tmp_path, "a: [\n", "a.yaml")
    write(tmp_path, "b: {\n", "b.yaml")
    with pytest.raises(Faults) as caught:
        read(tmp_path)
    assert [fault.file for fault in caught.value.faults] == [
        str(tmp_path / "a.yaml"),
        str(tmp_path / "b.yaml"),
    ]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing file and an empty folder have their own words."""
    with pytest.raises(BadInput, match="There is no such file"):
        read(tmp_path / "nowhere.yaml")
    with pytest.raises(BadInput, match=r"There is no \*\.yaml file in this folder"):
        read(tmp_path)


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/localtime", "Mars/Olympus", " "])
def test_a_zone_must_exist(tmp_path: Path, zone: str) -> None:
    """A zone is a name from the IANA list, never a path."""
    with pytest.raises(BadInput):
        read(write(tmp_path, BARE.replace("UTC", f"'{zone}'")))


def test_a_large_estate_reads_back(tmp_path: Path) -> None:
    """A made-up estate of a thousand links reads back whole, unknown links included."""
    made = synthetic.estate(300, 1000, seed=5)
    found = read(write(tmp_path, synthetic.as_yaml(to_document(made))))
    assert found == made
    assert any(link.type is LinkType.UNKNOWN for link in found.links)
