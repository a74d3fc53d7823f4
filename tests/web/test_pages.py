# SPDX-License-Identifier: EUPL-1.2
"""Templates."""

from __future__ import annotations

import re

import pytest
from jinja2 import UndefinedError

from sluis.access.model import Person, PersonId, Role
from sluis.kit.texts import LANGUAGES, Text
from sluis.web.pages import TEMPLATES, environment, home_of

ALL = sorted(file.name for file in TEMPLATES.glob("*.html"))


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_template_compiles(name: str, lang: str) -> None:
    """No template has a fault in it, in either language."""
    assert environment(lang).get_template(name).name == name


@pytest.mark.parametrize("name", ALL)
def test_no_template_needs_what_the_policy_forbids(name: str) -> None:
    """No inline style, no inline script and no handler: the policy would not run them."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text.replace(" ", "")


@pytest.mark.parametrize("name", ALL)
def test_every_form_that_posts_is_labelled(name: str) -> None:
    """Every visible field has a label of its own."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    fields = re.findall(
        r'<(?:input|select|textarea)(?![^>]*type="(?:hidden|checkbox)")[^>]*\bid="([^"]+)"', text
    )
    assert all(f'for="{field}"' in text for field in fields)


def test_a_value_that_is_missing_is_an_error() -> None:
    """A page never shows an empty place where a figure should be."""
    with pytest.raises(UndefinedError):
        environment("en").from_string("{{ nothing }}").render()


def test_values_are_escaped_and_said() -> None:
    """What comes from people is escaped; a sentence is said in the reader's language."""
    template = environment("en").from_string("{{ value }} {{ sentence }}")
    assert template.render(value="<i>", sentence=Text("n {n}", n=3)) == "&lt;i&gt; n 3"


@pytest.mark.parametrize(
    ("role", "first"),
    [(Role.CRISIS_MANAGER, "/beeld"), (Role.STAFF, "/sluis"), (Role.COMMISSION, "/sluis")],
)
def test_the_first_screen(role: Role, first: str) -> None:
    """Each role starts at the first screen that it may see."""
    assert home_of(Person(PersonId("x"), "X", role)) == first
