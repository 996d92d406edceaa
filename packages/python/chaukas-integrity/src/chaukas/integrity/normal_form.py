# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Section 1 of chaukas-integrity/1: from a message to its normal form."""

from __future__ import annotations

import base64
import math
from typing import Any, Dict, Union

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from google.protobuf.unknown_fields import UnknownFieldSet

from .errors import IntegrityError

NormalForm = Dict[str, Any]
"""An event as a JSON value: the keys are the field names of the proto."""

SERVER_FIELDS = frozenset({"content_hash", "hash_prev", "worm_proof_id", "server_timestamp"})
MAX_DEPTH = 100
MAX_SAFE_INTEGER = 2**53 - 1


def normalize_event(event: Message) -> NormalForm:
    """Returns the normal form of an `Event`, without the fields that the server sets.

    Raises `IntegrityError` of code `unknown_field`, `out_of_range` or `too_deep` for an event that has none.
    """
    return without_server_fields(_normalize_message(event, 1))


def without_server_fields(members: NormalForm) -> NormalForm:
    """Returns the members that are part of what the producer recorded."""
    return {name: value for name, value in members.items() if name not in SERVER_FIELDS}


def _normalize_message(message: Message, depth: int) -> Any:
    require_depth(depth)
    kind = message.DESCRIPTOR.full_name
    if kind == "google.protobuf.Struct":
        return _normalize_struct(message, depth)
    if len(UnknownFieldSet(message)) > 0:
        raise IntegrityError("unknown_field", f"{kind}: expected only fields that this version knows")
    if kind == "google.protobuf.Timestamp":
        return format_timestamp(getattr(message, "seconds"), getattr(message, "nanos"))
    members: NormalForm = {}
    for field, value in message.ListFields():
        if is_repeated(field):
            members[field.name] = [_normalize_value(field, item, depth) for item in value]
        elif field.has_presence or value != 0 or isinstance(value, (str, bytes)):
            # The library treats minus zero as a set value.
            members[field.name] = _normalize_value(field, value, depth)
    return members


def is_repeated(field: FieldDescriptor) -> bool:
    """Returns whether a field is a list."""
    # Since protobuf 6.31, `label` is deprecated. The stubs of types-protobuf lack what replaces it.
    return bool(getattr(field, "is_repeated"))


def _normalize_value(field: FieldDescriptor, value: Any, depth: int) -> Any:
    if field.type == FieldDescriptor.TYPE_MESSAGE:
        return _normalize_message(value, depth + 1)
    if field.type == FieldDescriptor.TYPE_BYTES:
        return base64.b64encode(value).decode("ascii")
    if field.cpp_type == FieldDescriptor.CPPTYPE_INT64:
        return normalize_long(value)
    return _normalize_scalar(value)


def _normalize_scalar(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def _normalize_struct(struct: Any, depth: int) -> NormalForm:
    if len(struct.fields) > 0:
        require_depth(depth + 1)
    return {key: _normalize_json(item, depth + 2) for key, item in struct.fields.items()}


def _normalize_json(value: Any, depth: int) -> Any:
    require_depth(depth)
    kind = value.WhichOneof("kind")
    if kind is None or kind == "null_value":
        return None
    if kind == "struct_value":
        require_depth(depth + 1)
        return _normalize_struct(value.struct_value, depth + 1)
    if kind == "list_value":
        require_depth(depth + 1)
        return [_normalize_json(item, depth + 2) for item in value.list_value.values]
    return _normalize_scalar(getattr(value, kind))


def require_depth(depth: int) -> None:
    """Raises `IntegrityError` for more nested messages than a decoder of protobuf accepts."""
    if depth > MAX_DEPTH:
        raise IntegrityError("too_deep", f"event: expected at most {MAX_DEPTH} nested messages")


def normalize_long(value: int) -> Union[int, str]:
    """Returns an int64 as a number if every double around it is an integer too, else in digits."""
    return value if abs(value) <= MAX_SAFE_INTEGER else str(value)


def format_timestamp(seconds: int, nanos: int) -> str:
    """Writes a `google.protobuf.Timestamp` in RFC 3339, with the fewest of 0, 3, 6 or 9 digits that lose nothing.

    Raises `IntegrityError` of code `out_of_range` outside the years 0001 to 9999.
    """
    if not (-62_135_596_800 <= seconds <= 253_402_300_799 and 0 <= nanos <= 999_999_999):
        raise IntegrityError(
            "out_of_range", f"timestamp: expected a year from 0001 to 9999, got {seconds} s, {nanos} ns"
        )
    days, second = divmod(seconds, 86_400)
    year, month, day = _civil_of_days(days)
    fraction = f"{nanos:09}"
    while fraction.endswith("000"):
        fraction = fraction[:-3]
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return f"{year:04}-{month:02}-{day:02}T{clock}{'.' if fraction else ''}{fraction}Z"


def _civil_of_days(days: int) -> tuple[int, int, int]:
    """Converts days since 1970-01-01 to year, month and day in the proleptic Gregorian calendar."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1
