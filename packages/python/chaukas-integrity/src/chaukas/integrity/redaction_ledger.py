# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Section 6: compares what redacted events show with the records of their redactions, which come later in the log."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, Optional

from .canonical_json import print_json
from .normal_form import NormalForm
from .opening import ShownRedaction

# Beyond as many ranges of records that say nothing, fewer faults are reported.
_MAX_IGNORED = 1000


@dataclasses.dataclass
class _Pending:
    """What is kept of a redacted event until the records of its redactions have come."""

    sequence: int
    event_id: str
    shown: ShownRedaction
    records: int = 0
    recorded_places: list[str] = dataclasses.field(default_factory=list)
    recorded_erased: list[int] = dataclasses.field(default_factory=list)
    recorded_hash: str = ""
    recorded_at: int = -1

    def is_confirmed(self) -> bool:
        return (
            self.recorded_hash == self.shown.shown_hash
            and self.recorded_erased == self.shown.erased
            and self.recorded_places == self.shown.places
        )


@dataclasses.dataclass(frozen=True)
class Unconfirmed:
    """A redacted event that shows something for which no record vouches."""

    sequence: int
    event_id: str
    message: str
    may_be_later: bool
    """Whether a redaction that is recorded later in the log can explain it."""


class RedactionLedger:
    """Keeps one entry for each redacted event."""

    def __init__(self) -> None:
        self._pending: dict[int, _Pending] = {}
        self._ignored: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._pending)

    def ignore(self, start: int, end: int) -> None:
        """Notes records that are missing or altered, so that records about them are not reported as well."""
        if self._ignored and self._ignored[-1][1] == start:
            self._ignored[-1] = (self._ignored[-1][0], end)
        elif len(self._ignored) < _MAX_IGNORED:
            self._ignored.append((start, end))

    def note(self, sequence: int, event: NormalForm, shown: Optional[ShownRedaction]) -> Optional[str]:
        """Notes what a record without faults says of redactions. Returns what is wrong with a redaction record."""
        if shown is not None:
            self._pending[sequence] = _Pending(sequence, event.get("event_id", ""), shown)
        record = event.get("redaction_record")
        return None if record is None else self._add_record(sequence, record)

    def _add_record(self, record_sequence: int, record: dict[str, Any]) -> Optional[str]:
        # A number beyond 2^53 - 1 is in digits.
        sequence = int(record.get("sequence", 0))
        if sequence >= record_sequence:
            return f"redaction_record.sequence: expected a sequence below {record_sequence}, got {sequence}"
        known = self._pending.get(sequence)
        if known is None:
            if self._is_ignored(sequence):
                return None
            expected = f"expected a redacted event, got {sequence}, which shows all that was recorded"
            return f"redaction_record.sequence: {expected}"
        problem = _find_problem(known, record)
        if problem is not None:
            return problem
        known.records += 1
        # One more than the event has is enough to tell that they differ, and bounds what a record can add.
        places = dict.fromkeys([*known.recorded_places, *record.get("fields", [])])
        known.recorded_places = list(places)[: len(known.shown.places) + 1]
        known.recorded_erased = record.get("erased", [])[: len(known.shown.erased) + 1]
        known.recorded_hash = record.get("shown_hash", "")
        known.recorded_at = record_sequence
        return None

    def _is_ignored(self, sequence: int) -> bool:
        return len(self._ignored) == _MAX_IGNORED or any(start <= sequence < end for start, end in self._ignored)

    def find_unconfirmed(self, size: int) -> Iterator[Unconfirmed]:
        """Yields the redacted events that no record up to this size vouches for, in order."""
        for sequence in sorted(self._pending):
            known = self._pending[sequence]
            if known.is_confirmed():
                continue
            shown = known.shown
            is_erased = known.recorded_erased == shown.erased
            what = "what it shows"
            if known.recorded_hash == shown.shown_hash:
                what = "redaction.fields" if is_erased else "the erased leaves"
            message = f"shown as redacted, but no redaction record up to size {size} vouches for {what}"
            may_be_later = (
                not is_erased
                and set(known.recorded_erased) <= set(shown.erased)
                and known.recorded_places == shown.places[: len(known.recorded_places)]
            )
            yield Unconfirmed(sequence, known.event_id, message, may_be_later)

    def find_recorded_after(self, size: int) -> Iterator[tuple[int, str, int]]:
        """Yields sequence, event and record of the redacted events among the first `size` whose last record is not."""
        for sequence in sorted(self._pending):
            known = self._pending[sequence]
            if sequence < size <= known.recorded_at:
                yield sequence, known.event_id, known.recorded_at


def _find_problem(known: _Pending, record: dict[str, Any]) -> Optional[str]:
    """Returns what is wrong with a record about an event, given the earlier ones."""
    event_id, ordinal = record.get("event_id", ""), record.get("ordinal", 0)
    if event_id != known.event_id:
        expected = f"expected {print_json(known.event_id)}, which has the sequence {known.sequence}"
        return f"redaction_record.event_id: {expected}, got {print_json(event_id)}"
    if ordinal != known.records + 1:
        return f"redaction_record.ordinal: expected {known.records + 1}, got {ordinal}"
    erased = record.get("erased", [])
    is_ascending = all(isinstance(index, int) for index in erased) and erased == sorted(set(erased))
    if not is_ascending or not set(known.recorded_erased) <= set(erased):
        return "redaction_record.erased: expected ascending indexes with all of the redaction before, got others"
    return None
