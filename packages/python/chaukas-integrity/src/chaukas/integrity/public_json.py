# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Reads events in public JSON, strictly, as their normal form."""

from __future__ import annotations

import base64
import binascii
import datetime
import math
import re
from typing import Any, Optional

from chaukas.spec.common.v1 import events_pb2
from google.protobuf.descriptor import Descriptor, FieldDescriptor

from .canonical_json import parse_json, print_json
from .errors import IntegrityError
from .normal_form import (
    MAX_SAFE_INTEGER,
    NormalForm,
    format_timestamp,
    is_repeated,
    normalize_long,
    require_depth,
)

# Kinds of content whose name is not that of their field.
_KINDS = {"policy_decision": "policy", "error_info": "error"}
# Kinds whose value has an object of its own, beside the kind.
_WRAPPED = {"state_update": "state", "step": "step"}
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII)
_NOT_FINITE = ("NaN", "Infinity", "-Infinity")
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_EVENT: Descriptor = events_pb2.Event.DESCRIPTOR
_CONTENT = frozenset(field.name for field in _EVENT.oneofs_by_name["content"].fields)


def read_event(text: str) -> NormalForm:
    """Reads an event in public JSON as its normal form, with the fields that the server sets.

    Raises `IntegrityError` for text that is not an event as a server writes it.
    """
    members: NormalForm = _read_message(_EVENT, parse_json(text), 1)
    return members


def _read_message(kind: Descriptor, members: Any, depth: int) -> Any:
    require_depth(depth)
    if kind.full_name == "google.protobuf.Timestamp":
        return _read_time(members)
    if kind.full_name == "google.protobuf.Struct":
        return _read_struct(members, depth)
    if not isinstance(members, dict):
        raise _unexpected(kind.name, "an object", members)
    fields = _fields_of(kind)
    normal: NormalForm = {}
    for name, value in members.items():
        is_content = name == "content" and kind is _EVENT
        if is_content:
            name, value = _read_content(value)
        field = fields.get(name)
        if field is None or field.in_oneof != is_content:
            raise _unexpected(kind.name, "a known member", name)
        if field.is_repeated:
            if not isinstance(value, list):
                raise _unexpected(name, "a list", value)
            if value:
                normal[name] = [_read_value(field, item, depth) for item in value]
            continue
        value = _read_value(field, value, depth)
        if field.has_presence or value not in (0, "", False):
            normal[name] = value
    return normal


class _Field:
    """What reading a field takes, read from its descriptor once."""

    def __init__(self, field: FieldDescriptor) -> None:
        self.name: str = field.name
        self.type: int = field.type
        self.is_repeated = is_repeated(field)
        self.has_presence: bool = field.has_presence
        # A field with explicit presence is in a oneof of its own.
        self.in_oneof = field.containing_oneof is not None and field.containing_oneof.name == "content"
        self.message: Optional[Descriptor] = field.message_type
        self.numbers: dict[str, int] = {}
        if field.enum_type is not None:
            prefix = field.enum_type.values_by_number[0].name[: -len("UNSPECIFIED")]
            values = field.enum_type.values_by_name.items()
            self.numbers = {name[len(prefix) :]: value.number for name, value in values if name.startswith(prefix)}


_fields: dict[str, dict[str, _Field]] = {}


def _fields_of(kind: Descriptor) -> dict[str, _Field]:
    fields = _fields.get(kind.full_name)
    if fields is None:
        fields = _fields[kind.full_name] = {field.name: _Field(field) for field in kind.fields}
    return fields


def _read_content(content: Any) -> tuple[str, Any]:
    if not isinstance(content, dict) or not isinstance(content.get("kind"), str):
        raise _unexpected("content", "an object with a kind", content)
    kind = content["kind"]
    rest = {name: value for name, value in content.items() if name != "kind"}
    if kind in _WRAPPED:
        if rest.keys() != {_WRAPPED[kind]}:
            raise _unexpected("content", f"a {_WRAPPED[kind]}", rest)
        return kind, rest[_WRAPPED[kind]]
    name = _KINDS.get(kind, kind)
    if name not in _CONTENT or kind in _KINDS.values():
        raise _unexpected("content.kind", "a known kind", kind)
    return name, rest


def _read_value(field: _Field, value: Any, depth: int) -> Any:
    kind = field.type
    if field.message is not None:
        return _read_message(field.message, value, depth + 1)
    if kind == FieldDescriptor.TYPE_STRING and isinstance(value, str):
        return value
    is_number = type(value) in (int, float) and math.isfinite(value)
    if kind == FieldDescriptor.TYPE_ENUM and isinstance(value, str) and value in field.numbers:
        return field.numbers[value]
    if kind in (FieldDescriptor.TYPE_ENUM, FieldDescriptor.TYPE_INT32) and is_number and value == int(value):
        if -(2**31) <= value < 2**31:
            return int(value)
    elif kind == FieldDescriptor.TYPE_INT64 and is_number and value == int(value) and abs(value) <= MAX_SAFE_INTEGER:
        return normalize_long(int(value))
    elif kind == FieldDescriptor.TYPE_DOUBLE and (is_number or value in _NOT_FINITE):
        return float(value) if is_number else value
    elif kind == FieldDescriptor.TYPE_BOOL and isinstance(value, bool):
        return value
    elif kind == FieldDescriptor.TYPE_BYTES and isinstance(value, str):
        try:
            return base64.b64encode(base64.b64decode(value, validate=True)).decode("ascii")
        except (binascii.Error, ValueError):
            pass
    raise _unexpected(field.name, "a value of the type of the field", value)


def _read_time(text: Any) -> str:
    match = _TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise _unexpected("timestamp", "RFC 3339", text)
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = match.groups()
    try:
        time = datetime.datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=datetime.timezone.utc
        )
    except ValueError:
        raise _unexpected("timestamp", "RFC 3339", text) from None
    offset = (int(hours) * 3600 + int(minutes) * 60) * (1 if sign == "+" else -1) if sign else 0
    since = time - _EPOCH
    return format_timestamp(since.days * 86_400 + since.seconds - offset, int((fraction or "").ljust(9, "0")))


def _read_struct(members: Any, depth: int) -> NormalForm:
    if not isinstance(members, dict):
        raise _unexpected("struct", "an object", members)
    require_depth(depth + bool(members))
    return {key: _read_json(item, depth + 2) for key, item in members.items()}


def _read_json(value: Any, depth: int) -> Any:
    require_depth(depth + isinstance(value, (dict, list)))
    if isinstance(value, dict):
        return _read_struct(value, depth + 1)
    if isinstance(value, list):
        return [_read_json(item, depth + 2) for item in value]
    if type(value) in (int, float):
        number = float(value)
        if not math.isfinite(number):
            raise _unexpected("number", "a finite number", value)
        return number
    return value


def _unexpected(name: str, expected: str, value: Any) -> IntegrityError:
    text = print_json(value)
    return IntegrityError(
        "malformed", f"{name}: expected {expected}, got {text if len(text) <= 200 else text[:200] + '…'}"
    )
