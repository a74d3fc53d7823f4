# SPDX-License-Identifier: EUPL-1.2
"""Errors: each says what happened, what to do, and with which exit status."""

from __future__ import annotations

import pytest

from sluis.kit import errors
from sluis.kit.errors import BadInput, Faults, SluisError, UnknownName
from sluis.kit.texts import Text


def test_an_error_explains_itself() -> None:
    """Both halves of the explanation come out, and the first is the error's string."""
    error = SluisError(Text("It broke at {place}.", place="the lock"), Text("Close it."))
    explained = error.explain()
    assert (str(explained.what), str(explained.todo)) == ("It broke at the lock.", "Close it.")
    assert str(error) == "It broke at the lock."


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"file": "a.yaml", "line": 3, "field": "owner"}, "a.yaml:3: owner: No."),
        ({"file": "a.yaml"}, "a.yaml: No."),
        ({"field": "port"}, "port: No."),
        ({}, "No."),
    ],
)
def test_bad_input_names_its_place(place: dict[str, str | int], expected: str) -> None:
    """File, line and field stand in front, as far as they are known."""
    error = BadInput(Text("No."), **place)  # pyrefly: ignore[bad-argument-type]
    assert str(error) == expected
    assert str(error.explain().what) == expected


def test_an_unknown_name_suggests_the_nearest() -> None:
    """A slip of one letter gets the right name; a far one gets none."""
    near = UnknownName(Text("system"), "case_system", ["case_systems", "internet"])
    far = UnknownName(Text("system"), "zzz", ["case_systems"])
    assert str(near) == "There is no system called case_system."
    assert str(near.explain().todo) == "Did you mean case_systems?"
    assert far.explain().todo is None


def test_several_faults_are_all_named() -> None:
    """Faults come in the order of their lines, each with its place and its own remedy."""
    faults = Faults(
        [
            BadInput(Text("Late."), file="a.yaml", line=9),
            BadInput(Text("Early."), Text("Mend it."), file="a.yaml", line=2),
        ]
    )
    assert str(faults) == "a.yaml:2: Early.\na.yaml:9: Late."
    assert str(faults.explain().what) == "a.yaml:2: Early. Mend it.\na.yaml:9: Late."
    assert faults.explain().todo is None
    assert faults.exit_code == 2


def test_of_very_many_faults_the_first_are_explained() -> None:
    """What a person sees stays readable, and says how much more there is."""
    faults = Faults([BadInput(Text("Wrong."), line=line) for line in range(1, 5001)])
    explained = str(faults.explain().what).splitlines()
    assert (len(explained), explained[-1]) == (51, "… and 4950 more.")


def test_exit_statuses_are_those_of_the_tree() -> None:
    """The numbers in the module's tree are the numbers of the classes."""
    lines = [line for line in (errors.__doc__ or "").splitlines() if line.startswith("    ") and line.strip()]
    seen = {}
    for line in lines:
        words = line.replace("├──", "").replace("└──", "").replace("│", "").split()
        seen[words[0]] = int(words[1])
    assert len(seen) >= 9
    assert seen == {name: getattr(errors, name).exit_code for name in seen}


def test_every_error_is_in_the_tree() -> None:
    """No error class stands outside the tree that the docstring draws."""
    classes = {
        name
        for name, thing in vars(errors).items()
        if isinstance(thing, type) and issubclass(thing, SluisError)
    }
    assert all(name in (errors.__doc__ or "") for name in classes)
