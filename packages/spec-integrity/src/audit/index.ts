// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/chaukas/spec/audit/v1/audit_json.js";
export * from "../gen/chaukas/spec/audit/v1/audit_pb.js";
export { createLogEntry, type OpenedRecord } from "./create-log-entry.js";
export {
  getConsistencyProofResponseFromJson,
  getConsistencyProofResponseFromJsonString,
  getConsistencyProofResponseToJson,
  getConsistencyProofResponseToJsonString,
} from "./get-consistency-proof-response-codec.js";
export {
  getInclusionProofResponseFromJson,
  getInclusionProofResponseFromJsonString,
  getInclusionProofResponseToJson,
  getInclusionProofResponseToJsonString,
} from "./get-inclusion-proof-response-codec.js";
export {
  listEntriesResponseFromJson,
  listEntriesResponseFromJsonString,
  listEntriesResponseToJson,
  listEntriesResponseToJsonString,
} from "./list-entries-response-codec.js";
export { logEntryFromJson, logEntryFromJsonString, logEntryToJson, logEntryToJsonString } from "./log-entry-codec.js";
export { logEntryOpening } from "./log-entry-opening.js";
export {
  redactEventRequestFromJson,
  redactEventRequestFromJsonString,
  redactEventRequestToJson,
  redactEventRequestToJsonString,
} from "./redact-event-request-codec.js";
export {
  redactEventResponseFromJson,
  redactEventResponseFromJsonString,
  redactEventResponseToJson,
  redactEventResponseToJsonString,
} from "./redact-event-response-codec.js";
