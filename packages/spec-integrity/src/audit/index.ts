// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/chaukas/spec/audit/v1/audit_json.js";
export * from "../gen/chaukas/spec/audit/v1/audit_pb.js";
export { formatEvidenceResponse } from "./evidence-response.js";
export * from "./gen/chaukas/spec/audit/v1/audit_codec.js";
export { createLogEntry, logEntryOpening, type OpenedRecord } from "./log-entry.js";
