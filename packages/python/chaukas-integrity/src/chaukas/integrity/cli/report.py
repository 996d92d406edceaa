# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""The result of `chaukas-verify`, as `--json` prints it and as text."""

from __future__ import annotations

import collections
from collections.abc import Iterable
from typing import Any, Optional, Union

from ..canonical_json import print_json
from ..evidence_verifier import EvidenceResult
from ..normal_form import NormalForm
from ..trail_audit import TrailResult
from ..verdict import Condition, Fault

_MAX_FAULTS = 10
_MAX_REDACTIONS = 20
_MAX_TEXT = 2000
_MAX_PLACES = 8
_MAX_SELECTION = 1000


class ReportBuilder:
    """Collects the results of a verification."""

    def __init__(self, source: str, origin: str) -> None:
        self._source = source
        self._origin = origin
        self._counts: collections.Counter[str] = collections.Counter()
        self._first: list[dict[str, Any]] = []
        self._redactions: list[dict[str, Any]] = []
        self._redaction_count = 0

    def add(self, fault: Fault, line: Optional[int] = None) -> None:
        """Counts a fault, and lists it if it is one of the first."""
        self._counts[fault.code] += 1
        self.list_fault(fault, line)

    def list_fault(self, fault: Fault, line: Optional[int] = None) -> None:
        """Lists a fault that a result has counted."""
        if len(self._first) < _MAX_FAULTS:
            self._first.append({**_reported(fault), **({} if line is None else {"line": line})})

    def add_redaction(self, sequence: int, event: NormalForm) -> None:
        """Counts a redaction that a record tells of, and lists it if it is one of the first."""
        self._redaction_count += 1
        if self._redaction_count <= _MAX_REDACTIONS:
            self._redactions.append(_redaction_of(sequence, event))

    def build(self, result: Optional[TrailResult] = None) -> dict[str, Any]:
        """Builds the report on an export. Without a result, nothing in it was verified."""
        for fault in result.at_end if result is not None else ():
            self.list_fault(fault)
        checkpoints = [] if result is None else result.checkpoints
        matched = [each.size for each in checkpoints if each.state == "matched"]
        report = self._begin({} if result is None else result.faults, [] if result is None else result.conditions)
        report["records"] = 0 if result is None else result.records
        report["covered"] = max(matched, default=0)
        report["redacted"] = 0 if result is None else result.redacted
        if result is not None and result.root is not None:
            report["root"] = result.root.hex()
        kept = [{"size": each.size, "state": each.state, "from": "kept"} for each in checkpoints]
        missing = [] if result is None else [{"start": start, "end": end} for start, end in result.missing]
        return self._end(report, kept, missing)

    def build_evidence(self, result: EvidenceResult, source: Optional[str]) -> dict[str, Any]:
        """Builds the report on evidence, whose checkpoint was compared with what `source` names, if with anything."""
        for fault in result.at_end:
            self.list_fault(fault)
        report = self._begin(result.faults, result.conditions)
        size = 0 if result.header is None else result.header.size
        is_compared = source is not None and report["verdict"] != "failed"
        report["records"] = result.records
        report["covered"] = size if is_compared else 0
        report["redacted"] = result.redacted
        compared = [{"size": size, "state": "matched", "from": source}] if is_compared else []
        report = self._end(report, compared, [])
        if result.header is not None:
            report["selection"] = result.header.selection
        return report

    def _begin(self, faults: dict[str, int], conditions: list[Condition]) -> dict[str, Any]:
        self._faults = {**faults, **self._counts}
        self._open = [] if self._faults else [_reported(condition) for condition in conditions]
        return {
            "format": "chaukas-verify-report/1",
            "verdict": "failed" if self._faults else "conditional" if self._open else "proved",
            "source": self._source,
            "origin": self._origin,
        }

    def _end(
        self, report: dict[str, Any], checkpoints: list[dict[str, Any]], missing: list[dict[str, int]]
    ) -> dict[str, Any]:
        return {
            **report,
            "checkpoints": checkpoints,
            "conditions": self._open,
            "missing": missing,
            "faults": self._faults,
            "first": self._first,
            "redaction_count": self._redaction_count,
            "redactions": self._redactions,
        }


def _reported(found: Union[Fault, Condition]) -> dict[str, Any]:
    reported: dict[str, Any] = {"code": found.code, "message": _clip(found.message)}
    if found.sequence is not None:
        reported["sequence"] = found.sequence
    if found.event_id is not None:
        reported["event_id"] = _clip(found.event_id)
    return reported


