// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { enterMessage, type Inspection, inspectNumber, inspectText } from "./inspection.js";

/** Looks at a google.protobuf.Struct, which is a plain object. Each of its members is in binary form an entry and a Value. */
export function inspectStruct(struct: JsonObject, inspection: Inspection): void {
  enterMessage(inspection);
  for (const key of Object.keys(struct)) {
    inspectText(key, inspection);
    enterMessage(inspection);
    inspectValue(struct[key] as JsonValue, inspection);
    inspection.depth--;
  }
  inspection.depth--;
}

function inspectValue(value: JsonValue, inspection: Inspection): void {
  enterMessage(inspection);
  if (typeof value === "string") {
    inspectText(value, inspection);
  } else if (typeof value === "number") {
    inspectNumber(value, inspection);
  } else if (Array.isArray(value)) {
    enterMessage(inspection);
    for (const element of value) {
      inspectValue(element, inspection);
    }
    inspection.depth--;
  } else if (typeof value === "object" && value !== null) {
    inspectStruct(value, inspection);
  }
  inspection.depth--;
}
