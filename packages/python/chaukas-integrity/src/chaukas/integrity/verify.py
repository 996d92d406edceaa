# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Verifies whole files: exports and evidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Callable, Optional

from .checkpoint import Checkpoint, VerifierKey
from .errors import IntegrityError
from .evidence_verifier import EvidenceResult, EvidenceVerifier
from .formats import ExportedRecord, parse_evidence_line, parse_export_header, parse_export_line
from .lines import Line, read_lines
from .normal_form import NormalForm
from .trail_audit import AuditedCheckpoint, TrailAudit, TrailResult
from .verdict import Fault

OnFault = Callable[[Fault, int], None]
"""Called with each fault of a line, in order. Lines are counted from 1."""
OnRedaction = Callable[[int, NormalForm], None]
"""Called with sequence and event of each redaction record without a fault, in order."""


def _ignore_fault(_fault: Fault, _line: int) -> None:
    pass


def _ignore_redaction(_sequence: int, _event: NormalForm) -> None:
    pass


def verify_export(
    stream: BinaryIO,
    origin: str,
    checkpoints: Iterable[Checkpoint] = (),
    *,
    allow_later_redactions: bool = False,
    on_fault: OnFault = _ignore_fault,
    on_redaction: OnRedaction = _ignore_redaction,
) -> TrailResult:
    """Verifies a whole export (section 7), as `TrailAudit` does its records, in bounded memory.

    The origin and the kept checkpoints must not come from the server whose log is verified. An event that shows a
    redaction whose record is not in the export is a fault, or a condition with `allow_later_redactions`. If the first
    line is not the header of an export of this log, nothing else is read. Raises `IntegrityError` for an invalid origin,
    and for a checkpoint of another log.
    """
    audit = TrailAudit(origin, checkpoints, allow_later_redactions=allow_later_redactions)
    return audit_lines(audit, origin, read_lines(stream), on_fault, on_redaction)


def audit_lines(
    audit: TrailAudit, origin: str, lines: Iterator[Line], on_fault: OnFault, on_redaction: OnRedaction
) -> TrailResult:
    """Pushes the lines of an export to an audit, and returns the result."""
    header_fault: Optional[Fault] = None
    size = 0
    try:
        header = parse_export_header(next(lines, Line("")).text)
        size = header.size
        if header.origin != origin:
            message = f"the export: expected the origin {origin}, got {header.origin}"
            header_fault = Fault("wrong_origin", message)
    except IntegrityError as error:
        header_fault = Fault("malformed", str(error))
    if header_fault is not None:
        on_fault(header_fault, 1)
        return _fail_at_header(header_fault, audit)
    for number, line in enumerate(lines, start=2):
        fault = _push_line(audit, line, on_redaction)
        if fault is not None:
            on_fault(_with_problem(fault, line), number)
    return _check_size(audit.finish(), size)


def _push_line(audit: TrailAudit, line: Line, on_redaction: OnRedaction) -> Optional[Fault]:
    try:
        record: Optional[ExportedRecord] = parse_export_line(line.text)
    except IntegrityError:
        record = None
    if record is None:
        # The audit says what is wrong, and counts the line as a record.
        return audit.push_line(line.text)
    fault = audit.push(record)
    if fault is None and "redaction_record" in record.event:
        on_redaction(record.sequence, record.event)
    return fault


def _with_problem(fault: Fault, line: Line) -> Fault:
    """Adds why a line could not be read, which the audit does not know."""
    return dataclasses.replace(fault, message=f"{fault.message}: {line.problem}") if line.problem else fault


def _fail_at_header(fault: Fault, audit: TrailAudit) -> TrailResult:
    checkpoints = [AuditedCheckpoint(size, "unreached") for size in audit.checkpoint_sizes]
    return TrailResult("failed", [], 0, 0, None, checkpoints, [], {fault.code: 1}, fault, [])


def _check_size(result: TrailResult, size: int) -> TrailResult:
    if result.records == size:
        return result
    message = f"the export: expected the {size} records announced in its first line, got {result.records}"
    fault = Fault("wrong_size", message)
    return dataclasses.replace(
        result,
        verdict="failed",
        conditions=[],
        faults={**result.faults, fault.code: 1},
        first=result.first or fault,
        at_end=[fault, *result.at_end],
    )


def verify_evidence(
    stream: BinaryIO,
    origin: str,
    *,
    key: Optional[VerifierKey] = None,
    checkpoints: Iterable[Checkpoint] = (),
    on_fault: OnFault = _ignore_fault,
    on_redaction: OnRedaction = _ignore_redaction,
) -> EvidenceResult:
    """Verifies evidence (section 7a), as `EvidenceVerifier` does its lines.

    The origin, the key and the kept checkpoints must not come from whoever hands over the evidence. Raises
    `IntegrityError` for an invalid origin, and for a key or a checkpoint of another log.
    """
    verifier = EvidenceVerifier(origin, key=key, checkpoints=checkpoints)
    return verify_lines(verifier, read_lines(stream), on_fault, on_redaction)


def verify_lines(
    verifier: EvidenceVerifier, lines: Iterator[Line], on_fault: OnFault, on_redaction: OnRedaction
) -> EvidenceResult:
    """Pushes the lines of evidence to a verifier, and returns the result."""
    header_fault = verifier.push_line(next(lines, Line("")).text)
    if header_fault is not None:
        on_fault(header_fault, 1)
    for number, line in enumerate(lines, start=2):
        try:
            record = parse_evidence_line(line.text)
        except IntegrityError:
            # The verifier says what is wrong, and counts the line as a record.
            fault = verifier.push_line(line.text)
        else:
            fault = verifier.push(record)
            if fault is None and header_fault is None and "redaction_record" in record.event:
                on_redaction(record.sequence, record.event)
        if fault is not None:
            on_fault(_with_problem(fault, line), number)
    return verifier.finish()
