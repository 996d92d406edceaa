// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DescMessage, fromBinary } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { corpus } from "../scripts/cases/corpus.ts";
import { printIntegrity } from "../scripts/integrity/print-integrity.ts";
import { printVectors } from "../scripts/print/print-vectors.ts";
import { readDescriptors } from "../scripts/print/read-descriptors.ts";
import { loadVectors, type Vector, type VectorIndex } from "./index.ts";

const folder = join(import.meta.dirname, "../vectors");
const readJson = (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8"));
const index = readJson("index.json") as VectorIndex;
const registry = readDescriptors();
const vectors = loadVectors();
const validVectors = vectors.filter((vector) => vector.valid);
const own = [...registry.files].filter((file) =>
  /^chaukas\.spec\.(audit|common|client|server)\.v1$/.test(file.proto.package),
);

function schemaOf({ id, message }: Vector): DescMessage {
  const schema = registry.getMessage(message);
  if (schema === undefined) {
    throw new Error(`${id}: expected a message of the protos, got ${message}`);
  }
  return schema;
}

describe("the corpus", () => {
  it("matches the output of the generator", async () => {
    const printed = printVectors(corpus, registry);
    const files = new Map([...printed, ...(await printIntegrity(printed))]);
    const paths = globSync("**/*.*", { cwd: folder });
    expect(paths.sort()).toEqual([...files.keys()].sort());
    const stale = paths.filter((path) => {
      const content = files.get(path) ?? "";
      return !readFileSync(join(folder, path)).equals(
        typeof content === "string" ? Buffer.from(content) : Buffer.from(content),
      );
    });
    expect(stale, "what to do: run `npm run generate`").toEqual([]);
  });

  it("has at least 60 invalid vectors, each with a rule and a path", () => {
    const invalid = vectors.filter((vector) => !vector.valid);
    expect(invalid.length).toBeGreaterThanOrEqual(60);
    for (const { id, rule, path } of invalid) {
      expect([rule, path], id).toEqual([expect.any(String), expect.any(String)]);
    }
  });

  it("lists every file once", () => {
    const named = index.vectors.flatMap(({ json, canonical, protojson, binary }) => [
      json,
      canonical,
      protojson,
      binary,
    ]);
    const paths = globSync("*/**/*.*", { cwd: folder, exclude: ["integrity"] });
    expect(named.filter((path) => path !== undefined).sort()).toEqual(paths.sort());
  });

  it("contains exactly the reasons that its differences refer to", () => {
    const given = index.vectors.flatMap(({ differences = [] }) => differences.map(({ reason }) => reason));
    expect([...new Set(given)].sort()).toEqual(Object.keys(index.reasons).sort());
  });

  it("lists a form at most once for a vector, and only with a different verdict", () => {
    for (const { id, valid, differences = [] } of index.vectors) {
      const forms = differences.map(({ form }) => form);
      expect(new Set(forms).size, id).toBe(forms.length);
      expect(
        differences.filter(({ verdict }) => (verdict === "valid") === valid),
        id,
      ).toEqual([]);
    }
  });
});

describe("the schema of the index", () => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(readJson("index.schema.json"));
  const vector = index.vectors.find(({ valid }) => valid);
  const invalid = index.vectors.find(({ valid }) => !valid);

  it("describes the index", () => {
    expect(validate(index), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  it.each([
    ["a valid vector with a rule", { ...vector, rule: "required" }],
    ["an invalid vector without a rule", { ...invalid, rule: undefined }],
    ["an unknown rule", { ...invalid, rule: "unkown_key" }],
    ["a path that is not a JSON Pointer", { ...invalid, path: "content/kind" }],
    ["an unknown form", { ...vector, differences: [{ form: "xml", verdict: "invalid", reason: "form-only" }] }],
    ["an unknown member", { ...vector, note: "x" }],
    ["a vector without files", { ...vector, json: undefined, protojson: undefined, binary: undefined }],
    ["a file outside the folder", { ...vector, json: "../index.json" }],
  ])("rejects %s", (_, changed) => {
    const vectors = [JSON.parse(JSON.stringify(changed))];
    expect(validate({ ...index, vectors })).toBe(false);
  });
});

describe("valid vectors", () => {
  const complete = validVectors.filter(({ json, protojson, binary }) => json && protojson && binary);
  const remedy =
    "what to do: set it in a case of packages/spec-vectors/scripts/cases, such as `every-field` in fields.ts, in public " +
    "JSON and in ProtoJSON, then run `npm run generate`";
  const seen = new Set<string>();
  for (const vector of complete) {
    see(reflect(schemaOf(vector), fromBinary(schemaOf(vector), vector.binary ?? new Uint8Array())));
  }

  it("cover every message and every field in all three forms", () => {
    const messages = own.flatMap((file) => file.messages);
    const names = messages.flatMap((message) => [
      message.typeName,
      ...message.fields.map((field) => `${message.typeName}.${field.name}`),
    ]);
    expect(
      names.filter((name) => !seen.has(name)),
      remedy,
    ).toEqual([]);
  });

  it("cover every value of every enum in all three forms", () => {
    const values = own.flatMap((file) => file.enums.flatMap((type) => type.values));
    const names = values.filter(({ number }) => number !== 0).map(({ parent, name }) => `${parent.typeName}.${name}`);
    expect(
      names.filter((name) => !seen.has(name)),
      remedy,
    ).toEqual([]);
  });

  function see(message: ReflectMessage): void {
    seen.add(message.desc.typeName);
    for (const field of message.desc.fields.filter((field) => message.isSet(field))) {
      seen.add(`${message.desc.typeName}.${field.name}`);
      const value: unknown = message.get(field);
      const items =
        field.fieldKind === "list" || field.fieldKind === "map" ? [...message.get(field).values()] : [value];
      for (const item of items) {
        if (field.message !== undefined) {
          see(item as ReflectMessage);
        } else if (field.enum !== undefined) {
          seen.add(`${field.enum.typeName}.${field.enum.value[item as number]?.name}`);
        }
      }
    }
  }
});
