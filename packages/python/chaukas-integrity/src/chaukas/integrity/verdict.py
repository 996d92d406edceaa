# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""What a verification finds."""

from __future__ import annotations

import dataclasses
from typing import Literal, Optional

Verdict = Literal["proved", "conditional", "failed"]
"""Nothing failed and everything is proved; nothing failed, but something is not proved; something failed."""


@dataclasses.dataclass(frozen=True)
class Fault:
    """Something that is wrong.

    `code` is one of those that the README lists. `message` is in English and may change: test `code` instead.
    """

    code: str
    message: str
    sequence: Optional[int] = None
    """Sequence of the record. None if the fault belongs to no record."""
    event_id: Optional[str] = None
    """Identifier of the event, if it could be read."""


@dataclasses.dataclass(frozen=True)
class Condition:
    """Something that is not proved although nothing is wrong.

    `code` is `no_checkpoint`, `not_covered` or `later_redaction`, as the README explains.
    """

    code: str
    message: str
    sequence: Optional[int] = None
    event_id: Optional[str] = None


def fault_of_record(code: str, message: str, sequence: int, event_id: str) -> Fault:
    """Returns the fault of a record, which its message names."""
    return Fault(code, f"record {sequence} ({event_id}): {message}", sequence, event_id)


def verdict_of(first: Optional[Fault], conditions: list[Condition]) -> Verdict:
    """Returns the verdict on what has this first fault and these conditions."""
    return "failed" if first is not None else "conditional" if conditions else "proved"
