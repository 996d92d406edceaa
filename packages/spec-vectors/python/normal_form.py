# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Sections 1 to 4 of chaukas-integrity/1: from an event to its normal form, its commitment and its leaf."""

import base64
import decimal
import hashlib
import json
import math

from google.protobuf import descriptor, unknown_fields

SERVER_FIELDS = {"content_hash", "hash_prev", "worm_proof_id", "server_timestamp"}
PLAIN_MEMBERS = {
    "event_id", "tenant_id", "project_id", "session_id", "span_id", "parent_span_id", "trace_id",
    "type", "severity", "status", "author", "timestamp", "redaction",
}  # fmt: skip
MAX_DEPTH = 100
MAX_SAFE = 2**53 - 1
GENESIS = hashlib.sha256(b"").hexdigest()


class NoNormalForm(Exception):
    """An event has no normal form. The message is the error code."""


def utf16(text: str) -> bytes:
    return text.encode("utf-16-be")


def canonical(value) -> str:
    """Returns a value in the canonical form of RFC 8785 (JCS)."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: utf16(member[0]))
        return "{" + ",".join(canonical(key) + ":" + canonical(item) for key, item in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return canonical_number(value)
    return json.dumps(value, ensure_ascii=False)


def canonical_number(value: float) -> str:
    """Number::toString of ECMAScript. Python's repr returns the same shortest digits."""
    if value == 0:
        return "0"
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + exponent
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


class Normalizer:
    """Converts messages to the normal form of section 1."""

    def message(self, message, depth: int):
        self.enter(depth)
        name = message.DESCRIPTOR.full_name
        if name == "google.protobuf.Struct":
            return self.struct(message, depth)
        if len(unknown_fields.UnknownFieldSet(message)) > 0:
            raise NoNormalForm("unknown_field")
        if name == "google.protobuf.Timestamp":
            return self.timestamp(message)
        members = {}
        for field, value in message.ListFields():
            if field.is_repeated:
                members[field.name] = [self.value(field, item, depth) for item in value]
            elif value != 0 or field.has_presence or isinstance(value, str):
                # The library treats minus zero as a set value.
                members[field.name] = self.value(field, value, depth)
        return members

    def value(self, field, value, depth: int):
        if field.type == descriptor.FieldDescriptor.TYPE_MESSAGE:
            return self.message(value, depth + 1)
        if field.type == descriptor.FieldDescriptor.TYPE_BYTES:
            return base64.b64encode(value).decode("ascii")
        return long(value) if field.cpp_type == descriptor.FieldDescriptor.CPPTYPE_INT64 else self.scalar(value)

    def scalar(self, value):
        if isinstance(value, float) and not math.isfinite(value):
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        return value

    def struct(self, struct, depth: int):
        if len(struct.fields) > 0:
            self.enter(depth + 1)
        return {key: self.json_value(item, depth + 2) for key, item in struct.fields.items()}

    def json_value(self, value, depth: int):
        self.enter(depth)
        kind = value.WhichOneof("kind")
        if kind in (None, "null_value"):
            return None
        if kind == "struct_value":
            self.enter(depth + 1)
            return self.struct(value.struct_value, depth + 1)
        if kind == "list_value":
            self.enter(depth + 1)
            return [self.json_value(item, depth + 2) for item in value.list_value.values]
        return self.scalar(getattr(value, kind))

    def enter(self, depth: int):
        if depth > MAX_DEPTH:
            raise NoNormalForm("too_deep")

    def timestamp(self, time) -> str:
        return timestamp(time.seconds, time.nanos)


def long(value: int) -> int | str:
    """Returns an int64 as a number if every double around it is an integer too, else in digits."""
    return value if abs(value) <= MAX_SAFE else str(value)


def timestamp(seconds: int, nanos: int) -> str:
    if not (-62_135_596_800 <= seconds <= 253_402_300_799 and 0 <= nanos <= 999_999_999):
        raise NoNormalForm("out_of_range")
    days, second = divmod(seconds, 86_400)
    year, month, day = civil(days)
    fraction = f"{nanos:09}"
    for _ in range(3):
        fraction = fraction.removesuffix("000")
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    return f"{year:04}-{month:02}-{day:02}T{clock}{'.' if fraction else ''}{fraction}Z"


def civil(days: int) -> tuple[int, int, int]:
    """Converts days since 1970-01-01 to year, month and day in the proleptic Gregorian calendar."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def normalize(event) -> dict:
    members = Normalizer().message(event, 1)
    return {name: value for name, value in members.items() if name not in SERVER_FIELDS}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def list_leaves(normal: dict) -> list[tuple[tuple, object]]:
    """Lists the leaves of a normal form as typed path and value."""
    names = sorted(normal.keys() - PLAIN_MEMBERS, key=utf16)
    return [leaf for name in names for leaf in leaves_of(normal[name], (name,))]


def leaves_of(value, path: tuple):
    """Yields the leaves at or below a path: depth first, with members in the order of JCS."""
    if isinstance(value, dict) and value:
        for key in sorted(value, key=utf16):
            yield from leaves_of(value[key], (*path, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from leaves_of(item, (*path, index))
    else:
        yield path, value


def derive_salts(key: bytes, count: int) -> list[str]:
    stream = hashlib.shake_256(b"chaukas.salts.v1\0" + key).digest(16 * count)
    return [stream[16 * index : 16 * index + 16].hex() for index in range(count)]


def digest_leaf(salt: str, path: tuple, value) -> str:
    return sha256("chaukas.leaf.v1\0" + salt + canonical([list(path), value]))


def commit_to(digests: list[str], normal: dict) -> str:
    plain = {name: value for name, value in normal.items() if name in PLAIN_MEMBERS}
    return sha256("chaukas.commit.v1\0" + canonical({"digests": digests, "event": plain}))


def content_hash(normal: dict) -> str:
    return sha256("chaukas.event.v1\0" + canonical(normal))


def shown_hash(normal: dict) -> str:
    return sha256("chaukas.shown.v1\0" + canonical(normal))


def format_record(commit: str, event_id: str, hash_prev: str, sequence: int, time: str) -> str:
    record = {"commit": commit, "event_id": event_id, "hash_prev": hash_prev, "seq": sequence, "ts": time, "v": 1}
    return canonical(record)


def leaf_hash(record: str) -> str:
    return sha256("\0" + record)


def root_of(hashes: list[bytes]) -> bytes:
    """Computes the Merkle tree hash of RFC 6962, section 2.1."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root_of(hashes[:split]) + root_of(hashes[split:])).digest()
