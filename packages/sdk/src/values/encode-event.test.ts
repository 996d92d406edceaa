// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescField, type DescMessage, type Message, ScalarType } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent as encodeByCodec } from "@chaukas/spec-common/codec";
import { expect, it } from "vitest";
import { encodeEvent } from "./encode-event.js";

let seed = 1;
function random(): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) / 2 ** 24;
}
function pick<Value>(values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value;
}

const texts = ["", "a", "é€😀", "x".repeat(127), "x".repeat(128), "ü".repeat(70), "y".repeat(17_000)];
const int32s = [0, 1, 127, 128, 2 ** 31 - 1, -1, -(2 ** 31)];
const int64s = [0n, 1n, 127n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n, -1n, -(2n ** 63n)];
const doubles = [0, -0, 1.5, -1e300, Number.NaN, Number.POSITIVE_INFINITY];

function randomJson(depth: number): unknown {
  const leaf = pick([null, true, false, pick(doubles), pick(texts)]);
  if (depth === 0 || random() < 0.5) {
    return leaf;
  }
  return random() < 0.5 ? [randomJson(depth - 1), randomJson(depth - 1)] : { [pick(texts)]: randomJson(depth - 1) };
}

function randomValue(field: DescField): unknown {
  switch (field.message?.typeName ?? field.scalar ?? ScalarType.INT32) {
    case "google.protobuf.Struct":
      return { a: randomJson(3), __proto__: null, [pick(texts)]: randomJson(3) };
    case "google.protobuf.Timestamp":
      return { $typeName: "google.protobuf.Timestamp", seconds: pick(int64s), nanos: pick(int32s) };
    case "google.protobuf.Any":
      return { $typeName: "google.protobuf.Any", typeUrl: "t/x", value: new Uint8Array(300) };
    case ScalarType.STRING:
      return pick(texts);
    case ScalarType.BOOL:
      return random() < 0.5;
    case ScalarType.INT32:
      return pick(int32s);
    case ScalarType.INT64:
      return pick(int64s);
    case ScalarType.DOUBLE:
      return pick(doubles);
    default:
      return randomMessage(field.message as DescMessage, 0.3);
  }
}

function randomMessage(desc: DescMessage, share: number): Message {
  const message = create(desc) as Message & Record<string, unknown>;
  for (const field of desc.fields) {
    if (random() < share) {
      const value = field.fieldKind === "list" ? [randomValue(field), randomValue(field)] : randomValue(field);
      if (field.oneof === undefined) {
        message[field.localName] = value;
      } else {
        message[field.oneof.localName] = { case: field.localName, value };
      }
    }
  }
  return message;
}

it("encodes every field as the generated codec does", () => {
  for (let round = 0; round < 300; round++) {
    const event = randomMessage(EventSchema, pick([0.1, 0.5, 1])) as Event;
    expect(decodeEvent(encodeEvent(event)), `seed ${seed}`).toEqual(decodeEvent(encodeByCodec(event)));
  }
});

it.each([
  [{ content: { case: "toolResponse", value: { httpStatus: "404" } } }, "/tool_response/http_status", "an int32, got"],
  [
    { content: { case: "toolResponse", value: { httpStatus: 1.5 } } },
    "/tool_response/http_status",
    "an int32, got 1.5",
  ],
  [{ content: { case: "llmInvocation", value: { topP: null } } }, "/llm_invocation/top_p", "a number, got null"],
  [{ content: { case: "llmInvocation", value: { seed: 2n ** 63n } } }, "/llm_invocation/seed", "an int64, got 9223"],
  [{ content: { case: "toolCall", value: { authRequired: 1 } } }, "/tool_call/auth_required", "a boolean, got 1"],
  [{ metadata: { a: { b: () => 1 } } }, "/metadata/a/b", "a JSON value, got () => 1"],
  [{ sessionId: "\ud800" }, "/session_id", "well-formed Unicode"],
  [{ tags: ["a", 1] }, "/tags/1", "a string, got 1"],
  [{ principal: "ada" }, "/principal", 'an object, got "ada"'],
])("refuses %o with the place", (event, path, problem) => {
  expect(() => encodeEvent(event as never)).toThrow(
    expect.objectContaining({ path, message: expect.stringContaining(`expected ${problem}`) }),
  );
});
