# SPDX-License-Identifier: EUPL-1.2
"""The repository keeps the house's own rules, and each rule catches a file that breaks it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.house import lints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[2]
LICENCE = f"# {lints.LICENCE}\n"


@pytest.fixture(scope="module")
def paths() -> list[str]:
    """Return what git tracks, or skip where the tree came without git."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the project is unknown")
    return lints.tracked(ROOT)


def plant(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Write `files` under `folder` and return their paths."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return sorted(files)


def test_every_source_file_names_its_licence(paths: list[str]) -> None:
    """Each source file begins with its SPDX line."""
    assert lints.without_licence(ROOT, paths) == []


def test_a_missing_licence_is_found(tmp_path: Path) -> None:
    """A file without the line is a fault; one with it on top, or under `#!`, is not."""
    found = plant(
        tmp_path,
        {
            "src/sluis/a.py": '"""Nothing."""\n',
            "src/sluis/b.py": LICENCE,
            "src/sluis/empty/__init__.py": "",
            "run.sh": f"#!/bin/sh\n{LICENCE}",
            "late.css": f"a {{}}\n/* {lints.LICENCE} */\n",
            "src/sluis/web/static/vendor/x.js": "1",
        },
    )
    assert [fault.split(":")[0] for fault in lints.without_licence(tmp_path, found)] == [
        "late.css",
        "src/sluis/a.py",
    ]


def test_every_source_file_has_its_test_file(paths: list[str]) -> None:
    """The test tree mirrors the source."""
    assert lints.without_test(paths) == []


def test_a_missing_test_file_is_found() -> None:
    """A source file without its mirror is a fault, in the package, at its top and in tools."""
    found = lints.without_test(
        [
            "src/sluis/estate/__init__.py",
            "src/sluis/estate/graph.py",
            "src/sluis/estate/model.py",
            "src/sluis/house.py",
            "src/sluis/kit/migrations/versions/0001_x.py",
            "tests/estate/test_model.py",
            "tests/kit/test_graph.py",
            "tools/lock.py",
        ]
    )
    assert found == [
        "src/sluis/estate/graph.py: has no test file tests/estate/test_graph.py",
        "src/sluis/house.py: has no test file tests/test_house.py",
        "tools/lock.py: has no test file tests/tools/test_lock.py",
    ]


def test_no_source_file_is_too_long(paths: list[str]) -> None:
    """No source file has more than 500 lines."""
    assert lints.too_long(ROOT, paths) == []


def test_a_long_file_is_found(tmp_path: Path) -> None:
    """Line 501 is the first too many."""
    found = plant(tmp_path, {"a.py": "1\n" * 500, "b.py": "1\n" * 501, "vendor.md": "1\n" * 900})
    assert lints.too_long(tmp_path, found) == ["b.py: 501 lines, more than 500"]


def test_nothing_is_left_unfinished(paths: list[str]) -> None:
    """No mark of unfinished work stands in the code."""
    assert lints.leftovers(ROOT, paths) == []


def test_a_leftover_is_found(tmp_path: Path) -> None:
    """A mark in code is a fault with its line; prose outside code and longer words are not."""
    mark = "TO" + "DO"
    found = plant(
        tmp_path,
        {"src/a.py": f"1\n# {mark}: later\n", "notes.md": mark, "src/b.py": f"{mark}S_DONE = 1\n"},
    )
    assert lints.leftovers(tmp_path, found) == [f"src/a.py:2: {mark}"]


def test_no_registry_and_no_machine_is_named(paths: list[str]) -> None:
    """No tracked file names a registry's host or a path of one machine."""
    assert lints.addresses(ROOT, paths) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url=https://" + "pypi" + ".org/simple",
        "open('/" + "home/somebody/x')",
        "see /" + "root/notes",
    ],
)
def test_an_address_is_found(tmp_path: Path, line: str) -> None:
    """A registry's host and a machine's path are faults, whatever the file."""
    assert len(lints.addresses(tmp_path, plant(tmp_path, {"any.txt": f"fine\n{line}\n"}))) == 1


def test_an_address_elsewhere_is_no_fault(tmp_path: Path) -> None:
    """A page of a site whose path looks like a machine's is left alone, and so are bytes that are no text."""
    found = plant(tmp_path, {"a.md": "https://example.org/home/x and ../work/y\n"})
    (tmp_path / "b.png").write_bytes(b"\x89PNG\xff")
    assert lints.addresses(tmp_path, [*found, "b.png"]) == []


