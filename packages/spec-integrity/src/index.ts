// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { commitEvent, digestLeaf, type EventCommitment, type EventLeaf, listLeaves } from "./commitment.js";
export { contentHash } from "./content-hash.js";
export { IntegrityError, type IntegrityErrorCode, isIntegrityError } from "./integrity-error.js";
export { formatRecord, genesisHash, type LogRecord, leafHash } from "./log-record.js";
export { normalForm } from "./normal-form.js";
export { normalTimestamp } from "./normal-timestamp.js";
export { createSaltKey, deriveSalts } from "./salts.js";
