# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Verifies exports and evidence as sections 6 to 7a of chaukas-integrity/1 describe it."""

import dataclasses
import hashlib
import re
import urllib.parse

from checkpoint import BadNote, open_checkpoint, parse_checkpoint
from normal_form import (
    GENESIS,
    NoNormalForm,
    SERVER_FIELDS,
    canonical,
    content_hash,
    format_record,
    leaf_hash,
    root_of,
)
from public_json import EventReader, Malformed, parse
from redaction import HEX_64, Ledger, is_hex, open_event

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


class Failure(Exception):
    """A record fails, or the whole if the sequence is None."""

    def __init__(self, sequence: int | None, reason: str):
        super().__init__(reason)
        self.sequence = sequence
        self.reason = reason


@dataclasses.dataclass
class Result:
    verdict: str
    sequence: int | None = None
    conditions: list[dict] = dataclasses.field(default_factory=list)
    reason: str = ""


class Log:
    """The log that a verifier knows: its origin, and its key if there is one."""

    def __init__(self, reader: EventReader, origin: str, key: str):
        self.reader = reader
        self.origin = origin
        self.key = key
        self.tenant = urllib.parse.unquote(origin.split("/t/", 1)[1])

    def open(self, note: str) -> tuple[int, bytes]:
        """Returns size and root of a checkpoint that was kept. Its signature is verified."""
        return open_checkpoint(note, self.origin, self.key)

    def check(self, sequence: int, event: dict, opening, ledger: Ledger) -> tuple[str, str]:
        """Verifies a record alone, and notes what it shows. Returns its commitment and its leaf."""
        normal = {name: value for name, value in event.items() if name not in SERVER_FIELDS}
        require(sequence, event.get("tenant_id", "") == self.tenant, "another tenant")
        require(sequence, event.get("worm_proof_id") == f"{self.origin}#{sequence}", "another worm_proof_id")
        try:
            commit, shown = open_event(normal, opening)
        except Malformed as error:
            raise Failure(sequence, str(error)) from None
        expected = "" if shown is not None else content_hash(normal)
        require(sequence, event.get("content_hash", "") == expected, "another content_hash")
        require(sequence, "server_timestamp" in event, "no server_timestamp")
        require(sequence, is_hex(HEX_64, event.get("hash_prev")), "no hash_prev")
        time, hash_prev = event["server_timestamp"], event["hash_prev"]
        if shown is not None:
            require(sequence, "redaction_record" not in normal, "a redaction record that is redacted")
            ledger.shown[sequence] = shown
        return commit, leaf_hash(format_record(commit, event.get("event_id", ""), hash_prev, sequence, time))


def require(sequence: int | None, holds: bool, reason: str):
    if not holds:
        raise Failure(sequence, reason)


def verify_trail(log: Log, trail: dict) -> Result:
    """Judges an export, given the kept checkpoints."""
    try:
        roots = dict(map(log.open, trail["checkpoints"]))
        return Trail(log, roots).verify(trail["export"], trail.get("allow_later_redactions", False))
    except Failure as failure:
        return Result("failed", failure.sequence, reason=failure.reason)


class Trail:
    def __init__(self, log: Log, roots: dict[int, bytes]):
        self.log = log
        self.roots = roots
        self.leaves: list[bytes] = []
        self.ledger = Ledger()

    def verify(self, export: str, allow_later: bool) -> Result:
        header, lines = split(export)
        expected = {"format": "chaukas-integrity/1", "origin": self.log.origin, "size": len(lines)}
        parse_header(header, expected)
        self.check_root()
        for line in lines:
            try:
                self.add(line)
            except (Malformed, NoNormalForm, OverflowError) as error:
                raise Failure(len(self.leaves), str(error)) from None
        size = len(self.leaves)
        require(None, max(self.roots, default=0) <= size, "fewer records than a kept checkpoint covers")
        unconfirmed = self.ledger.unconfirmed()
        for sequence, shown in unconfirmed.items():
            is_allowed = allow_later and shown.may_be_later()
            require(sequence, is_allowed, f"no redaction record up to size {size} vouches for what it shows")
        return self.conclude([{"code": "later_redaction", "sequence": sequence} for sequence in unconfirmed])

    def conclude(self, conditions: list[dict]) -> Result:
        covered = max(self.roots, default=-1)
        if covered < 0:
            conditions.append({"code": "no_checkpoint"})
        elif covered < len(self.leaves):
            conditions.append({"code": "not_covered"})
            for sequence, shown in sorted(self.ledger.shown.items()):
                if sequence < covered <= shown.recorded_at:
                    conditions.append({"code": "not_covered", "sequence": sequence})
        return Result("conditional" if conditions else "proved", conditions=conditions)

    def check_root(self):
        size = len(self.leaves)
        root = self.roots.get(size, None)
        is_same = root is None or root == root_of(self.leaves)
        require(size - 1 if size > 0 else None, is_same, "not the root of a kept checkpoint")

    def add(self, line: str):
        sequence = len(self.leaves)
        record = parse_line(line, ["seq", "leaf", "commit", "opening", "event"])
        require_canonical(line, record["opening"])
        event = self.log.reader.read(record["event"])
        require(sequence, is_integer(record["seq"]) and record["seq"] == sequence, "another seq")
        commit, leaf = self.log.check(sequence, event, record["opening"], self.ledger)
        require(sequence, record["commit"] == commit, "another commitment")
        require(sequence, record["leaf"] == leaf, "another leaf")
        previous = self.leaves[-1].hex() if self.leaves else GENESIS
        require(sequence, event["hash_prev"] == previous, "another hash_prev")
        if "redaction_record" in event:
            problem = self.ledger.add_record(sequence, event["redaction_record"])
            require(sequence, problem is None, problem or "")
        self.leaves.append(bytes.fromhex(leaf))
        self.check_root()


