// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import type { Event } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { createLogEntry, LogEntrySchema } from "@chaukas/spec-integrity/audit";
import { decodeLogEntry, encodeLogEntry } from "@chaukas/spec-integrity/gen/chaukas/spec/audit/v1/audit_codec.js";
import { expect, test } from "vitest";
import { makeEvent } from "../../../test/events/make-event.js";
import { encodedForm, withStoredEvent } from "./encoded-entry.js";

const parts = { sequence: 7, record: "{}", opening: { key: "ab" } };
const event = makeEvent({ tenantId: "acme", tags: ["a", "ä"] });
const unread = {
  get event(): Event {
    throw new Error("expected nobody to read the message");
  },
  encode: () => encodeEvent(event),
};

test("an entry is written with the stored bytes of its event, which nobody decodes", () => {
  const entry = withStoredEvent(createLogEntry(parts), unread);
  expect(encodeLogEntry(encodedForm(entry))).toEqual(encodeLogEntry(createLogEntry({ ...parts, event })));
  expect(() => entry.event).toThrow("expected nobody to read the message");
});

test("an entry with an empty event keeps it", () => {
  const entry = withStoredEvent(createLogEntry(parts), { event, encode: () => new Uint8Array() });
  expect(decodeLogEntry(encodeLogEntry(encodedForm(entry))).event).toBeDefined();
});

test("an entry has what is done to its event once that has been read", () => {
  const stored = { event: makeEvent({ agentName: "before" }), encode: unread.encode };
  const changed = withStoredEvent(createLogEntry(parts), stored);
  Object.assign(changed.event as Event, { agentName: "after" });
  expect(decodeLogEntry(encodeLogEntry(encodedForm(changed))).event?.agentName).toBe("after");
  const replaced = withStoredEvent(createLogEntry(parts), unread);
  replaced.event = makeEvent({ agentName: "other" });
  expect(decodeLogEntry(encodeLogEntry(encodedForm(replaced))).event?.agentName).toBe("other");
});

test("an ordinary entry is written as it is", () => {
  const entry = create(LogEntrySchema, { sequence: 1n });
  expect(encodedForm(entry)).toBe(entry);
});
