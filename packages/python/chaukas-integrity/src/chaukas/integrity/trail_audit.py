# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Section 7: verifies the records of an export."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterable
from typing import Optional

from .canonical_json import print_json
from .checkpoint import Checkpoint, roots_of_checkpoints, tenant_of_origin
from .commitment import GENESIS_HASH, format_record, leaf_hash
from .errors import IntegrityError
from .formats import ExportedRecord, parse_export_line
from .normal_form import NormalForm, without_server_fields
from .opening import OpenedEvent, OpeningError, ShownRedaction, open_event
from .redaction_ledger import RedactionLedger
from .tree import CompactRange
from .verdict import Condition, Fault, Verdict, fault_of_record, verdict_of

_HASH_DIGITS = frozenset("0123456789abcdef")


@dataclasses.dataclass(frozen=True)
class AuditedCheckpoint:
    """A kept checkpoint, and whether the trail is `matched` or `mismatched`, or ended before it: `unreached`."""

    size: int
    state: str


@dataclasses.dataclass(frozen=True)
class TrailResult:
    """Result of an audit."""

    verdict: Verdict
    conditions: list[Condition]
    """What is not proved although nothing is wrong. Not empty if and only if the verdict is `conditional`."""
    records: int
    redacted: int
    """Number of events that were redacted after ingest."""
    root: Optional[bytes]
    """Root of the tree over the records. None if records are missing, misplaced or unreadable."""
    checkpoints: list[AuditedCheckpoint]
    missing: list[tuple[int, int]]
    """Ranges of sequences that do not occur, from the first to before the last."""
    faults: dict[str, int]
    """Number of faults by code."""
    first: Optional[Fault]
    at_end: list[Fault]
    """Faults that were returned for no record, such as a missing end."""