def verify_evidence(log: Log, vector: dict) -> Result:
    """Judges evidence, with the key of the log or without it."""
    try:
        kept = dict(map(log.open, vector["checkpoints"]))
        return judge_evidence(log, kept, vector["evidence"], not vector.get("without_key", False))
    except Failure as failure:
        return Result("failed", failure.sequence, reason=failure.reason)


def judge_evidence(log: Log, kept: dict[int, bytes], text: str, has_key: bool) -> Result:
    header, lines = split(text)
    expected = {"format": "chaukas-evidence/1", "origin": log.origin}
    claim = parse_header(header, expected, "checkpoint", "size", "selection")
    try:
        size, root = log.open(claim["checkpoint"]) if has_key else parse_checkpoint(claim["checkpoint"], log.origin)
    except BadNote as error:
        raise Failure(None, str(error)) from None
    require(None, is_integer(claim["size"]) and claim["size"] == size, "another size than that of the checkpoint")
    require(None, isinstance(claim["selection"], dict), "selection is not an object")
    require(None, kept.get(size, root) == root, "not the root of a kept checkpoint")
    ledger = Ledger()
    included: set[int] = set()
    for line in lines:
        try:
            add_evidence(log, line, size, root, ledger, included)
        except (Malformed, NoNormalForm, OverflowError) as error:
            raise Failure(None, str(error)) from None
    for sequence in ledger.unconfirmed():
        raise Failure(sequence, "no redaction record vouches for what it shows")
    is_known = has_key or size in kept
    return Result("proved") if is_known else Result("conditional", conditions=[{"code": "no_checkpoint"}])


def add_evidence(log: Log, line: str, size: int, root: bytes, ledger: Ledger, included: set[int]):
    record = parse_line(line, ["seq", "opening", "event", "proof"])
    require_canonical(line, record["opening"])
    sequence, proof = record["seq"], record["proof"]
    if not is_integer(sequence) or not isinstance(proof, list) or not all(is_hex(HEX_64, item) for item in proof):
        raise Malformed("seq or proof")
    event = log.reader.read(record["event"])
    require(sequence, sequence > max(included, default=-1), "not in ascending order")
    _, leaf = log.check(sequence, event, record["opening"], ledger)
    is_included = is_in_tree(bytes.fromhex(leaf), sequence, size, root, list(map(bytes.fromhex, proof)))
    require(sequence, is_included, "not in the tree of the checkpoint")
    included.add(sequence)
    content = event.get("redaction_record")
    if content is not None:
        about = content.get("sequence", 0)
        is_about_another = isinstance(about, int) and about < sequence and about not in included
        problem = None if is_about_another else ledger.add_record(sequence, content)
        require(sequence, problem is None, problem or "")


def is_in_tree(leaf: bytes, index: int, size: int, root: bytes, proof: list[bytes]) -> bool:
    """Verifies an inclusion proof as RFC 9162, section 2.1.3.2."""
    if index >= size:
        return False
    last, hashed = size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if index % 2 == 1 or index == last:
            hashed = hashlib.sha256(b"\1" + sibling + hashed).digest()
            while index % 2 == 0 and index != 0:
                index, last = index >> 1, last >> 1
        else:
            hashed = hashlib.sha256(b"\1" + hashed + sibling).digest()
        index, last = index >> 1, last >> 1
    return last == 0 and hashed == root


def split(text: str) -> tuple[str, list[str]]:
    header, *lines = text.split("\n")
    require(None, bool(lines) and lines.pop() == "", "expected a line feed at the end")
    return header, lines


def parse_header(line: str, expected: dict, *more: str) -> dict:
    try:
        header = parse_line(line, [*expected, *more])
    except Malformed as error:
        raise Failure(None, str(error)) from None
    # True is equal to 1 in Python.
    is_same = all(header[name] == value and type(header[name]) is type(value) for name, value in expected.items())
    require(None, is_same, "another header")
    return header


def parse_line(line: str, names: list[str]) -> dict:
    value = parse(line)
    if not isinstance(value, dict) or list(value) != names or re.search(r"\s", STRING.sub('""', line)):
        raise Malformed(f"expected an object of {names} without white space")
    return value


def require_canonical(line: str, opening):
    # What comes before in the line is fixed.
    if f',"opening":{canonical(opening)},"event":' not in line[: line.index(',"event":') + 9]:
        raise Malformed("expected the opening in JCS")


def is_integer(value) -> bool:
    return type(value) is int and value >= 0
