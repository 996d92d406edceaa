// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LogEntry } from "../gen/chaukas/spec/audit/v1/audit_pb.js";
import { type EventOpening, redactionToJson } from "../opening.js";

/** What opens the commitment of an entry's event, in the form that `openEvent` takes. It is as good as the entry is. */
export function logEntryOpening({ saltKey, leaves, sourceRedaction }: LogEntry): EventOpening {
  if (leaves.length === 0) {
    return { key: saltKey };
  }
  return {
    leaves: leaves.map(({ pointer, salt, digest }) => (digest === "" ? { pointer, salt } : { digest })),
    ...(sourceRedaction !== undefined && { redaction: redactionToJson(sourceRedaction) }),
  };
}
