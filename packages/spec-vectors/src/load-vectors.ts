// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { VectorEntry, VectorIndex } from "./vector-index.js";

type FileMember = "json" | "canonical" | "protojson" | "binary";

/** A vector with the contents of its files in place of their names. */
export interface Vector extends Omit<VectorEntry, FileMember> {
  /** The message in public JSON. It need not be JSON at all where the vector is invalid. */
  readonly json?: string;
  /** What a writer makes of the message in public JSON, where that is not `json`. */
  readonly canonical?: string;
  /** The message in ProtoJSON. */
  readonly protojson?: string;
  /** The message in protobuf's binary form. */
  readonly binary?: Uint8Array;
}

/**
 * Reads the whole corpus from the folder of this package, in the order of the index. Works in Node, Bun and
 * Deno, which have a file system; elsewhere, import or fetch the files.
 */
export function loadVectors(): Vector[] {
  // Asked for only here, so that runtimes without a file system can load the module.
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const folder = new URL("../vectors/", import.meta.url);
  const index = JSON.parse(readFileSync(new URL("index.json", folder), "utf8")) as VectorIndex;
  return index.vectors.map(({ json, canonical, protojson, binary, ...entry }) => ({
    ...entry,
    ...(json !== undefined && { json: readText(json) }),
    ...(canonical !== undefined && { canonical: readText(canonical) }),
    ...(protojson !== undefined && { protojson: readText(protojson) }),
    ...(binary !== undefined && { binary: Uint8Array.from(readFileSync(new URL(binary, folder))) }),
  }));

  function readText(file: string): string {
    return readFileSync(new URL(file, folder), "utf8");
  }
}
