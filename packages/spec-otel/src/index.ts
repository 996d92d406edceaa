// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { logsToEvents } from "./events/logs-to-events.js";
export {
  type Rejection,
  spansToEvents,
  type ToEventsOptions,
  type ToEventsResult,
} from "./events/spans-to-events.js";
export { type CloudEvent, eventsToCloudEvents } from "./exports/events-to-cloud-events.js";
export { eventsToOcsf, type OcsfEvent, ocsfVersion } from "./exports/events-to-ocsf.js";
export {
  type Dialect,
  type KindRow,
  kindRows,
  type ListRow,
  listRows,
  type MappingRow,
  mappingRows,
  mappingVersion,
  type OperationKind,
  type Place,
} from "./mapping/mapping-table.js";
export { type EventsToSpansResult, eventsToSpans, type Incomplete, spanPartOf } from "./spans/events-to-spans.js";
export type { SpanPart } from "./spans/native-events.js";
export type { Reading } from "./values/field-values.js";