def _redaction_of(sequence: int, event: NormalForm) -> dict[str, Any]:
    record = event["redaction_record"]
    redaction = {
        "sequence": int(record.get("sequence", 0)),
        "event_id": _clip(record.get("event_id", "")),
        "recorded_by": sequence,
        "ordinal": record.get("ordinal", 0),
        "time": event["server_timestamp"],
        "places": [_clip(place) for place in record.get("fields", [])],
        "method": _clip(record.get("method", "")),
        "reason": _clip(record.get("reason", "")),
    }
    who = {name: _clip(record[name]) for name in ("requested_by", "key_id", "operator") if name in record}
    return {**redaction, **who}


def _clip(text: str) -> str:
    """Shortens a text that a forger made long to hide the rest."""
    return text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]}… ({len(text)} characters)"


def format_report(report: dict[str, Any]) -> list[str]:
    """Formats a report as lines: the verdict, its faults, what was checked, redacted, and what is not proved.

    A failed report ends with the verdict again, so that no later line is taken for it.
    """
    verdict = _format_verdict(report)
    return [
        verdict,
        *_format_faults(report),
        *(f"  missing: {_name_records(each['start'], each['end'])}" for each in report["missing"]),
        *(f"checked: {line}" for line in _format_checks(report)),
        *(f"redacted: {line}" for line in _format_redactions(report)),
        *(f"not proved: {condition['message']}" for condition in report["conditions"]),
        *_format_selection(report),
        *([verdict] if report["verdict"] == "failed" else []),
    ]


def _format_verdict(report: dict[str, Any]) -> str:
    records, redacted, count = report["records"], report["redacted"], sum(report["faults"].values())
    erased = "" if redacted == 0 else f", {redacted:,} of them redacted"
    found = f"{count} fault{'' if count == 1 else 's'} in " if report["verdict"] == "failed" else ""
    name = f"{report['verdict'].upper()}: {report['origin']}"
    return f"{name}: {found}{records:,} record{'' if records == 1 else 's'}{erased}"


def _format_faults(report: dict[str, Any]) -> Iterable[str]:
    for fault in report["first"]:
        place = f"line {fault['line']}: " if "line" in fault else ""
        yield f"  {place}{fault['message']}"
    if sum(report["faults"].values()) > len(report["first"]):
        counts = ", ".join(f"{count} {code}" for code, count in report["faults"].items())
        yield f"  and more, in total: {counts}"


def _format_checks(report: dict[str, Any]) -> Iterable[str]:
    for checkpoint in report["checkpoints"]:
        size = checkpoint["size"]
        name = f"the kept checkpoint of size {size}"
        if checkpoint["from"] == "evidence":
            name = f"the checkpoint of size {size} that the key signed, in the evidence"
        yield f"{name}: {checkpoint['state']}"
    records = report["records"]
    if report["checkpoints"] and records > 0:
        yield f"{min(report['covered'], records):,} of {records:,} records match a checkpoint"
    if "root" in report:
        yield f"the root of the tree is {report['root']}"


def _format_redactions(report: dict[str, Any]) -> Iterable[str]:
    for redaction in report["redactions"]:
        places = redaction["places"]
        more = f" and {len(places) - _MAX_PLACES} more" if len(places) > _MAX_PLACES else ""
        quoted = " ".join(map(print_json, places[:_MAX_PLACES]))
        parts = [
            f"{quoted}{more} ({redaction['method']})",
            redaction["time"],
            *(f"by the key {print_json(redaction[name])}" for name in ("key_id",) if name in redaction),
            *(f"by the operator {print_json(redaction[name])}" for name in ("operator",) if name in redaction),
            *(f"requested by {print_json(redaction[name])}" for name in ("requested_by",) if name in redaction),
            f"reason {print_json(redaction['reason'])}",
            f"recorded by record {redaction['recorded_by']}",
        ]
        yield f"record {redaction['sequence']} ({redaction['event_id']}): {', '.join(parts)}"
    rest = report["redaction_count"] - len(report["redactions"])
    if rest > 0:
        yield f"and {rest:,} more redactions"


def _format_selection(report: dict[str, Any]) -> Iterable[str]:
    """Says what evidence never proves, whatever the verdict on its records."""
    if "selection" in report:
        text = print_json(report["selection"])
        selection = text if len(text) <= _MAX_SELECTION else f"{text[:_MAX_SELECTION]}…"
        yield f"never proved: that these are all records of the selection {selection}, or of the log"


def _name_records(start: int, end: int) -> str:
    return f"record {start}" if end - start == 1 else f"records {start} to {end - 1}"
