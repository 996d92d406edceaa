# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Section 7a: verifies evidence, a selection of the records of a log."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterable
from typing import Optional

from .canonical_json import print_json
from .checkpoint import (
    Checkpoint,
    CheckpointError,
    VerifierKey,
    open_checkpoint,
    parse_checkpoint,
    require_origin,
    roots_of_checkpoints,
    tenant_of_origin,
)
from .errors import IntegrityError
from .formats import EvidenceHeader, EvidenceRecord, parse_evidence_header, parse_evidence_line
from .normal_form import without_server_fields
from .opening import OpeningError, ShownRedaction, open_event
from .redaction_ledger import RedactionLedger
from .trail_audit import find_place_fault, leaf_of_record
from .tree import verify_inclusion
from .verdict import Condition, Fault, Verdict, fault_of_record, verdict_of


@dataclasses.dataclass(frozen=True)
class EvidenceResult:
    """Result of the verification of evidence."""

    verdict: Verdict
    """`proved`: these events are in the log, unaltered. That they are all that the selection matches is never proved."""
    conditions: list[Condition]
    """What is not proved although nothing is wrong. Not empty if and only if the verdict is `conditional`."""
    header: Optional[EvidenceHeader]
    """The first line. None if it could not be read."""
    records: int
    redacted: int
    """Number of redacted events without faults."""
    faults: dict[str, int]
    """Number of faults by code."""
    first: Optional[Fault]
    at_end: list[Fault]
    """Faults that were returned for no line: replacements that no record vouches for."""


