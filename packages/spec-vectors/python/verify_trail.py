# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Verifies exports as sections 6 and 7 of chaukas-integrity/1 describe it."""

import base64
import dataclasses
import re
import urllib.parse

from normal_form import (
    GENESIS,
    NoNormalForm,
    SERVER_FIELDS,
    commit_to,
    content_hash,
    derive_salts,
    digest_leaf,
    format_record,
    leaf_hash,
    list_leaves,
    root_of,
    shown_hash,
)
from public_json import EventReader, Malformed, parse

HEX_64 = re.compile(r"[0-9a-f]{64}")
HEX_32 = re.compile(r"[0-9a-f]{32}")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class Failure(Exception):
    """A record fails, or the trail if the sequence is None."""

    def __init__(self, sequence: int | None, reason: str):
        super().__init__(reason)
        self.sequence = sequence
        self.reason = reason


@dataclasses.dataclass
class Shown:
    """What a redacted event shows, and what was recorded about it."""

    event_id: str
    shown_hash: str
    erased: list[int]
    places: list[str]
    ordinal: int = 0
    recorded_hash: str = ""
    recorded_erased: list[int] = dataclasses.field(default_factory=list)
    recorded_places: list[str] = dataclasses.field(default_factory=list)
    recorded_at: int = -1

    def is_confirmed(self) -> bool:
        return (
            self.recorded_hash == self.shown_hash
            and self.recorded_erased == self.erased
            and self.recorded_places == self.places
        )

    def may_be_later(self) -> bool:
        return (
            set(self.recorded_erased) < set(self.erased)
            and self.places[: len(self.recorded_places)] == self.recorded_places
        )


@dataclasses.dataclass
class Result:
    verdict: str
    sequence: int | None = None
    conditions: list[dict] = dataclasses.field(default_factory=list)
    reason: str = ""


def verify(reader: EventReader, origin: str, trail: dict) -> Result:
    """Judges a trail, given its kept checkpoints. Their signatures are checked elsewhere."""
    roots = dict(parse_checkpoint(note) for note in trail["checkpoints"])
    try:
        return Verifier(reader, origin, roots).verify(trail["export"], trail.get("allow_later_redactions", False))
    except Failure as failure:
        return Result("failed", failure.sequence, reason=failure.reason)


def parse_checkpoint(note: str) -> tuple[int, bytes]:
    _, size, root = note.split("\n\n")[0].split("\n")
    return int(size), base64.b64decode(root)


class Verifier:
    def __init__(self, reader: EventReader, origin: str, roots: dict[int, bytes]):
        self.reader = reader
        self.origin = origin
        self.tenant = urllib.parse.unquote(origin.split("/t/", 1)[1])
        self.roots = roots
        self.leaves: list[bytes] = []
        self.previous = GENESIS
        self.shown: dict[int, Shown] = {}

    def verify(self, export: str, allow_later: bool) -> Result:
        header, *lines = export.split("\n")
        if lines.pop() != "":
            raise Failure(None, "expected a line feed at the end")
        self.check_header(header, len(lines))
        self.check_root()
        for line in lines:
            try:
                self.add(line)
            except (Malformed, NoNormalForm, OverflowError) as error:
                raise Failure(len(self.leaves), str(error)) from None
        size = len(self.leaves)
        if max(self.roots, default=0) > size:
            raise Failure(None, "fewer records than a kept checkpoint covers")
        unconfirmed = {sequence: shown for sequence, shown in self.shown.items() if not shown.is_confirmed()}
        for sequence, shown in sorted(unconfirmed.items()):
            if not (allow_later and shown.may_be_later()):
                raise Failure(sequence, f"no redaction record up to size {size} vouches for what it shows")
        conditions = [{"code": "later_redaction", "sequence": sequence} for sequence in sorted(unconfirmed)]
        covered = max(self.roots, default=-1)
        if covered < 0:
            conditions.append({"code": "no_checkpoint"})
        elif covered < size:
            conditions.append({"code": "not_covered"})
            for sequence, shown in sorted(self.shown.items()):
                if sequence < covered <= shown.recorded_at:
                    conditions.append({"code": "not_covered", "sequence": sequence})
        return Result("conditional" if conditions else "proved", conditions=conditions)

    def check_header(self, line: str, size: int):
        try:
            header = parse_line(line)
        except Malformed as error:
            raise Failure(None, str(error)) from None
        expected = {"format": "chaukas-integrity/1", "origin": self.origin, "size": header.get("size")}
        if header != expected or list(header) != list(expected) or type(header["size"]) is not int:
            raise Failure(None, "expected the header of an export of this log")

    def check_root(self):
        root = self.roots.get(len(self.leaves))
        if root is not None and root != root_of(self.leaves):
            raise Failure(len(self.leaves) - 1 if self.leaves else None, "not the root of a kept checkpoint")

    def add(self, line: str):
        sequence = len(self.leaves)
        record = parse_line(line)
        if list(record) != ["seq", "leaf", "commit", "opening", "event"]:
            raise Malformed("expected seq, leaf, commit, opening and event")
        event = self.reader.read(record["event"])
        normal = {name: value for name, value in event.items() if name not in SERVER_FIELDS}
        event_id = event.get("event_id", "")

        def require(holds: bool, reason: str):
            if not holds:
                raise Failure(sequence, reason)

        require(type(record["seq"]) is int and record["seq"] == sequence, "another seq")
        require(event.get("tenant_id", "") == self.tenant, "another tenant")
        require(event.get("worm_proof_id") == f"{self.origin}#{sequence}", "another worm_proof_id")
        commit, shown = open_event(normal, record["opening"])
        expected = "" if shown is not None else content_hash(normal)
        require(event.get("content_hash", "") == expected, "another content_hash")
        require(record["commit"] == commit, "another commitment")
        require("server_timestamp" in event, "no server_timestamp")
        hash_prev = event.get("hash_prev", "")
        leaf = leaf_hash(format_record(commit, event_id, hash_prev, sequence, event["server_timestamp"]))
        require(record["leaf"] == leaf, "another leaf")
        require(hash_prev == self.previous, "another hash_prev")
        if shown is not None:
            require("redaction_record" not in normal, "a redaction record that is redacted")
            self.shown[sequence] = shown
        if "redaction_record" in normal:
            problem = self.add_redaction(sequence, normal["redaction_record"])
            require(problem is None, problem or "")
        self.previous = leaf
        self.leaves.append(bytes.fromhex(leaf))
        self.check_root()

    def add_redaction(self, sequence: int, record: dict) -> str | None:
        about = record.get("sequence", 0)
        # A number beyond 2^53 - 1 is a string.
        if not isinstance(about, int) or about >= sequence:
            return "a record about a later event"
        shown = self.shown.get(about)
        if shown is None:
            return "a record about an event with a key opening"
        if record.get("event_id", "") != shown.event_id:
            return "a record with the event_id of another event"
        if record.get("ordinal", 0) != shown.ordinal + 1:
            return "another ordinal"
        erased = record.get("erased", [])
        if erased != sorted(set(erased)) or not set(shown.recorded_erased) <= set(erased):
            return "erased is not ascending, or lacks an index"
        shown.ordinal += 1
        shown.recorded_hash = record.get("shown_hash", "")
        shown.recorded_erased = erased
        shown.recorded_places += unique(record.get("fields", []), shown.recorded_places)
        shown.recorded_at = sequence
        return None


