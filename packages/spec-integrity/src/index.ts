// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export {
  type Checkpoint,
  type CheckpointFaultCode,
  type CheckpointVerification,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from "./checkpoint.js";
export { commitEvent, digestLeaf, type EventCommitment, type EventLeaf, listLeaves } from "./commitment.js";
export { type CompactRange, type CompactRangeState, createCompactRange } from "./compact-range.js";
export { contentHash } from "./content-hash.js";
export {
  type ExportedRecord,
  type ExportHeader,
  formatExportHeader,
  formatExportLine,
  integrityProfile,
  parseExportHeader,
  parseExportLine,
} from "./export-format.js";
export { bytesFromHex, bytesToHex } from "./hex.js";
export { IntegrityError, type IntegrityErrorCode, isIntegrityError } from "./integrity-error.js";
export { formatRecord, genesisHash, type LogRecord, leafHash } from "./log-record.js";
export { normalForm } from "./normal-form.js";
export { normalTimestamp } from "./normal-timestamp.js";
export { type NoteFaultCode, type NoteVerification, openNote, signNote } from "./note.js";
export {
  createNoteSigner,
  createNoteVerifier,
  formatSignerKey,
  formatVerifierKey,
  type NoteSigner,
  type NoteVerifier,
  parseSignerKey,
  parseVerifierKey,
} from "./note-key.js";
export {
  type CommittedRedaction,
  type EventOpening,
  type KeyOpening,
  type LeafOpening,
  type OpenedLeaf,
  type OpeningFaultCode,
  type OpeningVerification,
  openEvent,
} from "./opening.js";
export { formatOrigin, formatProofId, parseOrigin, parseProofId } from "./origin.js";
export { type RedactedEvent, redactAtSource, redactEvent } from "./redact-event.js";
export type { RedactionMethod } from "./redaction-method.js";
export { createSaltKey, deriveSalts } from "./salts.js";
export type { SequenceRange } from "./sequence-order.js";
export { formatTilePath, listTileNodes, parseTilePath, type Tile, tileWidth } from "./tile-path.js";
export {
  type AuditedCheckpoint,
  createTrailAudit,
  type TrailAudit,
  type TrailAuditExpectation,
  type TrailAuditResult,
  type TrailState,
} from "./trail-audit.js";
export type { TrailFault, TrailFaultCode } from "./trail-fault.js";
export {
  createTrailVerifier,
  type TrailExpectation,
  type TrailVerifier,
  type ValidTrail,
} from "./trail-verifier.js";
export { emptyRoot, hashNode } from "./tree-hash.js";
export type { TreeNode } from "./tree-node.js";
export { createConsistencyProof, createInclusionProof, type ReadNodes } from "./tree-proof.js";
export type { Verification } from "./verification.js";
export {
  type ConsistencyClaim,
  type InclusionClaim,
  type ProofFaultCode,
  type ProofVerification,
  verifyConsistency,
  verifyInclusion,
} from "./verify-proof.js";