class EvidenceVerifier:
    """Verifies evidence line by line, and continues after a fault, so that it finds them all.

    It keeps one bit for each record, and what each redacted event shows. The origin, the key and the kept checkpoints,
    whose signatures have been verified, must not come from whoever hands over the evidence. Without a key and without a
    kept checkpoint of the right size, the verdict is at best `conditional`. Raises `IntegrityError` for an invalid
    origin, and for a key or a checkpoint of another log.
    """

    def __init__(
        self, origin: str, *, key: Optional[VerifierKey] = None, checkpoints: Iterable[Checkpoint] = ()
    ) -> None:
        self._origin = origin
        self._tenant = tenant_of_origin(origin)
        self._kept = roots_of_checkpoints(origin, checkpoints)
        if key is not None and key.name != origin:
            raise IntegrityError("mismatch", f"key: expected the origin {origin}, got {key.name}")
        self._key = key
        self._header: Optional[EvidenceHeader] = None
        self._checkpoint: Optional[Checkpoint] = None
        self._is_started = False
        self._ledger = RedactionLedger()
        self._included = _SequenceSet()
        self._redacted = 0
        self._next = 0
        self._counts: collections.Counter[str] = collections.Counter()
        self._first: Optional[Fault] = None
        self.records = 0
        """Number of records so far."""

    def push_line(self, line: str) -> Optional[Fault]:
        """Verifies the next line, the first of which is the header. Returns its fault."""
        if not self._is_started:
            return self._start(line)
        try:
            record = parse_evidence_line(line)
        except IntegrityError as error:
            self.records += 1
            return self._note(Fault("malformed", f"entry {self.records}: {error}"))
        return self.push(record)

    def push(self, record: EvidenceRecord) -> Optional[Fault]:
        """Verifies the next record. The header must come before it, as a line. Returns its fault."""
        self.records += 1
        if not self._is_started:
            return self._start("")
        if self._checkpoint is None:
            # There is nothing to compare records with.
            return None
        sequence, event_id = record.sequence, record.event.get("event_id", "")
        if sequence < self._next:
            problem = f"expected a sequence of at least {self._next}, in ascending order, got {sequence}"
            return self._note(fault_of_record("wrong_sequence", problem, sequence, event_id))
        self._next = sequence + 1
        fault, shown = self._check(record, self._checkpoint)
        self._included.add(sequence)
        if fault is not None:
            self._ledger.ignore(sequence, sequence + 1)
            return self._note(fault_of_record(*fault, sequence, event_id))
        self._redacted += shown is not None
        if self._is_about_another(record):
            return None
        problem_of_redaction = self._ledger.note(sequence, record.event, shown)
        if problem_of_redaction is None:
            return None
        return self._note(fault_of_record("wrong_redaction", problem_of_redaction, sequence, event_id))

    def finish(self) -> EvidenceResult:
        """Ends the evidence, and returns the result."""
        if not self._is_started:
            self._start("")
        size = 0 if self._checkpoint is None else self._checkpoint.size
        at_end = [
            self._note(fault_of_record("wrong_redaction", event.message, event.sequence, event.event_id))
            for event in self._ledger.find_unconfirmed(size)
        ]
        conditions = self._find_conditions(size) if self._first is None else []
        return EvidenceResult(
            verdict=verdict_of(self._first, conditions),
            conditions=conditions,
            header=self._header,
            records=self.records,
            redacted=self._redacted - len(at_end),
            faults=dict(self._counts),
            first=self._first,
            at_end=at_end,
        )

    def _start(self, line: str) -> Optional[Fault]:
        self._is_started = True
        try:
            self._header = header = parse_evidence_header(line)
        except IntegrityError as error:
            return self._note(Fault("malformed", str(error)))
        if header.origin != self._origin:
            message = f"the evidence: expected the origin {self._origin}, got {header.origin}"
            return self._note(Fault("wrong_origin", message))
        try:
            checkpoint = self._open(header.checkpoint)
        except CheckpointError as error:
            return self._note(Fault("wrong_checkpoint", str(error)))
        size = checkpoint.size
        if size != header.size:
            message = f"the checkpoint: expected the size {header.size} of the header, got {size}"
            return self._note(Fault("wrong_checkpoint", message))
        if self._kept.get(size, checkpoint.root) != checkpoint.root:
            problem = f"expected the root of the kept checkpoint of size {size}, got another: the log was forked"
            return self._note(Fault("wrong_checkpoint", f"the checkpoint: {problem}"))
        self._checkpoint = checkpoint
        return None

    def _open(self, note: str) -> Checkpoint:
        if self._key is not None:
            return open_checkpoint(note, self._key)
        checkpoint = parse_checkpoint(note)
        require_origin(checkpoint, self._origin)
        return checkpoint

    def _check(
        self, record: EvidenceRecord, checkpoint: Checkpoint
    ) -> tuple[Optional[tuple[str, str]], Optional[ShownRedaction]]:
        """Verifies one record alone. Returns its fault, or what it shows if it is redacted."""
        event, sequence = record.event, record.sequence
        fault = find_place_fault(event, sequence, self._origin, self._tenant)
        if fault is not None:
            return fault, None
        try:
            opened = open_event(without_server_fields(event), record.opening)
        except OpeningError as error:
            return ("malformed" if error.code == "malformed" else "wrong_commitment", str(error)), None
        found = event.get("content_hash", "")
        if found != opened.content_hash:
            expected = f"expected the content_hash {print_json(opened.content_hash)}, got {print_json(found)}"
            return ("wrong_content_hash", f"the event or its content_hash was altered: {expected}"), None
        if opened.redaction is not None and "redaction_record" in event:
            problem = "expected a redaction record in full, got one that is redacted itself"
            return ("wrong_redaction", problem), None
        try:
            leaf = leaf_of_record(event, sequence, opened.commit, event.get("hash_prev", ""))
        except IntegrityError as error:
            return ("malformed", str(error)), None
        size, root = checkpoint.size, checkpoint.root
        wrong = verify_inclusion(index=sequence, size=size, leaf=bytes.fromhex(leaf), root=root, proof=record.proof)
        if wrong is not None:
            problem = f"not in the log at size {size}: the event, its opening or its proof was altered ({wrong})"
            return ("wrong_proof", problem), None
        return None, opened.redaction

    def _is_about_another(self, record: EvidenceRecord) -> bool:
        """Returns whether a record is of the redaction of an event that was not selected."""
        content = record.event.get("redaction_record")
        if content is None:
            return False
        about = int(content.get("sequence", 0))
        return about < record.sequence and about not in self._included

    def _find_conditions(self, size: int) -> list[Condition]:
        if self._key is not None or size in self._kept:
            return []
        problem = "the checkpoint of the evidence may be made up, with all its records"
        return [Condition("no_checkpoint", f"no key and no kept checkpoint of size {size}: {problem}")]

    def _note(self, fault: Fault) -> Fault:
        self._counts[fault.code] += 1
        if self._first is None:
            self._first = fault
        return fault


class _SequenceSet:
    """A set of sequences. It takes one bit for each record of the log, and nothing for long ranges without members."""

    _BITS = 4096

    def __init__(self) -> None:
        self._blocks: dict[int, int] = {}

    def add(self, sequence: int) -> None:
        block, bit = divmod(sequence, self._BITS)
        self._blocks[block] = self._blocks.get(block, 0) | 1 << bit

    def __contains__(self, sequence: int) -> bool:
        block, bit = divmod(sequence, self._BITS)
        return self._blocks.get(block, 0) >> bit & 1 == 1
