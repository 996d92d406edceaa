# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Compares chaukas-integrity with what TypeScript found: python check_agreement.py EVENTS TRAILS

Both are files with lines of JSON. Prints the differences and the counts. Exits with code 1 if there are differences.
"""

import base64
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from chaukas import integrity
from chaukas.spec.common.v1 import events_pb2


def bind(normal: integrity.NormalForm, key: str) -> dict[str, str]:
    commitment = integrity.commit_event(normal, bytes.fromhex(key))
    record = integrity.format_record(
        commit=commitment.commit,
        event_id=normal.get("event_id", ""),
        hash_prev=integrity.GENESIS_HASH,
        sequence=0,
        time="2026-01-01T00:00:00Z",
    )
    return {
        "content_hash": commitment.content_hash,
        "commit": commitment.commit,
        "leaf": integrity.leaf_hash(record),
    }


def check_event(expected: dict[str, Any]) -> Iterator[str]:
    event = events_pb2.Event.FromString(base64.b64decode(expected["binary"]))
    values = {name: expected[name] for name in ("content_hash", "commit", "leaf", "error") if name in expected}
    try:
        found = bind(integrity.normalize_event(event), expected["key"])
    except integrity.IntegrityError as error:
        found = {"error": error.code}
    if found != values:
        yield f"binary: expected {values}, got {found}"
    if "json" in expected:
        normal = integrity.without_server_fields(integrity.read_event(expected["json"]))
        found = bind(normal, expected["key"])
        if found != values:
            yield f"public JSON: expected {values}, got {found}"


def judge(trail: dict[str, Any]) -> dict[str, Any]:
    key = integrity.parse_verifier_key(trail["key"])
    kept = [integrity.open_checkpoint(trail["checkpoint"], key)]
    found: list[list[Any]] = []
    result = integrity.verify_export(
        io.BytesIO(trail["export"].encode("utf-8")),
        trail["origin"],
        kept,
        allow_later_redactions=trail["allow_later_redactions"],
        on_fault=lambda fault, line: found.append([line, fault.code, fault.sequence, fault.message]),
    )
    return {
        "verdict": result.verdict,
        "records": result.records,
        "redacted": result.redacted,
        "root": None if result.root is None else result.root.hex(),
        "checkpoints": [[each.size, each.state] for each in result.checkpoints],
        "missing": [list(each) for each in result.missing],
        "conditions": [[each.code, each.sequence, each.message] for each in result.conditions],
        "faults": result.faults,
        "at_end": [[each.code, each.sequence, each.message] for each in result.at_end],
        "found": found,
    }


def check_trail(trail: dict[str, Any]) -> Iterator[str]:
    found = judge(trail)
    for name, expected in trail["expected"].items():
        if found[name] != expected:
            yield f"{name}: expected {expected}, got {found[name]}"


def main() -> int:
    counts = []
    differences = []
    for path, name, check in zip(sys.argv[1:], ("events", "trails"), (check_event, check_trail), strict=True):
        with open(path, encoding="utf-8") as file:
            items = [json.loads(line) for line in file]
        counts.append(f"{len(items)} {name}")
        differences += [f"{name} {index}: {each}" for index, item in enumerate(items) for each in check(item)]
    print("\n".join([*differences[:50], f"{', '.join(counts)}, {len(differences)} differences"]))
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
