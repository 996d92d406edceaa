# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""The lines of exports (section 7) and of evidence (section 7a)."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from .canonical_json import parse_json, print_json
from .errors import IntegrityError
from .normal_form import MAX_SAFE_INTEGER, NormalForm
from .opening import parse_opening
from .public_json import read_event

EXPORT_FORMAT = "chaukas-integrity/1"
EVIDENCE_FORMAT = "chaukas-evidence/1"

_EXPORT_HEADER = re.compile(
    r'\{"format":"chaukas-integrity/1","origin":"([^"\\\x00-\x1f\x7f-\x9f]+)","size":(0|[1-9][0-9]{0,15})\}'
)
_EXPORT_HEAD = re.compile(
    r'\{"seq":(0|[1-9][0-9]*),"leaf":"([0-9a-f]{64})","commit":"([0-9a-f]{64})","opening":', re.ASCII
)
_EVIDENCE_HEAD = re.compile(r'\{"seq":(0|[1-9][0-9]*),"opening":(\{.*?\}),"event":', re.ASCII)
_EVENT_KEY = ',"event":'
_PROOF_KEY = ',"proof":['
_PROOF = re.compile(r'(?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}"){0,52})?\]\}')


@dataclasses.dataclass(frozen=True)
class ExportHeader:
    """First line of an export. Everything that it says is a claim."""

    origin: str
    size: int


@dataclasses.dataclass(frozen=True)
class EvidenceHeader:
    """First line of evidence. Everything that it says is a claim."""

    origin: str
    checkpoint: str
    size: int
    selection: dict[str, Any]


@dataclasses.dataclass(frozen=True)
class ExportedRecord:
    """A record in an export. `event` is its normal form with the fields that the server sets."""

    sequence: int
    event: NormalForm
    opening: dict[str, Any]
    commit: str
    leaf: str


@dataclasses.dataclass(frozen=True)
class EvidenceRecord:
    """A record in evidence. `event` is its normal form with the fields that the server sets."""

    sequence: int
    event: NormalForm
    opening: dict[str, Any]
    proof: list[bytes]


def is_evidence(line: str) -> bool:
    """Returns whether the first line of a file says that it is evidence, even if the rest of the line is malformed."""
    return line.startswith(f'{{"format":"{EVIDENCE_FORMAT}"')


def parse_export_header(line: str) -> ExportHeader:
    """Reads the first line of an export. Raises `IntegrityError` of code `malformed` for other texts."""
    match = _EXPORT_HEADER.fullmatch(line)
    if match is None or int(match[2]) > MAX_SAFE_INTEGER:
        expected = f'{{"format":"{EXPORT_FORMAT}","origin":…,"size":…}}'
        raise IntegrityError("malformed", f"header: expected {expected}, got {print_json(line[:200])}")
    return ExportHeader(match[1], int(match[2]))


def parse_export_line(line: str) -> ExportedRecord:
    """Reads a record of an export. Raises `IntegrityError` of code `malformed` for other texts."""
    match = _EXPORT_HEAD.match(line)
    # Inside a string, quotation marks are escaped. The first match is therefore where the event begins.
    opening_end = -1 if match is None else line.find(_EVENT_KEY, match.end())
    if match is None or opening_end == -1 or not line.endswith("}"):
        raise _malformed('a line {"seq":…,"leaf":…,"commit":…,"opening":…,"event":…}')
    sequence = _parse_sequence(match[1])
    event = _parse_event(line[opening_end + len(_EVENT_KEY) : -1])
    return ExportedRecord(sequence, event, parse_opening(line[match.end() : opening_end]), match[3], match[2])


def parse_evidence_header(line: str) -> EvidenceHeader:
    """Reads the first line of evidence. Raises `IntegrityError` of code `malformed` for other texts."""
    try:
        header = parse_json(line)
    except IntegrityError:
        header = None
    if _is_evidence_header(header) and print_json(header) == line:
        return EvidenceHeader(header["origin"], header["checkpoint"], header["size"], header["selection"])
    expected = f'{{"format":"{EVIDENCE_FORMAT}","origin":…,"checkpoint":…,"size":…,"selection":…}}'
    raise IntegrityError("malformed", f"header: expected {expected}, got {print_json(line[:200])}")


def _is_evidence_header(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and list(value) == ["format", "origin", "checkpoint", "size", "selection"]
        and value["format"] == EVIDENCE_FORMAT
        and isinstance(value["origin"], str)
        and isinstance(value["checkpoint"], str)
        and type(value["size"]) is int
        and 0 <= value["size"] <= MAX_SAFE_INTEGER
        and isinstance(value["selection"], dict)
    )


def parse_evidence_line(line: str) -> EvidenceRecord:
    """Reads a record of evidence. Raises `IntegrityError` of code `malformed` for other texts."""
    match = _EVIDENCE_HEAD.match(line)
    end = line.rfind(_PROOF_KEY)
    proof = line[end + len(_PROOF_KEY) :]
    if match is None or end < match.end() or _PROOF.fullmatch(proof) is None:
        raise _malformed('a line {"seq":…,"opening":…,"event":…,"proof":[…]}')
    sequence = _parse_sequence(match[1])
    opening = parse_opening(match[2])
    event = _parse_event(line[match.end() : end])
    return EvidenceRecord(sequence, event, opening, [bytes.fromhex(each) for each in re.findall("[0-9a-f]{64}", proof)])


def _parse_sequence(digits: str) -> int:
    if len(digits) > 16 or int(digits) > MAX_SAFE_INTEGER:
        raise _malformed("seq from 0 to 2^53 - 1")
    return int(digits)


def _parse_event(text: str) -> NormalForm:
    # JSON may have white space around a value, and a line has none.
    if not (text.startswith("{") and text.endswith("}")):
        raise _malformed("an event")
    return read_event(text)


def _malformed(expected: str) -> IntegrityError:
    return IntegrityError("malformed", f"record: expected {expected}")
