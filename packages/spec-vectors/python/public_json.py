# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Reads events in public JSON, strictly, as their normal form."""

import base64
import binascii
import datetime
import json
import math
import re

from google.protobuf import descriptor

from normal_form import MAX_DEPTH, MAX_SAFE, NoNormalForm, long, timestamp

# Kinds of content whose name is not that of their field.
KINDS = {"policy_decision": "policy", "error_info": "error"}
# Kinds whose value has an object of its own, beside the kind.
WRAPPED = {"state_update": "state", "step": "step"}
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII)
NOT_FINITE = {"NaN", "Infinity", "-Infinity"}
FieldDescriptor = descriptor.FieldDescriptor


class Malformed(Exception):
    """A text is not what it should be."""


def parse(text: str):
    """Parses JSON. Refuses what other parsers may read differently: keys that occur twice, and lone surrogates."""
    try:
        text.encode("utf-8")
        value = json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
        return value
    except (ValueError, RecursionError) as error:
        raise Malformed(str(error)) from None


def unique(pairs: list) -> dict:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise Malformed("a key twice")
    return members


def refuse(constant: str):
    raise Malformed(constant)


class EventReader:
    """Reads events with the descriptors of a pool."""

    def __init__(self, pool):
        self.event = pool.FindMessageTypeByName("chaukas.spec.common.v1.Event")

    def read(self, members) -> dict:
        """Returns the normal form of an event, with the fields that the server sets."""
        return self.message(self.event, members, 1)

    def message(self, kind, members, depth: int):
        if depth > MAX_DEPTH:
            raise NoNormalForm("too_deep")
        if kind.full_name == "google.protobuf.Timestamp":
            return self.time(members)
        if kind.full_name == "google.protobuf.Struct":
            return self.struct(members, depth)
        if not isinstance(members, dict):
            raise Malformed(f"{kind.name}: {members!r}")
        normal = {}
        for name, value in members.items():
            is_content = name == "content" and kind is self.event
            if is_content:
                name, value = self.content(value)
            field = kind.fields_by_name.get(name)
            if field is None or (field.containing_oneof is not None) != is_content:
                raise Malformed(f"{kind.name}: unknown member {name!r}")
            if field.is_repeated:
                if not isinstance(value, list):
                    raise Malformed(f"{name}: {value!r}")
                if value:
                    normal[name] = [self.value(field, item, depth) for item in value]
                continue
            value = self.value(field, value, depth)
            if field.has_presence or value not in (0, "", False):
                normal[name] = value
        return normal

    def content(self, content) -> tuple[str, object]:
        if not isinstance(content, dict) or not isinstance(content.get("kind"), str):
            raise Malformed(f"content: {content!r}")
        kind = content["kind"]
        rest = {name: value for name, value in content.items() if name != "kind"}
        if kind in WRAPPED:
            if rest.keys() != {WRAPPED[kind]}:
                raise Malformed(f"content: expected a {WRAPPED[kind]}")
            return kind, rest[WRAPPED[kind]]
        name = KINDS.get(kind, kind)
        if name not in {field.name for field in self.event.oneofs_by_name["content"].fields}:
            raise Malformed(f"content: unknown kind {kind!r}")
        return name, rest

    def value(self, field, value, depth: int):
        number = type(value) in (int, float) and math.isfinite(value)
        match field.type:
            case FieldDescriptor.TYPE_MESSAGE:
                return self.message(field.message_type, value, depth + 1)
            case FieldDescriptor.TYPE_ENUM if isinstance(value, str):
                prefix = field.enum_type.values_by_number[0].name.removesuffix("UNSPECIFIED")
                known = field.enum_type.values_by_name.get(prefix + value)
                if known is not None:
                    return known.number
            case FieldDescriptor.TYPE_ENUM | FieldDescriptor.TYPE_INT32 if number and value == int(value):
                if -(2**31) <= value < 2**31:
                    return int(value)
            case FieldDescriptor.TYPE_INT64 if number and value == int(value) and abs(value) <= MAX_SAFE:
                return long(int(value))
            case FieldDescriptor.TYPE_DOUBLE if number or value in NOT_FINITE:
                return float(value) if number else value
            case FieldDescriptor.TYPE_BOOL if isinstance(value, bool):
                return value
            case FieldDescriptor.TYPE_STRING if isinstance(value, str):
                return value
            case FieldDescriptor.TYPE_BYTES if isinstance(value, str):
                try:
                    return base64.b64encode(base64.b64decode(value, validate=True)).decode("ascii")
                except binascii.Error:
                    pass
        raise Malformed(f"{field.name}: {value!r}")

    def time(self, text) -> str:
        match = TIME.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise Malformed(f"timestamp: {text!r}")
        *parts, fraction, sign, hours, minutes = match.groups()
        try:
            time = datetime.datetime(*map(int, parts), tzinfo=datetime.timezone.utc)
        except ValueError as error:
            raise Malformed(str(error)) from None
        offset = (int(hours) * 3600 + int(minutes) * 60) * (1 if sign == "+" else -1) if sign else 0
        since = time - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        return timestamp(since.days * 86_400 + since.seconds - offset, int((fraction or "").ljust(9, "0")))

    def struct(self, members, depth: int) -> dict:
        if not isinstance(members, dict):
            raise Malformed(f"struct: {members!r}")
        if depth + bool(members) > MAX_DEPTH:
            raise NoNormalForm("too_deep")
        return {key: self.json_value(item, depth + 2) for key, item in members.items()}

    def json_value(self, value, depth: int):
        if depth + isinstance(value, (dict, list)) > MAX_DEPTH:
            raise NoNormalForm("too_deep")
        if isinstance(value, dict):
            return self.struct(value, depth + 1)
        if isinstance(value, list):
            return [self.json_value(item, depth + 2) for item in value]
        if type(value) in (int, float):
            if not math.isfinite(value):
                raise Malformed(f"number: {value!r}")
            return float(value)
        return value
