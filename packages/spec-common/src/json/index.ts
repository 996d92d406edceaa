// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/chaukas/spec/common/v1/events_json.js";
export type * from "../gen/chaukas/spec/common/v1/query_json.js";
export {
  capabilitiesFromJson,
  capabilitiesFromJsonString,
  capabilitiesToJson,
  capabilitiesToJsonString,
} from "./capabilities-codec.js";
export {
  eventBatchFromJson,
  eventBatchFromJsonString,
  eventBatchToJson,
  eventBatchToJsonString,
} from "./event-batch-codec.js";
export { eventFromJson, eventFromJsonString, eventToJson, eventToJsonString } from "./event-codec.js";
export { eventFromProtoJson, eventFromProtoJsonString, type ProtoJsonOptions } from "./event-proto-json.js";
export { createJsonCodec, type JsonCodec } from "./json-codec.js";
export { isJsonCodecError, JsonCodecError, type JsonCodecErrorCode } from "./json-codec-error.js";
export {
  queryRequestFromJson,
  queryRequestFromJsonString,
  queryRequestToJson,
  queryRequestToJsonString,
} from "./query-request-codec.js";
export {
  queryResponseFromJson,
  queryResponseFromJsonString,
  queryResponseToJson,
  queryResponseToJsonString,
} from "./query-response-codec.js";
