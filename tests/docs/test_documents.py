# SPDX-License-Identifier: EUPL-1.2
"""The documents hold together: links lead somewhere, words are the code's own, and Sphinx builds."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from sluis.estate.model import LinkType, State
from sluis.kit.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    page.relative_to(ROOT).as_posix()
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if "_build" not in page.parts
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}


def table(document: str) -> list[list[str]]:
    """Return the cells of every row of the tables in a document."""
    lines = (ROOT / document).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_inside_the_project_lead_somewhere(document: str) -> None:
    """Each relative link of a document names a file or folder that is there."""
    page = ROOT / document
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    assert broken == []


def test_the_glossary_is_in_order_and_complete() -> None:
    """Words stand in order, each with its Dutch, and every state and type of link is among them."""
    rows = [row for row in table("GLOSSARY.md") if row[0] not in {"English", "---"}]
    words = [row[0].casefold() for row in rows]
    assert words == sorted(words)
    assert all(len(row) == 3 and all(row) for row in rows)
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert [word for word in (*State, *LinkType) if f"`{word}`" not in text] == []


def test_the_architecture_fits_one_screen() -> None:
    """ARCHITECTURE.md has at most 60 lines and names every room of the import contract."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert text.count("\n") <= 60
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    layers = [layer for contract in contracts if contract["type"] == "layers" for layer in contract["layers"]]
    rooms = {name.strip() for layer in layers for name in layer.split("|")}
    assert {room for room in rooms if f"{room}/" not in text and f"{room}.py" not in text} == set()


def test_the_architecture_names_files_that_are_there() -> None:
    """Every file of a room that ARCHITECTURE.md names exists."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b[a-z]+/[a-z_]+\.py", text))
    assert named
    assert {file for file in named if not (ROOT / "src" / "sluis" / file).is_file()} == set()


def test_every_setting_is_explained() -> None:
    """The page on configuration has a row for each setting of a home, with its default."""
    explained = {row[0].strip("`"): row[1].strip("`") for row in table("docs/reference/configuration.md")}
    settings = {field.name for field in fields(Settings)} - {"home"}
    assert settings <= explained.keys()
    defaults = {field.name: field.default for field in fields(Settings) if field.name in settings}
    for name in settings - {"database_url"}:
        assert explained[name] == str(defaults[name])


def test_publiccode_has_what_the_standard_asks() -> None:
    """The fields that the standard makes mandatory are there, in the lengths that it allows."""
    code = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert code["publiccodeYmlVersion"] >= "0.4"
    assert code["name"] == "Sluis"
    assert code["url"].startswith("https://")
    assert code["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert code["softwareType"] == "standalone/web"
    assert code["platforms"]
    assert code["legal"]["license"] == "EUPL-1.2"
    assert code["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in code["maintenance"]["contacts"])
    assert code["localisation"] == {"localisationReady": True, "availableLanguages": ["en", "nl"]}
    assert set(code["description"]) == {"en", "nl"}
    for told in code["description"].values():
        assert len(told["shortDescription"]) <= 150
        assert 500 <= len(told["longDescription"]) <= 10_000
        assert told["features"]


def test_the_changelog_keeps_its_form() -> None:
    """There is an unreleased section, and every change stands under a known heading."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "\n## [Unreleased]\n" in text
    headings = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert headings <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


class _Loads(HTMLParser):
    """Collects what a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of scripts, pictures, style sheets and the like."""
        given = dict(attrs)
        address = given.get(LOADED.get(tag, ""))
        if tag == "link" and given.get("rel") in {"stylesheet", "icon", "preload", "preconnect"}:
            address = given.get("href")
        if address:
            self.found.append(address)


@pytest.mark.slow
def test_the_documentation_builds_without_warnings_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    """Sphinx builds with warnings as errors, and no page loads anything from another host."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-W",
            "--keep-going",
            "-q",
            "-b",
            "html",
            "-d",
            str(tmp_path / "trees"),
            "docs",
            str(tmp_path / "html"),
        ],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    pages = sorted((tmp_path / "html").rglob("*.html"))
    assert pages
    loads = _Loads()
    for page in pages:
        loads.feed(page.read_text(encoding="utf-8"))
    assert loads.found
    assert [address for address in loads.found if re.match(r"(?:https?:)?//", address)] == []
