# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Verifies audit trails of AI agents (chaukas-integrity/1).

`verify_export` and `verify_evidence` judge whole files, and the command `chaukas-verify` does so too. The other names are
the steps of the profile, for programs that compute its values.
"""

from .canonical_json import canonicalize
from .checkpoint import (
    Checkpoint,
    CheckpointError,
    VerifierKey,
    format_origin,
    open_checkpoint,
    parse_checkpoint,
    parse_verifier_key,
    tenant_of_origin,
)
from .commitment import (
    GENESIS_HASH,
    Commitment,
    LeafPath,
    commit_digests,
    commit_event,
    content_hash,
    derive_salts,
    digest_leaf,
    format_record,
    leaf_hash,
    list_leaves,
    shown_hash,
)
from .errors import IntegrityError
from .evidence_verifier import EvidenceResult, EvidenceVerifier
from .formats import EvidenceHeader, EvidenceRecord, ExportedRecord
from .normal_form import NormalForm, format_timestamp, normalize_event, without_server_fields
from .opening import OpenedEvent, OpeningError, ShownRedaction, open_event, parse_opening
from .public_json import read_event
from .trail_audit import AuditedCheckpoint, TrailAudit, TrailResult
from .tree import EMPTY_ROOT, CompactRange, verify_consistency, verify_inclusion
from .verdict import Condition, Fault, Verdict
from .verify import verify_evidence, verify_export

__all__ = [
    "EMPTY_ROOT",
    "GENESIS_HASH",
    "AuditedCheckpoint",
    "Checkpoint",
    "CheckpointError",
    "Commitment",
    "CompactRange",
    "Condition",
    "EvidenceHeader",
    "EvidenceRecord",
    "EvidenceResult",
    "EvidenceVerifier",
    "ExportedRecord",
    "Fault",
    "IntegrityError",
    "LeafPath",
    "NormalForm",
    "OpenedEvent",
    "OpeningError",
    "ShownRedaction",
    "TrailAudit",
    "TrailResult",
    "Verdict",
    "VerifierKey",
    "canonicalize",
    "commit_digests",
    "commit_event",
    "content_hash",
    "derive_salts",
    "digest_leaf",
    "format_origin",
    "format_record",
    "format_timestamp",
    "leaf_hash",
    "list_leaves",
    "normalize_event",
    "open_checkpoint",
    "open_event",
    "parse_checkpoint",
    "parse_opening",
    "parse_verifier_key",
    "read_event",
    "shown_hash",
    "tenant_of_origin",
    "verify_consistency",
    "verify_evidence",
    "verify_export",
    "verify_inclusion",
    "without_server_fields",
]