class TrailAudit:
    """Verifies the records of one log, from the first on, and continues after a fault, so that it finds them all.

    It keeps at most 54 hashes, and what each redacted event shows. The origin and the kept checkpoints, whose signatures
    have been verified, must not come from the server whose log it verifies. Raises `IntegrityError` for an invalid
    origin, and for a checkpoint of another log.
    """

    def __init__(
        self, origin: str, checkpoints: Iterable[Checkpoint] = (), *, allow_later_redactions: bool = False
    ) -> None:
        self._origin = origin
        self._tenant = tenant_of_origin(origin)
        self._roots = roots_of_checkpoints(origin, checkpoints)
        self._allow_later = allow_later_redactions
        self._compared: dict[int, str] = {}
        self._range = CompactRange()
        self._order = _SequenceOrder()
        self._ledger = RedactionLedger()
        self._previous: Optional[str] = GENESIS_HASH
        self._is_whole = True
        self._counts: collections.Counter[str] = collections.Counter()
        self._first: Optional[Fault] = None
        self.records = 0
        """Number of records so far."""
        empty = self._compare_root()
        self._apart = [] if empty is None else [empty]

    @property
    def checkpoint_sizes(self) -> list[int]:
        """Sizes of the kept checkpoints, ascending."""
        return sorted(self._roots)

    def push_line(self, line: str) -> Optional[Fault]:
        """Verifies the next line of an export. Returns its fault."""
        try:
            record = parse_export_line(line)
        except IntegrityError as error:
            # The line counts as the record that is expected here. Its leaf is not known.
            self.records += 1
            sequence = self._order.next
            self._order.place(sequence)
            self._ledger.ignore(sequence, sequence + 1)
            self._is_whole = False
            self._previous = None
            return self._note(Fault("malformed", f"record {sequence}: {error}", sequence))
        return self.push(record)

    def push(self, record: ExportedRecord) -> Optional[Fault]:
        """Verifies the next record. Returns its fault."""
        self.records += 1
        expected, sequence = self._order.next, record.sequence
        place = self._order.place(sequence)
        if place in ("late", "repeated"):
            self._is_whole = False
            problem = "out of order" if place == "late" else "repeated"
            message = f"expected the sequence {expected}, got {sequence}, which is {problem}"
            return self._note_record(record, ("wrong_sequence", message))
        if place == "ahead":
            self._ledger.ignore(expected, sequence)
        fault, shown = self._check(record, self._previous if place == "next" else None)
        if fault is not None:
            self._ledger.ignore(sequence, sequence + 1)
        else:
            problem_of_redaction = self._ledger.note(sequence, record.event, shown)
            fault = None if problem_of_redaction is None else ("wrong_redaction", problem_of_redaction)
        self._previous = record.leaf
        if place == "ahead":
            self._is_whole = False
            absent = _name_range(expected, sequence)
            message = f"expected the sequence {expected}, got {sequence}: {absent} missing or out of order"
            gap = self._note(Fault("wrong_sequence", f"record {expected}: {message}", expected))
            if fault is not None:
                self._note_record(record, fault)
            return gap
        if self._is_whole:
            self._range.append(bytes.fromhex(record.leaf))
        own = None if fault is None else self._note_record(record, fault)
        root = self._compare_root() if self._is_whole else None
        return own if own is not None else root

    def finish(self) -> TrailResult:
        """Ends the trail, and returns the result."""
        size = self._order.next
        at_end = list(self._apart)
        largest = max(self._roots, default=0)
        if largest > size:
            message = f"the trail: expected at least {largest} records, as in a kept checkpoint, got {size}"
            at_end.append(self._note(Fault("truncated", message)))
        for event in self._ledger.find_unconfirmed(size):
            if not (self._allow_later and event.may_be_later):
                fault = fault_of_record("wrong_redaction", event.message, event.sequence, event.event_id)
                at_end.append(self._note(fault))
        conditions = self._find_conditions(size) if self._first is None else []
        return TrailResult(
            verdict=verdict_of(self._first, conditions),
            conditions=conditions,
            records=self.records,
            redacted=len(self._ledger),
            root=self._range.root() if self._is_whole else None,
            checkpoints=[
                AuditedCheckpoint(size, self._compared.get(size, "unreached")) for size in self.checkpoint_sizes
            ],
            missing=self._order.gaps,
            faults=dict(self._counts),
            first=self._first,
            at_end=at_end,
        )

    def _find_conditions(self, size: int) -> list[Condition]:
        conditions = []
        for event in self._ledger.find_unconfirmed(size):
            name = f"record {event.sequence} ({event.event_id})"
            message = f"{name}: shown as redacted after record {size - 1}, so nothing here vouches for what it shows"
            conditions.append(Condition("later_redaction", message, event.sequence, event.event_id))
        covered = max(self._roots, default=-1)
        if covered == -1:
            message = "no kept checkpoint: the whole trail may have been rebuilt, or records removed from its end"
            conditions.append(Condition("no_checkpoint", message))
        elif covered < size:
            range_name = f"record {covered}" if size - covered == 1 else f"records {covered} to {size - 1}"
            problem = f"no kept checkpoint covers {range_name}, which may have been replaced"
            conditions.append(Condition("not_covered", f"{size - covered} of {size} records: {problem}"))
            for sequence, event_id, recorded_at in self._ledger.find_recorded_after(covered):
                vouched = f"what it shows is vouched for by record {recorded_at}, which no kept checkpoint covers"
                message = f"record {sequence} ({event_id}): {vouched}"
                conditions.append(Condition("not_covered", message, sequence, event_id))
        return conditions

    def _check(
        self, record: ExportedRecord, previous: Optional[str]
    ) -> tuple[Optional[tuple[str, str]], Optional[ShownRedaction]]:
        """Verifies one record and its link to the previous one. Returns its fault, or what it shows if redacted."""
        event = record.event
        fault = find_place_fault(event, record.sequence, self._origin, self._tenant)
        if fault is not None:
            return fault, None
        try:
            opened = open_event(without_server_fields(event), record.opening)
        except OpeningError as error:
            return ("malformed" if error.code == "malformed" else "wrong_commitment", str(error)), None
        fault = _find_hash_fault(record, opened, previous)
        if fault is None:
            fault = _find_link_fault(record, previous)
        if fault is None and opened.redaction is not None and "redaction_record" in event:
            fault = ("wrong_redaction", "expected a redaction record in full, got one that is redacted itself")
        return fault, opened.redaction

    def _compare_root(self) -> Optional[Fault]:
        size = self._range.size
        root = self._roots.get(size)
        if root is None:
            return None
        is_same = root == self._range.root()
        if is_same:
            self._compared[size] = "matched"
            return None
        start = max((each for each, state in self._compared.items() if state == "matched"), default=0)
        self._compared[size] = "mismatched"
        if size == 0:
            message = "the kept checkpoint of size 0: expected the root of a log without records, got another"
            return self._note(Fault("wrong_root", message))
        problem = f"{_name_range(start, size)} not those of the kept checkpoint of size {size}"
        return self._note(Fault("wrong_root", f"{problem}: one or more were replaced", size - 1))

    def _note_record(self, record: ExportedRecord, fault: tuple[str, str]) -> Fault:
        return self._note(fault_of_record(*fault, record.sequence, record.event.get("event_id", "")))

    def _note(self, fault: Fault) -> Fault:
        self._counts[fault.code] += 1
        if self._first is None:
            self._first = fault
        return fault


