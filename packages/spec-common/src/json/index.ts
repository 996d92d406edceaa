// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/chaukas/spec/common/v1/events_json.js";
export type * from "../gen/chaukas/spec/common/v1/query_json.js";
export {
  isJsonCodecError,
  JsonCodecError,
  type JsonCodecErrorCode,
  type TextPosition,
} from "./errors/json-codec-error.js";
export { eventFromProtoJson, eventFromProtoJsonString, type ProtoJsonOptions } from "./event-proto-json.js";
export * from "./gen/chaukas/spec/common/v1/events_codec.js";
export * from "./gen/chaukas/spec/common/v1/query_codec.js";
export { createJsonCodec, type JsonCodec } from "./json-codec.js";
export {
  type EventReading,
  type EventsReading,
  type ReadProtoJsonTextOptions,
  type ReadTextOptions,
  readEventBatchText,
  readProtoJsonText,
} from "./read-event-batch.js";
export { parseJson } from "./text/parse-json.js";
export { toStruct } from "./to-struct.js";
