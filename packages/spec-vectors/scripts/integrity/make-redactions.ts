// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventToJson } from "@chaukas/spec-common/json";
import { bytesToHex, type ExportedRecord, normalForm, shownHash } from "@chaukas/spec-integrity";
import type { RedactionTrace } from "./grow-log.ts";
import { sampleLogs } from "./sample-logs.ts";

/** Describes each redaction of a log: the event and its opening before and after, and its record. */
export function makeRedactions() {
  return sampleLogs.redacted.redactions.map(describeRedaction);
}

function describeRedaction({ step, before, after, record }: RedactionTrace) {
  const { salt, ...method } = { salt: undefined, ...step.method };
  return {
    sequence: step.redact,
    places: step.places,
    ...method,
    ...(salt !== undefined && { salt: bytesToHex(salt) }),
    commit: before.commit,
    before: describeState(before),
    after: { ...describeState(after), shown_hash: shownHash(after.event) },
    record: eventToJson(record.event),
  };
}

function describeState({ event, opening }: ExportedRecord) {
  return { event: eventToJson(event), normal_form: normalForm(event), opening };
}