def unique(places: list[str], known: list[str]) -> list[str]:
    return [place for place in dict.fromkeys(places) if place not in known]


def parse_line(line: str) -> dict:
    value = parse(line)
    if not isinstance(value, dict) or re.search(r"\s", STRING.sub('""', line)):
        raise Malformed("expected an object without white space")
    return value


def open_event(normal: dict, opening) -> tuple[str, Shown | None]:
    """Returns the commitment of an event, and what it shows if it is redacted."""
    if not isinstance(opening, dict):
        raise Malformed("opening")
    leaves = list_leaves(normal)
    if opening.keys() == {"key"}:
        key = opening["key"]
        if not is_hex(HEX_64, key):
            raise Malformed("opening: key")
        salts = derive_salts(bytes.fromhex(key), len(leaves))
        return commit_to([digest_leaf(salt, *leaf) for salt, leaf in zip(salts, leaves, strict=True)], normal), None
    if not (opening.keys() <= {"leaves", "redaction"} and isinstance(opening.get("leaves"), list)):
        raise Malformed("opening: members")
    places = normal.get("redaction", {}).get("fields", [])
    shown_normal, normal = normal, {name: value for name, value in normal.items() if name != "redaction"}
    if "redaction" in opening:
        normal["redaction"] = parse_redaction(opening["redaction"])
        count = len(normal["redaction"].get("fields", []))
        if places[:count] != normal["redaction"].get("fields", []):
            raise Malformed("redaction: expected the places of the producer first")
        places = places[count:]
    remaining = dict(leaves)
    digests, erased = [], []
    for index, leaf in enumerate(opening["leaves"]):
        if isinstance(leaf, dict) and leaf.keys() == {"digest"} and is_hex(HEX_64, leaf["digest"]):
            digests.append(leaf["digest"])
            erased.append(index)
            continue
        if not (isinstance(leaf, dict) and leaf.keys() == {"path", "salt"} and is_hex(HEX_32, leaf["salt"])):
            raise Malformed("opening: leaf")
        path = parse_path(leaf["path"])
        if path not in remaining:
            raise Malformed(f"opening: {path} is not a leaf of the event")
        digests.append(digest_leaf(leaf["salt"], path, remaining.pop(path)))
    if not erased:
        raise Malformed("opening: expected an erased leaf")
    for path, value in remaining.items():
        if not is_replacement("".join("/" + escape(str(key)) for key in path), value, places):
            raise Malformed(f"{path}: neither recorded nor at an erased place")
    shown = Shown(normal.get("event_id", ""), shown_hash(shown_normal), erased, places)
    return commit_to(digests, normal), shown


def is_replacement(pointer: str, value, places: list[str]) -> bool:
    return any(
        is_within(pointer, place) or (value in ({}, []) and is_within(place, pointer)) for place in places
    )


def is_within(pointer: str, place: str) -> bool:
    return pointer == place or pointer.startswith(place + "/")


def escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def parse_path(path) -> tuple:
    if not isinstance(path, list) or any(type(key) not in (str, int) for key in path):
        raise Malformed("opening: path")
    return tuple(path)


def parse_redaction(redaction) -> dict:
    types = {"fields": list, "method": str, "salt_id": str}
    if not isinstance(redaction, dict) or any(type(value) is not types.get(key) for key, value in redaction.items()):
        raise Malformed("opening: redaction")
    if any(not isinstance(place, str) for place in redaction.get("fields", [])):
        raise Malformed("opening: redaction.fields")
    return {name: value for name, value in redaction.items() if value}


def is_hex(pattern: re.Pattern, value) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
