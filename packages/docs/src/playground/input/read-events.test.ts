// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fromBinary } from "@bufbuild/protobuf";
import { EventBatchSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { bytesToHex } from "@chaukas/spec-integrity";
import { readCapturedBatches, readCapturedLines } from "@chaukas/testdata";
import { describe, expect, it } from "vitest";
import { detectForm } from "./detect-form.ts";
import { readEvents } from "./read-events.ts";

const captured = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const vector = (file: string) =>
  readFileSync(fileURLToPath(import.meta.resolve(`@chaukas/spec-vectors/vectors/types/${file}`)));

function read(text: string) {
  const form = detectForm(text);
  return { form, ...readEvents(text, form as "hex") };
}

describe("captured events of the Python SDK", () => {
  it("are read from public JSON and from hex as they were", () => {
    expect(captured.length).toBe(106);
    for (const event of captured) {
      const hex = bytesToHex(encodeEvent(event));
      expect(read(eventToJsonString(event))).toEqual({ form: "public-json", events: [event], problems: [], notes: [] });
      expect(read(`0x${hex.toUpperCase().replace(/../g, "$& ")}\n`)).toMatchObject({ form: "hex", events: [event] });
    }
  });

  it("are read from the ProtoJSON of its files", () => {
    for (const line of readCapturedLines()) {
      expect(read(line)).toMatchObject({ form: "protojson", events: [{}], problems: [] });
    }
  });
});

describe("readEvents", () => {
  it("reads one event from all of its forms", () => {
    const forms = [vector("tool-call-start.json"), vector("tool-call-start.proto.json")].map(String);
    const [json, proto, hex] = [...forms, vector("tool-call-start.binpb").toString("hex")].map(read);
    expect([json?.form, proto?.form, hex?.form]).toEqual(["public-json", "protojson", "hex"]);
    expect(proto?.events).toEqual(json?.events);
    expect(hex?.events).toEqual(json?.events);
  });

  it("reads spans and logs, and lists those that it cannot read", () => {
    const span = (id: string) => ({
      traceId: "5b8efff798038103d269b633813fc60c",
      spanId: id,
      attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
    });
    const trace = { resourceSpans: [{ scopeSpans: [{ spans: [span("eee19b7ec3c1b174"), span("e")] }] }] };
    const found = read(JSON.stringify(trace));
    expect(found).toMatchObject({ form: "otlp-json", events: [{}, {}] });
    expect(found.problems.map(({ path }) => path)).toEqual(["resourceSpans[0].scopeSpans[0].spans[1].spanId"]);
    const other = { resourceLogs: [{ scopeLogs: [{ logRecords: [{ attributes: [] }] }] }] };
    expect(read(JSON.stringify(other)).notes.join()).toContain("1 log records have no attributes of generative AI");
  });

  it.each([
    ['{"event_id": 7}', "public-json", "/event_id", "expected a string, found 7"],
    ['{"typ": "ERROR"}', "public-json", "/typ", "expected a field of Event"],
    ['{"event_id": "a",}', "public-json", "", "line 1"],
    ['{"eventId": "a", "type": "EVENT_TYPE_NOTHING"}', "protojson", "/type", "EVENT_TYPE_NOTHING"],
    ["0a05616263", "hex", "", "event_id: expected 5 bytes, got 3"],
    ["0a0", "hex", "", "expected lower-case hex"],
    ['{"resourceSpans": 1}', "otlp-json", "resourceSpans", "expected"],
  ])("says where %s is wrong", (text, form, path, message) => {
    const found = read(text);
    expect(found).toMatchObject({ form, events: [], problems: [{ path }] });
    expect(found.problems[0]?.message).toContain(message);
  });
});
