// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type FileRegistry, fromJson, fromJsonString, toBinary } from "@bufbuild/protobuf";
import type { VectorEntry, VectorIndex } from "../../src/index.ts";
import { type Case, type JsonSource, JsonText } from "../lib/case.ts";
import { reasons } from "../lib/differences.ts";
import { concat } from "../lib/wire.ts";
import { indexSchema } from "./index-schema.ts";

// Longer JSON is printed without white space.
const maxPrettyLength = 20_000;

/** Returns the contents of the corpus files, by relative path. Throws if a case is inconsistent. */
export function printVectors(
  corpus: Readonly<Record<string, readonly Case[]>>,
  registry: FileRegistry,
): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const vectors = Object.entries(corpus).flatMap(([group, cases]) =>
    cases.map((vector) => printVector(group, vector, registry, files)),
  );
  const index: VectorIndex = { $schema: "index.schema.json", reasons, vectors };
  files.set("index.json", printJson(index as never));
  files.set("index.schema.json", printJson(indexSchema));
  return files;
}

function printVector(
  group: string,
  vector: Case,
  registry: FileRegistry,
  files: Map<string, string | Uint8Array>,
): VectorEntry {
  const id = `${group}/${vector.id}`;
  const {
    message = "Event",
    summary,
    json,
    canonical,
    protojson,
    violation,
    lossy,
    tags = [],
    differences = [],
  } = vector;
  const typeName = message.includes(".") ? message : `chaukas.spec.common.v1.${message}`;
  const add = (extension: string, content: string | Uint8Array | undefined) => {
    const file = `${id}.${extension}`;
    if (content === undefined) {
      return undefined;
    }
    if (files.has(file)) {
      throw new Error(`${id}: expected a unique id, got that of another vector`);
    }
    files.set(file, content);
    return file;
  };
  return defined<VectorEntry>({
    id,
    message: typeName,
    summary,
    valid: violation === undefined,
    json: add("json", json === undefined ? undefined : printJson(json)),
    canonical: add("canonical.json", canonical === undefined ? undefined : printJson(canonical)),
    protojson: add("proto.json", protojson === undefined ? undefined : printJson(protojson)),
    binary: add("binpb", makeBinary(vector, typeName, registry)),
    lossy: lossy ? true : undefined,
    rule: violation?.rule,
    path: violation?.path,
    tags: [group, ...tags],
    differences: differences.length === 0 ? undefined : differences,
  });
}

function makeBinary(vector: Case, typeName: string, registry: FileRegistry): Uint8Array | undefined {
  const schema = registry.getMessage(typeName);
  if (schema === undefined) {
    throw new Error(`${vector.id}: expected a message of the protos, got ${typeName}`);
  }
  const { binary, protojson, isReadable } = vector;
  if (binary !== undefined) {
    return concat(toBinary(schema, fromJson(schema, binary.protojson ?? {}, { registry })), binary.append);
  }
  if (!isReadable || protojson === undefined) {
    return undefined;
  }
  return toBinary(schema, fromJsonString(schema, printJson(protojson), { registry }));
}

function printJson(source: JsonSource): string {
  if (source instanceof JsonText) {
    return source.text;
  }
  const pretty = `${JSON.stringify(source, null, 2)}\n`;
  return pretty.length > maxPrettyLength ? `${JSON.stringify(source)}\n` : pretty;
}

/** Removes members that are undefined. */
function defined<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