def test_requirements_are_pinned_and_hashed(paths: list[str]) -> None:
    """Each requirement is one version with its hashes, and no line says where it comes from."""
    assert any(path.startswith("requirements/") for path in paths)
    assert lints.loose_pins(ROOT, paths) == []


def test_a_loose_pin_is_found(tmp_path: Path) -> None:
    """A range, a pin without a hash, a short hash and an option are faults."""
    digest = "0" * 64
    text = (
        f"good==1.0 \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{digest}\n"
        f"marked==1.0 ; python_version < '3.12' \\\n    --hash=sha256:{digest}\n"
        f"bare==2.0 \\\nnext==1 \\\n    --hash=sha256:{digest}\n"
        "loose>=1\n--index-url=https://example.org\nlast==3 \\\n    --hash=sha256:12\n"
    )
    found = lints.loose_pins(tmp_path, plant(tmp_path, {"requirements/run.txt": text}))
    assert [fault.split(": ", 1)[1] for fault in found] == [
        "bare has no hash",
        "neither a pin nor a hash: loose>=1",
        "neither a pin nor a hash: --index-url=https://example.org",
        "neither a pin nor a hash: --hash=sha256:12",
        "last has no hash",
    ]


def test_no_lock_file_says_where_packages_were_fetched(paths: list[str]) -> None:
    """Lock files of npm hold no addresses."""
    assert lints.resolved_packages(ROOT, paths) == []


def test_a_resolved_package_is_found(tmp_path: Path) -> None:
    """A `resolved` address in a lock file is a fault."""
    found = plant(tmp_path, {"package-lock.json": '{"resolved": "x"}', "x/package-lock.json": "{}"})
    assert lints.resolved_packages(tmp_path, found) == ["package-lock.json: has a resolved address"]


def test_every_test_says_what_it_shows(paths: list[str]) -> None:
    """Each test has a docstring."""
    assert lints.without_docstring(ROOT, paths) == []


def test_a_silent_test_is_found(tmp_path: Path) -> None:
    """A test without a docstring is a fault, in a class and with `async` too; helpers are free."""
    text = (
        'def test_a():\n    """Shows."""\n\ndef helper():\n    pass\n\n'
        "class TestB:\n    async def test_c(self):\n        pass\n"
    )
    found = lints.without_docstring(tmp_path, plant(tmp_path, {"tests/kit/test_x.py": text}))
    assert found == ["tests/kit/test_x.py:8: test_c has no docstring"]


def test_the_import_contract_names_every_room() -> None:
    """The rooms of the contract are the folders that exist."""
    assert lints.rooms_and_contract(ROOT) == []


def test_a_room_outside_the_contract_is_found(tmp_path: Path) -> None:
    """A room that nobody put in the contract is a fault, and so is a name without a room."""
    plant(
        tmp_path,
        {
            "pyproject.toml": (
                '[[tool.importlinter.contracts]]\ntype = "layers"\nlayers = ["cli | web", "kit"]\n'
            ),
            "src/sluis/__init__.py": "",
            "src/sluis/cli/__init__.py": "",
            "src/sluis/kit/__init__.py": "",
            "src/sluis/attic/__init__.py": "",
        },
    )
    assert lints.rooms_and_contract(tmp_path) == [
        "src/sluis/attic: not in the import contract",
        "pyproject.toml: the import contract names web, which is not there",
    ]


def test_tests_stand_in_proportion(
    paths: list[str], record_testsuite_property: Callable[[str, object], None]
) -> None:
    """There are 1.0 to 1.7 lines of test for each line of source."""
    counted = lints.sizes(ROOT, paths)
    record_testsuite_property("test_lines_per_source_line", round(counted.ratio, 2))
    assert 1.0 <= counted.ratio <= 1.7, (
        f"{counted.test_lines} test lines, {counted.source_lines} source lines"
    )


def test_lines_are_counted(tmp_path: Path) -> None:
    """Source and tests are counted apart, and nothing else is."""
    found = plant(tmp_path, {"src/a.py": "1\n2\n", "tests/test_a.py": "1\n2\n3\n", "docs/conf.py": "1\n"})
    assert lints.sizes(tmp_path, found) == lints.Sizes(source_lines=2, test_lines=3)
    assert lints.sizes(tmp_path, found).ratio == pytest.approx(1.5)


def test_tracked_files_exist(paths: list[str]) -> None:
    """What git tracks is what the other rules see: this file is in it, and made files are not."""
    assert "tests/house/lints.py" in paths
    assert not any(path.startswith((".venv/", "docs/_build/")) for path in paths)
