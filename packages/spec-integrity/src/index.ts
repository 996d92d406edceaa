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
export { formatOrigin, formatProofId, parseOrigin, parseProofId } from "./origin.js";
export { createSaltKey, deriveSalts } from "./salts.js";
export { formatTilePath, listTileNodes, parseTilePath, type Tile, tileWidth } from "./tile-path.js";
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
