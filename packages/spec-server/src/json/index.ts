// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export type * from "../gen/chaukas/spec/server/v1/server_json.js";
export {
  getEventStatsResponseFromJson,
  getEventStatsResponseFromJsonString,
  getEventStatsResponseToJson,
  getEventStatsResponseToJsonString,
} from "./get-event-stats-response-codec.js";
export {
  ingestEventBatchResponseFromJson,
  ingestEventBatchResponseFromJsonString,
  ingestEventBatchResponseToJson,
  ingestEventBatchResponseToJsonString,
} from "./ingest-event-batch-response-codec.js";
export {
  ingestEventResponseFromJson,
  ingestEventResponseFromJsonString,
  ingestEventResponseToJson,
  ingestEventResponseToJsonString,
} from "./ingest-event-response-codec.js";
