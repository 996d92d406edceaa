# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Section 6 of chaukas-integrity/1: openings, and the records of redactions."""

import dataclasses
import re

from normal_form import commit_to, derive_salts, digest_leaf, list_leaves, shown_hash
from public_json import Malformed

HEX_64 = re.compile(r"[0-9a-f]{64}")
HEX_32 = re.compile(r"[0-9a-f]{32}")


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


class Ledger:
    """Compares what redacted events show with the records of their redactions."""

    def __init__(self):
        self.shown: dict[int, Shown] = {}

    def add_record(self, sequence: int, record: dict) -> str | None:
        """Notes a redaction record. Returns what is wrong with it."""
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
        is_ascending = all(isinstance(index, int) for index in erased) and erased == sorted(set(erased))
        if not is_ascending or not set(shown.recorded_erased) <= set(erased):
            return "erased is not ascending, or lacks an index"
        known = shown.recorded_places
        shown.ordinal += 1
        shown.recorded_hash = record.get("shown_hash", "")
        shown.recorded_erased = erased
        shown.recorded_places = list(dict.fromkeys([*known, *record.get("fields", [])]))
        shown.recorded_at = sequence
        return None

    def unconfirmed(self) -> dict[int, Shown]:
        return {sequence: shown for sequence, shown in sorted(self.shown.items()) if not shown.is_confirmed()}


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
    if not all(redaction.values()):
        raise Malformed("opening: expected empty members of redaction left out")
    return redaction


def is_hex(pattern: re.Pattern, value) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
