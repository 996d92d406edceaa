// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import { expect, it } from "vitest";
import { valueLimits } from "./capture.js";
import { decodeEvent } from "./decode-event.js";
import { encodeEvent } from "./encode-event.js";
import type { EventInit } from "./event-init.js";
import { compileDropTest, type MaskOptions, maskByFunction } from "./mask-event.js";

function mask(options: MaskOptions, init: EventInit) {
  return decodeEvent(encodeEvent({ type: EventType.SYSTEM, ...init }, valueLimits, compileDropTest(options)));
}

const call: EventInit = {
  content: { case: "toolCall", value: { name: "pay", arguments: { card: "4111", items: [{ sku: 1, who: "Ada" }] } } },
};

it("leaves out places by path, and lists them", () => {
  const event = mask(
    { paths: ["/tool_call/arguments/card", "/tool_call/arguments/items/*/who", "/message/text"] },
    call,
  );
  expect(event.content.value).toMatchObject({ name: "pay", arguments: { items: [{ sku: 1 }] } });
  expect(JSON.stringify(event.content.value)).not.toMatch(/4111|Ada/);
  expect(event.redaction).toMatchObject({
    fields: ["/tool_call/arguments/card", "/tool_call/arguments/items/0/who"],
    method: "drop",
  });
});

it("leaves out what the protos mark for personal data", () => {
  const init: EventInit = { ...call, metadata: { host: "h" }, principal: { id: "ada", kind: 1, issuer: "idp" } };
  const likely = mask({ pii: "likely" }, init);
  expect(likely.redaction?.fields).toEqual(["/tool_call/arguments", "/principal/id"]);
  expect(likely.principal).toMatchObject({ id: "", kind: 1, issuer: "idp" });
  expect(likely.metadata).toEqual({ host: "h" });
  const possible = mask({ pii: "possible" }, init);
  expect(possible.redaction?.fields).toEqual([
    "/tool_call/arguments",
    "/principal/id",
    "/principal/issuer",
    "/metadata",
  ]);
  expect(possible.metadata).toBeUndefined();
});

it("says nothing if there is nothing to leave out", () => {
  expect(mask({ pii: "possible", paths: ["/message/text"] }, {}).redaction).toBeUndefined();
});

it("refuses an event if the function throws", () => {
  const event = () => {
    throw new Error("no");
  };
  expect(() => maskByFunction(decodeEvent(encodeEvent(call, valueLimits)), event)).toThrow(
    "expected mask.event to mask the event, but it threw: no",
  );
});

it("masks a place once that two paths name", () => {
  const event = mask({ paths: ["/tool_call/arguments/card", "/tool_call/*/card", "/tool_call/arguments/card"] }, call);
  expect(event.redaction?.fields).toEqual(["/tool_call/arguments/card"]);
});

it.each(["message/text", "/nothing", "/event_id", "/timestamp"])("refuses the path %s", (path) => {
  expect(() => compileDropTest({ paths: [path] })).toThrow(`got ${JSON.stringify(path)}`);
});
