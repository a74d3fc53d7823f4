# SPDX-License-Identifier: EUPL-1.2
"""JSON in one spelling only (JCS, RFC 8785), so that other languages compute the same hashes.

All but unusual floats is written here, for speed; those by `rfc8785`.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Final, cast

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sluis.record.model import Json

MAX_INTEGER: Final = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly (RFC 8785 section 3.2.2.3, I-JSON)."""
_PLAIN_FROM: Final = 1e-4
_PLAIN_TO: Final = 1e16
"""Between these Python and ECMAScript spell floats alike, but for a closing `.0`."""
_SAME_WHEN_READ: Final = frozenset({str, int, bool, type(None)})
_CONSTANTS: Final[dict[bool | None, str]] = {None: "null", True: "true", False: "false"}


def spell(value: Json) -> str:
    """Return the canonical spelling of `value`.

    Raises BadInput for what JSON cannot hold: whole numbers beyond 2**53 - 1, NaN, infinities, other types.
    """
    type_ = type(value)
    if type_ is str:
        return quoted(cast("str", value))
    if type_ is int and -MAX_INTEGER <= cast("int", value) <= MAX_INTEGER:
        return str(value)
    if value is None or type_ is bool:
        return _CONSTANTS[cast("bool | None", value)]
    return _spell_rest(value)


def _spell_rest(value: Json) -> str:
    type_ = type(value)
    if type_ is float and _PLAIN_FROM <= abs(cast("float", value)) < _PLAIN_TO:
        return repr(value).removesuffix(".0")
    if type_ is list or type_ is tuple:
        return f"[{','.join([spell(item) for item in cast('list[Json]', value)])}]"
    if type_ is dict:
        return _spell_object(cast("dict[str, Json]", value))
    return _slow(value)


def _spell_object(value: dict[str, Json]) -> str:
    if not all(type(name) is str for name in value):
        return _slow(value)
    names = sorted(value) if all(map(str.isascii, value)) else sorted(value, key=_utf16)
    return f"{{{','.join([f'{quoted(name)}:{spell(value[name])}' for name in names])}}}"


def _utf16(name: str) -> bytes:
    """Return what RFC 8785 section 3.2.3 sorts by."""
    return name.encode("utf-16-be", "surrogatepass")


def _slow(value: Json) -> str:
    import rfc8785  # noqa: PLC0415 - most values never need it

    try:
        return rfc8785.dumps(value).decode()
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise BadInput(
            Text("This value has no place in the record: {why}", why=str(error)),
            Text("Use text, numbers up to 2^53, true, false, null, lists and objects."),
        ) from error


def spell_fields(fields: Mapping[str, Json]) -> list[str]:
    """Return the canonical spelling of each `[name, value]`, in the order given; BadInput names the field."""
    try:
        spelled = [
            f"[{quoted(name)},{quoted(value) if type(value) is str else spell(value)}]"
            for name, value in fields.items()
        ]
        if not (joined := "".join(spelled)).isascii():
            joined.encode()
    except (BadInput, UnicodeEncodeError):
        for name, value in fields.items():
            _check(name, value)
        raise
    return spelled


def _check(name: str, value: Json) -> None:
    try:
        f"{quoted(name)}{spell(value)}".encode()
    except BadInput as error:
        raise BadInput(error.what, error.todo, field=name) from error
    except UnicodeEncodeError as error:
        raise BadInput(Text("This text is not valid Unicode."), field=name) from error


def read(text: str) -> Json:
    """Return the value that canonical JSON spells; raises ValueError when it is not JSON."""
    return cast("Json", _DECODER.decode(text))


def as_read(fields: Mapping[str, Json], spelled: Sequence[str]) -> dict[str, Json]:
    """Return `fields` as they will be when read back from `spelled`: 1.0 is 1, a tuple is a list."""
    if _SAME_WHEN_READ.issuperset(map(type, fields.values())):
        return dict(fields)
    return dict(cast("list[tuple[str, Json]]", read(f"[{','.join(spelled)}]")))


def _whole(digits: str) -> int | float:
    """Return a number without a point: what is too large to be whole everywhere was a float."""
    value = int(digits)
    return value if -MAX_INTEGER <= value <= MAX_INTEGER else float(digits)


_DECODER: Final = json.JSONDecoder(parse_int=_whole)
