# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""JSON, read strictly and written canonically."""

from __future__ import annotations

import decimal
import json
import math
from typing import Any, NoReturn, Union

from .errors import IntegrityError

_quote = json.JSONEncoder(ensure_ascii=False).encode


def utf16(text: str) -> bytes:
    """Returns the key by which JCS sorts members: the UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def canonicalize(value: Any) -> str:
    """Writes a JSON value in the canonical form of RFC 8785 (JCS)."""
    return _write(value, is_sorted=True)


def print_json(value: Any) -> str:
    """Writes a JSON value as `JSON.stringify` does: numbers and strings as in JCS, members in the order they have."""
    return _write(value, is_sorted=False)


def _write(value: Any, is_sorted: bool) -> str:
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, dict):
        names = sort_names(value) if is_sorted else list(value)
        return "{" + ",".join(f"{_quote(name)}:{_write(value[name], is_sorted)}" for name in names) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join([_write(item, is_sorted) for item in value]) + "]"
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true" if value else "false"
    if isinstance(value, int) and abs(value) < 2**53:
        return str(value)
    return _write_number(float(value))


def sort_names(members: dict[str, Any]) -> list[str]:
    """Sorts the names of members as JCS does."""
    names = sorted(members)
    return names if all(map(str.isascii, names)) else sorted(names, key=utf16)


def _write_number(value: float) -> str:
    """Number::toString of ECMAScript. Python's repr has the same shortest digits."""
    if not math.isfinite(value):
        return "null"
    if value == 0:
        return "0"
    if value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + int(exponent)
    if len(text) <= point <= 21:
        text = text + "0" * (point - len(text))
    elif 0 < point <= 21:
        text = text[:point] + "." + text[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + text
    else:
        fraction = "." + text[1:] if len(text) > 1 else ""
        text = f"{text[0]}{fraction}e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return "-" * sign + text


def parse_json(text: str) -> Any:
    """Reads JSON. Raises `IntegrityError` for what parsers read differently: keys that occur twice, lone surrogates."""
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_int=_parse_integer, parse_constant=_refuse_constant)
        if "\\" in text:
            # Only escapes can produce lone surrogates in text that is itself well-formed.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        return value
    except UnicodeEncodeError:
        raise _malformed("well-formed Unicode, got a lone surrogate") from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, IntegrityError):
            raise
        raise _malformed(f"JSON: {error}") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _malformed(f"each key once, got {_quote(twice)} twice")
    return members


def _parse_integer(digits: str) -> Union[int, float]:
    """Returns a double, as other parsers do, where an integer could be of any size."""
    return int(digits) if len(digits) <= 17 else float(digits)


def _refuse_constant(constant: str) -> NoReturn:
    raise _malformed(f"a finite number, got {constant}")


def _malformed(expected: str) -> IntegrityError:
    return IntegrityError("malformed", f"expected {expected}")
