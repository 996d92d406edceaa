# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Sections 2 to 4 of chaukas-integrity/1: hashes of an event, the commitment to it, and its record in the log."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Tuple, Union

from .canonical_json import canonicalize, sort_names
from .normal_form import NormalForm

LeafPath = Tuple[Union[str, int], ...]
"""Path of a leaf from the root of the normal form: members of objects as strings, elements of arrays as numbers."""

PLAIN_MEMBERS = frozenset(
    (
        *("event_id", "tenant_id", "project_id", "session_id", "span_id", "parent_span_id", "trace_id"),
        *("type", "severity", "status", "author", "timestamp", "redaction"),
    )
)
GENESIS_HASH = hashlib.sha256(b"").hexdigest()
"""`hash_prev` of the first record of every log."""


@dataclasses.dataclass(frozen=True)
class Commitment:
    """What a log binds of an event. All hashes are in lower-case hex."""

    commit: str
    content_hash: str


def commit_event(normal: NormalForm, key: bytes) -> Commitment:
    """Commits to an event, given as its normal form, with the salt key of 32 bytes that belongs to it alone."""
    leaves = list_leaves(normal)
    salts = derive_salts(key, len(leaves))
    digests = [digest_leaf(salt, path, value) for salt, (path, value) in zip(salts, leaves)]
    return Commitment(commit_digests(digests, normal), content_hash(normal))


def content_hash(normal: NormalForm) -> str:
    """Returns the content hash of an event, given as its normal form (section 2)."""
    return _sha256("chaukas.event.v1\0" + canonicalize(normal))


def shown_hash(normal: NormalForm) -> str:
    """Returns the hash of what a redacted event shows, given as its normal form (section 6)."""
    return _sha256("chaukas.shown.v1\0" + canonicalize(normal))


def list_leaves(normal: NormalForm) -> list[tuple[LeafPath, Any]]:
    """Lists the leaves of the redactable members, depth first, with members in the order of JCS (section 3)."""
    leaves: list[tuple[LeafPath, Any]] = []
    for name in sort_names(normal):
        if name not in PLAIN_MEMBERS:
            leaves.extend(_leaves_of(normal[name], (name,)))
    return leaves


def _leaves_of(value: Any, path: LeafPath) -> Iterator[tuple[LeafPath, Any]]:
    if isinstance(value, dict) and value:
        for key in sort_names(value):
            yield from _leaves_of(value[key], (*path, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from _leaves_of(item, (*path, index))
    else:
        yield path, value


def derive_salts(key: bytes, count: int) -> list[str]:
    """Derives the salts of an event from its salt key, in lower-case hex."""
    stream = hashlib.shake_256(b"chaukas.salts.v1\0" + key).digest(16 * count).hex()
    return [stream[32 * index : 32 * index + 32] for index in range(count)]


def digest_leaf(salt: str, path: LeafPath, value: Any) -> str:
    """Returns the digest of a leaf, in lower-case hex."""
    return _sha256(f"chaukas.leaf.v1\0{salt}{canonicalize((path, value))}")


def commit_digests(digests: Sequence[str], normal: NormalForm) -> str:
    """Returns the commitment to an event, from the digests of its leaves and its plain members."""
    plain = {name: value for name, value in normal.items() if name in PLAIN_MEMBERS}
    return _sha256("chaukas.commit.v1\0" + canonicalize({"digests": digests, "event": plain}))


def format_record(*, commit: str, event_id: str, hash_prev: str, sequence: int, time: str) -> str:
    """Writes a record of the log (section 4). `time` is the `server_timestamp` as in the normal form."""
    record = {"commit": commit, "event_id": event_id, "hash_prev": hash_prev, "seq": sequence, "ts": time, "v": 1}
    return canonicalize(record)


def leaf_hash(record: str) -> str:
    """Returns the leaf of a record, in lower-case hex. It is the `hash_prev` of the next record."""
    return _sha256("\0" + record)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
