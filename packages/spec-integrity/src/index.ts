// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { commitEvent, digestLeaf, type EventCommitment, type EventLeaf, listLeaves } from "./commitment/commitment.js";
export {
  type CommittedRedaction,
  type EventOpening,
  type KeyOpening,
  type LeafOpening,
  type OpenedLeaf,
  type OpeningFaultCode,
  type OpeningVerification,
  openEvent,
  type ShownRedaction,
} from "./commitment/opening.js";
export { createSaltKey, deriveSalts } from "./commitment/salts.js";
export { type EscapeOptions, escapeUnprintable } from "./encoding/escape-unprintable.js";
export { bytesFromHex, bytesToHex } from "./encoding/hex.js";
export { type LeafPath, leafPathToPointer } from "./encoding/leaf-path.js";
export { IntegrityError, type IntegrityErrorCode, isIntegrityError } from "./errors/integrity-error.js";
export type { Verification } from "./errors/verification.js";
export { type AuditEvidenceOptions, auditEvidence } from "./evidence/audit-evidence.js";
export type { EvidenceFaultCode } from "./evidence/check-evidence.js";
export {
  type EvidenceHeader,
  type EvidenceRecord,
  evidenceFormat,
  formatEvidenceHeader,
  formatEvidenceLine,
  isEvidence,
  parseEvidenceHeader,
  parseEvidenceLine,
} from "./evidence/evidence-format.js";
export {
  createEvidenceVerifier,
  type EvidenceExpectation,
  type EvidenceFault,
  type EvidenceRedaction,
  type EvidenceResult,
  type EvidenceVerifier,
  type RedactedEntry,
} from "./evidence/evidence-verifier.js";
export { createSequenceSet, type SequenceSet } from "./evidence/sequence-set.js";
export {
  type AuditExportOptions,
  auditExport,
  type ExportAudit,
  type ExportFault,
  type ExportFaultCode,
} from "./export/audit-export.js";
export { contentHash, shownHash } from "./normal-form/content-hash.js";
export { normalForm } from "./normal-form/normal-form.js";
export { normalTimestamp } from "./normal-form/normal-timestamp.js";
export {
  type Checkpoint,
  type CheckpointFaultCode,
  type CheckpointVerification,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "./note/checkpoint.js";
export { type NoteFaultCode, type NoteVerification, openNote, signNote } from "./note/note.js";
export {
  createNoteSigner,
  createNoteVerifier,
  formatSignerKey,
  formatVerifierKey,
  type NoteSigner,
  type NoteVerifier,
  parseSignerKey,
  parseVerifierKey,
} from "./note/note-key.js";
export { formatOrigin, formatProofId, parseOrigin, parseProofId } from "./note/origin.js";
export { findPlaces } from "./redaction/find-places.js";
export { type RedactedEvent, redactAtSource, redactableMembers, redactEvent } from "./redaction/redact-event.js";
export type { RedactionMethod } from "./redaction/redaction-method.js";
export {
  type ExportedRecord,
  type ExportHeader,
  formatExportHeader,
  formatExportLine,
  integrityProfile,
  parseExportHeader,
  parseExportLine,
} from "./trail/export-format.js";
export { formatRecord, genesisHash, type LogRecord, leafHash } from "./trail/log-record.js";
export type { PendingRedaction } from "./trail/redaction-ledger.js";
export type { SequenceRange } from "./trail/sequence-order.js";
export {
  type AuditedCheckpoint,
  createTrailAudit,
  type TrailAudit,
  type TrailAuditExpectation,
  type TrailAuditResult,
  type TrailState,
} from "./trail/trail-audit.js";
export type { TrailFault, TrailFaultCode } from "./trail/trail-fault.js";
export type { TrailCondition, TrailVerdict } from "./trail/trail-verdict.js";
export {
  createTrailVerifier,
  type TrailExpectation,
  type TrailVerifier,
  type ValidTrail,
} from "./trail/trail-verifier.js";
export { type CompactRange, type CompactRangeState, createCompactRange } from "./tree/compact-range.js";
export { formatTilePath, listTileNodes, parseTilePath, type Tile, tileWidth } from "./tree/tile-path.js";
export { emptyRoot, hashNode } from "./tree/tree-hash.js";
export type { TreeNode } from "./tree/tree-node.js";
export { createConsistencyProof, createInclusionProof, type ReadNodes } from "./tree/tree-proof.js";
export {
  type ConsistencyClaim,
  type InclusionClaim,
  type ProofFaultCode,
  type ProofVerification,
  verifyConsistency,
  verifyInclusion,
} from "./tree/verify-proof.js";
