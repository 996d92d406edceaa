# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Checks the vectors with an independent implementation of chaukas-integrity/1.

Usage: python check_integrity.py DESCRIPTOR_SET VECTORS

Follows the specification, and uses only the standard library and protobuf. Computes the normal form, content hash,
leaves, salts, digests, commitment, record and leaf of every event, and the roots of the tree. Prints the problems and
the counts. Exits with code 1 if there are problems.
"""

import base64
import decimal
import hashlib
import json
import math
import pathlib
import sys
import urllib.parse

from google.protobuf import descriptor, unknown_fields

from check_vectors import Reader, load_pool

SERVER_FIELDS = {"content_hash", "hash_prev", "worm_proof_id", "server_timestamp"}
REDACTABLE_FIELDS = {"infrastructure", "metadata", "extensions"}
MAX_DEPTH = 100
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
        return self.scalar(value)

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
        if not (-62_135_596_800 <= time.seconds <= 253_402_300_799 and 0 <= time.nanos <= 999_999_999):
            raise NoNormalForm("out_of_range")
        days, second = divmod(time.seconds, 86_400)
        year, month, day = civil(days)
        fraction = f"{time.nanos:09}"
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


def leaves_of(value, pointer: str):
    """Yields the leaves of section 3: depth first, with members in the order of JCS."""
    if isinstance(value, dict) and value:
        for key in sorted(value, key=utf16):
            yield from leaves_of(value[key], pointer + "/" + key.replace("~", "~0").replace("/", "~1"))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from leaves_of(item, f"{pointer}/{index}")
    else:
        yield pointer, value


def bind(event, vector: dict, sequence: int, hash_prev: str) -> dict:
    """Computes all values in the vector of an event."""
    normal = normalize(event)
    content = {field.name for field in event.DESCRIPTOR.oneofs_by_name["content"].fields}
    redactable = {name: value for name, value in normal.items() if name in content | REDACTABLE_FIELDS}
    kept = {name: value for name, value in normal.items() if name not in redactable}
    leaves = list(leaves_of(redactable, "")) if redactable else []
    salts = hashlib.shake_256(b"chaukas.salts.v1\0" + bytes.fromhex(vector["key"])).digest(16 * len(leaves))
    opened = []
    for index, (pointer, value) in enumerate(leaves):
        salt = salts[16 * index : 16 * index + 16].hex()
        digest = sha256("chaukas.leaf.v1\0" + salt + canonical([pointer, value]))
        opened.append({"pointer": pointer, "value": canonical(value), "salt": salt, "digest": digest})
    digests = [leaf["digest"] for leaf in opened]
    commit = sha256("chaukas.commit.v1\0" + canonical({"digests": digests, "event": kept}))
    record = {
        "commit": commit,
        "event_id": event.event_id,
        "hash_prev": hash_prev,
        "seq": sequence,
        "ts": json.loads(vector["record"])["ts"],
        "v": 1,
    }
    tenant = urllib.parse.quote("acme", safe="")
    return {
        "normal_form": canonical(normal),
        "content_hash": sha256("chaukas.event.v1\0" + canonical(normal)),
        "leaves": opened,
        "commit": commit,
        "record": canonical(record),
        "leaf": sha256("\0" + canonical(record)),
        "worm_proof_id": f"audit.example.com/t/{tenant}#{sequence}",
    }


def check_events(reader: Reader, vectors: list[dict]):
    hash_prev, sequence = GENESIS, 0
    for vector in vectors:
        entry = {"message": "chaukas.spec.common.v1.Event", "binary": vector["binary"]}
        [event] = reader.read(entry)
        if "error" in vector:
            try:
                normalize(event)
                yield f"{vector['id']}: expected {vector['error']['code']}, got a normal form"
            except NoNormalForm as error:
                if str(error) != vector["error"]["code"]:
                    yield f"{vector['id']}: expected {vector['error']['code']}, got {error}"
            continue
        for name, value in bind(event, vector, sequence, hash_prev).items():
            if vector[name] != value:
                yield f"{vector['id']}: {name}: expected {vector[name]}, got {value}"
        hash_prev, sequence = vector["leaf"], sequence + 1


def root_of(hashes: list[bytes]) -> bytes:
    """Computes the Merkle tree hash of RFC 6962, section 2.1."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256(b"").digest()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root_of(hashes[:split]) + root_of(hashes[split:])).digest()


def check_tree(tree: dict):
    leaves = [bytes.fromhex(leaf) for leaf in tree["leaves"]]
    for size, root in enumerate(tree["roots"]):
        computed = root_of(leaves[:size]).hex()
        if computed != root:
            yield f"tree of size {size}: expected the root {root}, got {computed}"


def main() -> int:
    descriptor_set, folder = map(pathlib.Path, sys.argv[1:])
    reader = Reader(load_pool(descriptor_set), folder)
    events, tree = (json.loads((folder / f"integrity/{name}.json").read_text("utf-8")) for name in ("events", "tree"))
    problems = [*check_events(reader, events), *check_tree(tree)]
    print("\n".join([*problems, f"{len(events)} events, {len(tree['roots'])} roots, {len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
