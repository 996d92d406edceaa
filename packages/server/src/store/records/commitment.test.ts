// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { RedactionInfoSchema } from "@chaukas/spec-common";
import { expect, it } from "vitest";
import { makeNewEvent } from "../../../test/events/make-new-event.js";
import type { LogLeaf } from "../contract/event-log.js";
import { packOpening, unpackOpening } from "./commitment.js";

const { event } = makeNewEvent({ content: { case: "message", value: { role: "user", text: "\u0000 Grüße" } } });
const leaves: LogLeaf[] = [
  { kind: "open", path: ["message", "role"], value: '"user"', salt: new Uint8Array(16).fill(1) },
  { kind: "redacted", digest: new Uint8Array(32).fill(2) },
  { kind: "open", path: ["message", "text"], value: '"\\u0000 Grüße"', salt: new Uint8Array(16).fill(3) },
];

it("is read as written", () => {
  const sourceRedaction = create(RedactionInfoSchema, { fields: ["/a"], method: "hash", saltId: "s" });
  expect(unpackOpening(packOpening(leaves, sourceRedaction), event)).toEqual({
    kind: "leaves",
    leaves,
    sourceRedaction,
  });
  expect(unpackOpening(packOpening(leaves, undefined), event)).toEqual({ kind: "leaves", leaves });
});

it("contains no values", () => {
  expect(Buffer.from(packOpening(leaves, undefined)).toString()).not.toMatch(/user|Grüße/);
});

it("reports a leaf that is missing from the event", () => {
  const lacking: LogLeaf = { kind: "open", path: ["message", "name"], value: '""', salt: new Uint8Array(16) };
  expect(() => unpackOpening(packOpening([lacking], undefined), event)).toThrow(
    "/message/name: expected a value in the event, found none",
  );
});
