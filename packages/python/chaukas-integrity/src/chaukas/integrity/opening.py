# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Openings of section 6: what a verifier needs in addition to an event to recompute its commitment."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, Optional

from .canonical_json import canonicalize, parse_json
from .commitment import (
    LeafPath,
    commit_digests,
    commit_event,
    digest_leaf,
    list_leaves,
    shown_hash,
)
from .errors import IntegrityError
from .normal_form import MAX_SAFE_INTEGER, NormalForm

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")


@dataclasses.dataclass(frozen=True)
class ShownRedaction:
    """What a redacted event shows, which only the records of its redactions vouch for."""

    shown_hash: str
    erased: list[int]
    """Indexes of the erased leaves, ascending."""
    places: list[str]
    """Erased places: the `redaction.fields` of the event beyond those of the producer."""


@dataclasses.dataclass(frozen=True)
class OpenedEvent:
    """What an event commits to."""

    commit: str
    content_hash: str
    """Empty if the event is redacted."""
    redaction: Optional[ShownRedaction]


class OpeningError(IntegrityError):
    """Raised for an opening that does not match its event.

    `code` is `malformed` for a key, salts or leaves that are not well-formed, and `altered` if the event shows something
    else than what was committed to.
    """


def parse_opening(text: str) -> dict[str, Any]:
    """Reads an opening, which is in JCS. Raises `IntegrityError` of code `malformed` for other texts."""
    opening = parse_json(text)
    # What is not in JCS other parsers may read differently.
    if not _is_opening(opening) or canonicalize(opening) != text:
        raise IntegrityError("malformed", "record: expected an opening with a key, or with leaves")
    return dict(opening)


def open_event(normal: NormalForm, opening: dict[str, Any]) -> OpenedEvent:
    """Recomputes the commitment of an event, given as its normal form. Raises `OpeningError`."""
    if "leaves" in opening:
        return _open_leaves(normal, opening)
    key = opening["key"]
    if _DIGEST.fullmatch(key) is None:
        raise OpeningError("malformed", "the salt key: expected 64 digits of lower-case hex")
    commitment = commit_event(normal, bytes.fromhex(key))
    return OpenedEvent(commitment.commit, commitment.content_hash, None)


def _open_leaves(normal: NormalForm, opening: dict[str, Any]) -> OpenedEvent:
    erased = [index for index, leaf in enumerate(opening["leaves"]) if "digest" in leaf]
    if not erased:
        raise OpeningError("malformed", "the opening: expected at least one erased leaf, got none")
    shown_places = normal.get("redaction", {}).get("fields", [])
    committed = {name: value for name, value in normal.items() if name != "redaction"}
    produced = opening.get("redaction", {}).get("fields", [])
    if "redaction" in opening:
        committed["redaction"] = opening["redaction"]
    if shown_places[: len(produced)] != produced:
        raise OpeningError("altered", "redaction.fields: expected the places that the producer redacted first")
    shown = dict(list_leaves(committed))
    digests = [_digest_of(index, leaf, shown) for index, leaf in enumerate(opening["leaves"])]
    places = shown_places[len(produced) :]
    for path, value in shown.items():
        pointer = leaf_pointer(path)
        if not _is_replacement(pointer, value, places):
            raise OpeningError(
                "altered", f"{pointer}: expected only what was committed to or is named in redaction.fields"
            )
    return OpenedEvent(commit_digests(digests, committed), "", ShownRedaction(shown_hash(normal), erased, places))


def _digest_of(index: int, leaf: dict[str, Any], shown: dict[LeafPath, Any]) -> str:
    """Returns the digest of a leaf, and removes a leaf that survives from `shown`."""
    name = f"leaf {index}"
    if "path" not in leaf:
        if _DIGEST.fullmatch(leaf["digest"]) is not None:
            return str(leaf["digest"])
    else:
        path: LeafPath = tuple(leaf["path"])
        name = leaf_pointer(path)
        if path in shown and _SALT.fullmatch(leaf["salt"]) is not None:
            return digest_leaf(leaf["salt"], path, shown.pop(path))
    raise OpeningError("altered", f"{name}: expected a leaf of the event with its salt, or a digest")


def leaf_pointer(path: LeafPath) -> str:
    """Returns the JSON Pointer (RFC 6901) to a leaf, as users and errors name it."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in path)


def _is_replacement(pointer: str, value: Any, places: list[str]) -> bool:
    """Returns whether a leaf outside the commitment is a replacement, or an empty container left behind."""
    is_empty = value == {} or value == []
    return any(_is_within(pointer, place) or (is_empty and _is_within(place, pointer)) for place in places)


def _is_within(pointer: str, place: str) -> bool:
    return pointer == place or pointer.startswith(f"{place}/")


def _is_opening(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    if value.keys() == {"key"}:
        return isinstance(value["key"], str)
    if not (value.keys() <= {"leaves", "redaction"} and isinstance(value.get("leaves"), list)):
        return False
    return all(map(_is_leaf, value["leaves"])) and ("redaction" not in value or _is_redaction(value["redaction"]))


def _is_leaf(leaf: Any) -> bool:
    if not isinstance(leaf, dict):
        return False
    if leaf.keys() == {"digest"}:
        return isinstance(leaf["digest"], str)
    return leaf.keys() == {"path", "salt"} and _is_path(leaf["path"]) and isinstance(leaf["salt"], str)


def _is_path(path: Any) -> bool:
    return isinstance(path, list) and len(path) > 0 and all(map(_is_path_key, path))


def _is_path_key(key: Any) -> bool:
    return isinstance(key, str) or (type(key) is int and 0 <= key <= MAX_SAFE_INTEGER)


def _is_redaction(redaction: Any) -> bool:
    """Returns whether a value is the `redaction` of a producer, without members that are empty."""
    types = {"fields": list, "method": str, "salt_id": str}
    if not isinstance(redaction, dict):
        return False
    if not all(type(value) is types.get(name) and value for name, value in redaction.items()):
        return False
    return all(isinstance(place, str) for place in redaction.get("fields", []))
