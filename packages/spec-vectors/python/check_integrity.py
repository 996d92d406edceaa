# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Checks the vectors with the package chaukas-integrity, which is written from the specification.

Usage: python check_integrity.py VECTORS

Computes the normal form, content hash, leaves, salts, digests, commitment, record and leaf of every event, the roots of
the tree, what each redaction changed, and the verdict of every checkpoint, trail and piece of evidence. Prints the
problems and the counts. Exits with code 1 if there are problems.
"""

import io
import json
import pathlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

from chaukas import integrity
from chaukas.spec.common.v1 import events_pb2
from google.protobuf import message

Vector = dict[str, Any]


def bind(normal: integrity.NormalForm, vector: Vector, sequence: int, hash_prev: str) -> Vector:
    """Computes all values in the vector of an event."""
    leaves = integrity.list_leaves(normal)
    key = bytes.fromhex(vector["key"])
    opened = [
        {
            "path": list(path),
            "value": integrity.canonicalize(value),
            "salt": salt,
            "digest": integrity.digest_leaf(salt, path, value),
        }
        for salt, (path, value) in zip(integrity.derive_salts(key, len(leaves)), leaves, strict=True)
    ]
    commitment = integrity.commit_event(normal, key)
    record = integrity.format_record(
        commit=commitment.commit,
        event_id=normal.get("event_id", ""),
        hash_prev=hash_prev,
        sequence=sequence,
        time=json.loads(vector["record"])["ts"],
    )
    return {
        "normal_form": integrity.canonicalize(normal),
        "content_hash": commitment.content_hash,
        "leaves": opened,
        "commit": commitment.commit,
        "record": record,
        "leaf": integrity.leaf_hash(record),
    }


def differences(name: str, expected: Vector, values: Vector) -> Iterator[str]:
    for key, value in values.items():
        if expected[key] != value:
            yield f"{name}: {key}: expected {expected[key]}, got {value}"


def read(event: Any) -> integrity.NormalForm:
    """Returns the normal form of an event in public JSON, with the fields that the server sets."""
    return integrity.read_event(json.dumps(event))


def check_golden(vectors: list[Vector]) -> Iterator[str]:
    for index, vector in enumerate(vectors, start=1):
        values = bind(read(vector["event"]), vector, 0, integrity.GENESIS_HASH)
        yield from differences(f"golden event {index}", vector, values)


def check_events(folder: pathlib.Path, vectors: list[Vector]) -> Iterator[str]:
    hash_prev, sequence = integrity.GENESIS_HASH, 0
    origin = integrity.format_origin("audit.example.com", "acme")
    for vector in vectors:
        try:
            event = events_pb2.Event.FromString((folder / vector["binary"]).read_bytes())
            normal = integrity.normalize_event(event)
        except (integrity.IntegrityError, message.DecodeError) as error:
            code = error.code if isinstance(error, integrity.IntegrityError) else "malformed"
            if code != vector.get("error", {}).get("code"):
                yield f"{vector['id']}: expected {vector.get('error', 'a normal form')}, got {error}"
            continue
        if "error" in vector:
            yield f"{vector['id']}: expected {vector['error']['code']}, got a normal form"
            continue
        values = bind(normal, vector, sequence, hash_prev)
        yield from differences(vector["id"], vector, {**values, "worm_proof_id": f"{origin}#{sequence}"})
        hash_prev, sequence = vector["leaf"], sequence + 1


def check_tree(tree: Vector) -> Iterator[str]:
    growing = integrity.CompactRange()
    for size, root in enumerate(tree["roots"]):
        if growing.root().hex() != root:
            yield f"tree of size {size}: expected the root {root}, got {growing.root().hex()}"
        if size < len(tree["leaves"]):
            growing.append(bytes.fromhex(tree["leaves"][size]))


def check_redactions(vectors: list[Vector]) -> Iterator[str]:
    for index, vector in enumerate(vectors):
        for state in ("before", "after"):
            normal = integrity.without_server_fields(read(vector[state]["event"]))
            opened = integrity.open_event(
                normal, integrity.parse_opening(integrity.canonicalize(vector[state]["opening"]))
            )
            values = {"commit": opened.commit, "normal_form": integrity.canonicalize(normal)}
            yield from differences(f"redaction {index}, {state}", {**vector[state], "commit": vector["commit"]}, values)
        shown = opened.redaction
        if shown is None:
            yield f"redaction {index}: expected a redacted event, got none"
            continue
        values = {"shown_hash": shown.shown_hash, "erased": shown.erased}
        yield from differences(f"record of redaction {index}", vector["record"]["content"], values)
        yield from differences(f"redaction {index}", vector["after"], {"shown_hash": shown.shown_hash})


def check_checkpoints(vectors: list[Vector]) -> Iterator[str]:
    for index, vector in enumerate(vectors):
        try:
            checkpoint = integrity.open_checkpoint(vector["note"], integrity.parse_verifier_key(vector["verifier_key"]))
        except integrity.CheckpointError as error:
            if vector["valid"] or vector["code"] != error.code:
                yield f"checkpoint {index}: expected {vector.get('code', 'a checkpoint')}, got {error.code}: {error}"
            continue
        if not vector["valid"]:
            yield f"checkpoint {index}: expected {vector['code']}, got a checkpoint"
        else:
            values = {"size": checkpoint.size, "root": checkpoint.root.hex()}
            yield from differences(f"checkpoint {index}", vector, values)


Judge = Callable[[str, integrity.VerifierKey, list[integrity.Checkpoint], Vector], Any]


def judge_trail(origin: str, _key: integrity.VerifierKey, kept: list[integrity.Checkpoint], vector: Vector) -> Any:
    stream = io.BytesIO(vector["export"].encode("utf-8", "surrogatepass"))
    allows_later = vector.get("allow_later_redactions", False)
    return integrity.verify_export(stream, origin, kept, allow_later_redactions=allows_later)


def judge_evidence(origin: str, key: integrity.VerifierKey, kept: list[integrity.Checkpoint], vector: Vector) -> Any:
    stream = io.BytesIO(vector["evidence"].encode("utf-8", "surrogatepass"))
    known = None if vector.get("without_key", False) else key
    return integrity.verify_evidence(stream, origin, key=known, checkpoints=kept)


def name_fault(fault: integrity.Fault, expected: Vector) -> Vector:
    """Returns code and sequence of the first fault as the vectors name them."""
    code, sequence = fault.code, fault.sequence
    if code in ("wrong_size", "wrong_origin") and expected["code"] == "malformed":
        # The vectors say of a header only that it is not that of the trail.
        code = "malformed"
    if f": expected the sequence {expected['sequence']}, got {sequence}, which is " in fault.message:
        # The vectors name the record that is expected, and the audit the one that it found.
        sequence = expected["sequence"]
    return {"code": code, "sequence": sequence}


def check_verdicts(vectors: Vector, name: str, name_of_text: str, judge: Judge) -> Iterator[str]:
    key = integrity.parse_verifier_key(vectors["verifier_key"])
    # The last line may lack its line feed.
    unended = [{**vector, name_of_text: vector[name_of_text].removesuffix("\n")} for vector in vectors[name]]
    for vector in [*vectors[name], *unended]:
        kept = [integrity.open_checkpoint(note, key) for note in vector["checkpoints"]]
        result = judge(vectors["origin"], key, kept, vector)
        conditions = [
            {"code": each.code, **({} if each.sequence is None else {"sequence": each.sequence})}
            for each in result.conditions
        ]
        values = {"verdict": result.verdict, "conditions": conditions}
        expected = {"conditions": [], **vector}
        if result.first is not None:
            expected = {"code": None, "sequence": None, **expected}
            values |= name_fault(result.first, expected)
        for problem in differences(f"{name}: {vector['summary']}", expected, values):
            yield f"{problem} ({result.first})"


def main() -> int:
    folder = pathlib.Path(sys.argv[1])
    names = ("golden", "events", "tree", "checkpoints", "redactions", "trails", "evidence")
    golden, bound, tree, checkpoints, redactions, trails, evidence = (
        json.loads((folder / f"integrity/{name}.json").read_text("utf-8")) for name in names
    )
    problems = [
        *check_golden(golden),
        *check_events(folder, bound),
        *check_tree(tree),
        *check_checkpoints(checkpoints),
        *check_redactions(redactions),
        *check_verdicts(trails, "trails", "export", judge_trail),
        *check_verdicts(evidence, "evidence", "evidence", judge_evidence),
    ]
    counts = {
        "golden events": golden,
        "events": bound,
        "roots": tree["roots"],
        "checkpoints": checkpoints,
        "redactions": redactions,
        "trails": trails["trails"],
        "evidence": evidence["evidence"],
        "problems": problems,
    }
    print("\n".join([*problems, ", ".join(f"{len(items)} {name}" for name, items in counts.items())]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
