// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { VectorEntry, VectorIndex } from "./vector-index.js";

type FileMember = "json" | "canonical" | "protojson" | "binary";

/** A vector with the contents of its files instead of their names. */
export interface Vector extends Omit<VectorEntry, FileMember> {
  /** The message in public JSON. If the vector is invalid, it may not be JSON at all. */
  readonly json?: string;
  /** What a writer produces for the message in public JSON, if that differs from `json`. */
  readonly canonical?: string;
  /** The message in ProtoJSON. */
  readonly protojson?: string;
  /** The message in protobuf's binary form. */
  readonly binary?: Uint8Array;
}

/**
 * Reads the whole corpus from the folder of this package, in the order of the index. Works in runtimes with a file
 * system: Node, Bun and Deno. In other runtimes, import or fetch the files.
 */
export function loadVectors(): Vector[] {
  // Loaded on first use, so that runtimes without a file system can import this module.
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
