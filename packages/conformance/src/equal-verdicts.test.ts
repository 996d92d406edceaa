// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { eventFromProtoJsonString } from "@chaukas/spec-common/json";
import { loadVectors, type Vector } from "@chaukas/spec-vectors";
import { describe, expect, it } from "vitest";
import { findDisagreements } from "./find-disagreements.ts";
import { codecOf, getSchema, judgeByCodec, registry, tryCodec } from "./judge-by-codec.ts";
import { judgeByRules } from "./judge-by-rules.ts";

const vectors = loadVectors();

describe("every applicable form agrees with a vector, or the vector lists the difference", () => {
  it.each(vectors)("$id", (vector) => {
    expect(findDisagreements(vector)).toEqual([]);
  });
});

describe("the reported rule and path are those of the vector", () => {
  const invalid = vectors.filter(({ valid, rule }) => !valid && rule !== "malformed_binary");

  it.each(invalid)("$id", (vector) => {
    const violations = [judgeByCodec(vector), judgeByRules(vector)].flatMap((verdict) => verdict?.violations ?? []);
    const [{ rule, path } = { rule: "", path: "" }, ...others] = violations;
    expect(others).toEqual([]);
    expect(rule).toBe(vector.rule);
    // Readers may report a syntax error, or the end of too deep nesting, at different depths of the path.
    const isVague = rule === "syntax" || rule === "too_deep";
    expect(isVague ? path.slice(0, vector.path?.length) : path).toBe(vector.path);
  });

  const parsed = invalid.filter(
    ({ json, rule }) => json !== undefined && rule !== "syntax" && rule !== "duplicate_key",
  );

  it.each(parsed.filter(({ rule }) => !isRuleOfContent(rule)))("$id, after parsing", (vector) => {
    const { rule, path, json = "" } = vector;
    const [violation] = tryCodec(() => codecOf(vector).fromJson(JSON.parse(json))).violations;
    expect(violation?.rule).toBe(rule);
    expect(rule === "too_deep" ? violation?.path.slice(0, path?.length) : violation?.path).toBe(path);
  });

  const written = invalid.filter(({ binary, rule }) => binary !== undefined && !isRuleOfContent(rule));

  it.each(written)("$id, when written from binary", (vector) => {
    const { message, binary = new Uint8Array(), rule, path } = vector;
    const verdict = tryCodec(() => codecOf(vector).toJsonString(fromBinary(getSchema(message), binary)));
    expect(verdict.violations).toEqual([{ rule, path }]);
  });
});

describe("the codec", () => {
  const readable = vectors.filter(({ valid, rule }) => valid || isRuleOfContent(rule));
  const inBoth = readable.filter(({ json, binary }) => json !== undefined && binary !== undefined);

  it.each(inBoth.filter(({ lossy }) => !lossy))(
    "reads the same message from the public JSON of $id as from its binary",
    (vector) => {
      const { json = "", canonical = json, binary } = vector;
      const codec = codecOf(vector);
      expect(bytesOf(vector, codec.fromJsonString(json))).toEqual(canonicalBytes(vector, binary));
      expect(bytesOf(vector, codec.fromJson(JSON.parse(json)))).toEqual(canonicalBytes(vector, binary));
      expect(bytesOf(vector, codec.fromJsonString(canonical))).toEqual(canonicalBytes(vector, binary));
    },
  );

  it.each(inBoth.filter(({ valid }) => valid))("writes the public JSON of $id for its binary", (vector) => {
    const { json = "", canonical = json, binary = new Uint8Array() } = vector;
    const codec = codecOf(vector);
    const message = fromBinary(getSchema(vector.message), binary);
    expect(JSON.parse(codec.toJsonString(message))).toEqual(JSON.parse(canonical));
    expect(codec.toJson(message)).toEqual(JSON.parse(canonical));
  });

  const isEvent = ({ message }: Vector) => message === "chaukas.spec.common.v1.Event";
  const inProtoJson = readable.filter(({ protojson }) => protojson !== undefined).filter(isEvent);

  it.each(inProtoJson)("reads the same message from the ProtoJSON of $id as from its binary", (vector) => {
    const event = eventFromProtoJsonString(vector.protojson ?? "", { registry });
    expect(bytesOf(vector, event)).toEqual(canonicalBytes(vector, vector.binary));
  });
});

/** Returns whether a rule is one of protovalidate, in which case the message can be read. */
function isRuleOfContent(rule: string | undefined): boolean {
  return rule === "required" || rule?.includes(".") === true;
}

function bytesOf({ message }: Vector, value: Parameters<typeof toBinary>[1]): Uint8Array {
  return toBinary(getSchema(message), value);
}

/** Returns the bytes that protobuf-es writes for a message. Their order may differ from that of the bytes read. */
function canonicalBytes(vector: Vector, binary: Uint8Array = new Uint8Array()): Uint8Array {
  return bytesOf(vector, fromBinary(getSchema(vector.message), binary));
}
