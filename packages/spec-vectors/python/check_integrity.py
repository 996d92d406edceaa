# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Checks the vectors with an independent implementation of chaukas-integrity/1.

Usage: python check_integrity.py DESCRIPTOR_SET VECTORS

Follows the specification, and uses only the standard library and protobuf. Computes the normal form, content hash,
leaves, salts, digests, commitment, record and leaf of every event, the roots of the tree, what each redaction changed,
and the verdict of every checkpoint, trail and piece of evidence. Prints the problems and the counts. Exits with code 1
if there are problems.
"""

import json
import pathlib
import sys
import urllib.parse

from check_vectors import Reader, load_pool
from checkpoint import BadNote, open_checkpoint
from normal_form import (
    GENESIS,
    NoNormalForm,
    SERVER_FIELDS,
    canonical,
    commit_to,
    content_hash,
    derive_salts,
    digest_leaf,
    format_record,
    leaf_hash,
    list_leaves,
    normalize,
    root_of,
)
from public_json import EventReader
from redaction import open_event
from verify_trail import Log, verify_evidence, verify_trail


def bind(normal: dict, vector: dict, sequence: int, hash_prev: str) -> dict:
    """Computes all values in the vector of an event."""
    leaves = list_leaves(normal)
    salts = derive_salts(bytes.fromhex(vector["key"]), len(leaves))
    opened = [
        {"path": list(path), "value": canonical(value), "salt": salt, "digest": digest_leaf(salt, path, value)}
        for salt, (path, value) in zip(salts, leaves, strict=True)
    ]
    commit = commit_to([leaf["digest"] for leaf in opened], normal)
    time = json.loads(vector["record"])["ts"]
    record = format_record(commit, normal.get("event_id", ""), hash_prev, sequence, time)
    return {
        "normal_form": canonical(normal),
        "content_hash": content_hash(normal),
        "leaves": opened,
        "commit": commit,
        "record": record,
        "leaf": leaf_hash(record),
    }


def differences(name: str, expected: dict, values: dict):
    for key, value in values.items():
        if expected[key] != value:
            yield f"{name}: {key}: expected {expected[key]}, got {value}"


def check_golden(reader: EventReader, vectors: list[dict]):
    for index, vector in enumerate(vectors, start=1):
        yield from differences(f"golden event {index}", vector, bind(reader.read(vector["event"]), vector, 0, GENESIS))


def check_events(reader: Reader, vectors: list[dict]):
    hash_prev, sequence = GENESIS, 0
    tenant = urllib.parse.quote("acme", safe="")
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
        values = bind(normalize(event), vector, sequence, hash_prev)
        proof_id = f"audit.example.com/t/{tenant}#{sequence}"
        yield from differences(vector["id"], vector, {**values, "worm_proof_id": proof_id})
        hash_prev, sequence = vector["leaf"], sequence + 1


def check_tree(tree: dict):
    leaves = [bytes.fromhex(leaf) for leaf in tree["leaves"]]
    for size, root in enumerate(tree["roots"]):
        computed = root_of(leaves[:size]).hex()
        if computed != root:
            yield f"tree of size {size}: expected the root {root}, got {computed}"


def check_redactions(reader: EventReader, vectors: list[dict]):
    for index, vector in enumerate(vectors):
        for state in ("before", "after"):
            members = reader.read(vector[state]["event"])
            normal = {name: value for name, value in members.items() if name not in SERVER_FIELDS}
            commit, shown = open_event(normal, vector[state]["opening"])
            values = {"commit": commit, "normal_form": canonical(normal)}
            yield from differences(f"redaction {index}, {state}", {**vector[state], "commit": vector["commit"]}, values)
        content = vector["record"]["content"]
        values = {"shown_hash": shown.shown_hash, "erased": shown.erased}
        yield from differences(f"record of redaction {index}", content, values)
        yield from differences(f"redaction {index}", vector["after"], {"shown_hash": shown.shown_hash})


def check_checkpoints(vectors: list[dict]):
    for index, vector in enumerate(vectors):
        origin = vector.get("origin", "audit.example.com/t/acme")
        try:
            size, root = open_checkpoint(vector["note"], origin, vector["verifier_key"])
        except BadNote as error:
            if vector["valid"]:
                yield f"checkpoint {index}: expected a checkpoint, got {error}"
            continue
        if not vector["valid"]:
            yield f"checkpoint {index}: expected {vector['code']}, got a checkpoint"
        else:
            yield from differences(f"checkpoint {index}", vector, {"size": size, "root": root.hex()})


def check_verdicts(reader: EventReader, vectors: dict, name: str, verify):
    log = Log(reader, vectors["origin"], vectors["verifier_key"])
    for vector in vectors[name]:
        result = verify(log, vector)
        values = {"verdict": result.verdict, "sequence": result.sequence, "conditions": result.conditions}
        expected = {"sequence": None, "conditions": [], **vector}
        for problem in differences(f"{name}: {vector['summary']}", expected, values):
            yield f"{problem} ({result.reason})"


def main() -> int:
    descriptor_set, folder = map(pathlib.Path, sys.argv[1:])
    pool = load_pool(descriptor_set)
    reader, events = Reader(pool, folder), EventReader(pool)
    names = ("golden", "events", "tree", "checkpoints", "redactions", "trails", "evidence")
    golden, bound, tree, checkpoints, redactions, trails, evidence = (
        json.loads((folder / f"integrity/{name}.json").read_text("utf-8")) for name in names
    )
    problems = [
        *check_golden(events, golden),
        *check_events(reader, bound),
        *check_tree(tree),
        *check_checkpoints(checkpoints),
        *check_redactions(events, redactions),
        *check_verdicts(events, trails, "trails", verify_trail),
        *check_verdicts(events, evidence, "evidence", verify_evidence),
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