def find_place_fault(event: NormalForm, sequence: int, origin: str, tenant: str) -> Optional[tuple[str, str]]:
    """Returns what is wrong with the place of a record: its tenant, `worm_proof_id` or time."""
    found = event.get("tenant_id", "")
    if found != tenant:
        return "wrong_tenant", f"expected the tenant {tenant}, got {found}"
    proof_id = f"{origin}#{sequence}"
    if event.get("worm_proof_id") != proof_id:
        problem = f"expected the worm_proof_id {proof_id}, got {print_json(event.get('worm_proof_id', ''))}"
        return "wrong_server_field", problem
    if "server_timestamp" not in event:
        return "wrong_server_field", "expected a server_timestamp, got none"
    return None


def leaf_of_record(event: NormalForm, sequence: int, commit: str, hash_prev: str) -> str:
    """Returns the leaf of the record of an event. Raises `IntegrityError` for a `hash_prev` that is not a hash."""
    if len(hash_prev) != 64 or not _HASH_DIGITS.issuperset(hash_prev):
        raise IntegrityError(
            "malformed", f"/hash_prev: expected 64 digits of lower-case hex, got {print_json(hash_prev)}"
        )
    return leaf_hash(
        format_record(
            commit=commit,
            event_id=event.get("event_id", ""),
            hash_prev=hash_prev,
            sequence=sequence,
            time=event["server_timestamp"],
        )
    )


def _find_hash_fault(record: ExportedRecord, opened: OpenedEvent, previous: Optional[str]) -> Optional[tuple[str, str]]:
    found = record.event.get("content_hash", "")
    if found != opened.content_hash:
        altered = "content_hash was altered" if opened.commit == record.commit else "the event was altered"
        expected = f"expected the content_hash {print_json(opened.content_hash)}, got {print_json(found)}"
        return "wrong_content_hash", f"{altered}: {expected}"
    if opened.commit == record.commit:
        return None
    hash_prev = record.event.get("hash_prev", "") if previous is None else previous
    is_commit_altered = _is_leaf(record, opened.commit, hash_prev)
    what = "the commitment was altered" if is_commit_altered else "the event or its opening was altered"
    expected = f"expected the commitment {opened.commit} of the event, got {record.commit}"
    return "wrong_commitment", f"{what}: {expected}"


def _find_link_fault(record: ExportedRecord, previous: Optional[str]) -> Optional[tuple[str, str]]:
    hash_prev = record.event.get("hash_prev", "")
    is_linked = previous is None or hash_prev == previous
    try:
        computed = leaf_of_record(record.event, record.sequence, record.commit, hash_prev)
    except IntegrityError as error:
        return "malformed", str(error)
    link = f"expected the hash_prev {previous}, got {hash_prev}"
    if computed != record.leaf:
        is_altered = previous is not None and not is_linked and _is_leaf(record, record.commit, previous)
        altered = f"hash_prev was altered: {link};" if is_altered else "server_timestamp or the leaf was altered:"
        return "wrong_leaf", f"{altered} expected the leaf {computed} of the record, got {record.leaf}"
    return None if is_linked else ("wrong_hash_prev", link)


def _is_leaf(record: ExportedRecord, commit: str, hash_prev: str) -> bool:
    try:
        return leaf_of_record(record.event, record.sequence, commit, hash_prev) == record.leaf
    except IntegrityError:
        return False


class _SequenceOrder:
    """Tracks the sequences of a trail in which some may be missing, repeated or misplaced. It keeps only the gaps."""

    def __init__(self) -> None:
        self.next = 0
        self.gaps: list[tuple[int, int]] = []

    def place(self, sequence: int) -> str:
        if sequence >= self.next:
            is_ahead = sequence > self.next
            if is_ahead:
                self.gaps.append((self.next, sequence))
            self.next = sequence + 1
            return "ahead" if is_ahead else "next"
        for index, (start, end) in enumerate(self.gaps):
            if start <= sequence < end:
                parts = [(start, sequence), (sequence + 1, end)]
                self.gaps[index : index + 1] = [part for part in parts if part[0] < part[1]]
                return "late"
        return "repeated"


def _name_range(start: int, end: int) -> str:
    return f"record {start} is" if end - start == 1 else f"records {start} to {end - 1} are"
