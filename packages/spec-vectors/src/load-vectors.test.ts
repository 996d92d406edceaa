// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadVectors } from "./load-vectors.ts";

describe("loadVectors", () => {
  const vectors = loadVectors();

  it("replaces the file names of a vector with the contents of the files", () => {
    const vector = vectors.find(({ id }) => id === "times/offset");
    const file = (name: string) => readFileSync(new URL(`../vectors/times/${name}`, import.meta.url));
    expect(vector).toEqual({
      id: "times/offset",
      message: "chaukas.spec.common.v1.Event",
      summary: "An offset is read and written as UTC.",
      valid: true,
      json: file("offset.json").toString("utf8"),
      canonical: file("offset.canonical.json").toString("utf8"),
      protojson: file("offset.proto.json").toString("utf8"),
      binary: Uint8Array.from(file("offset.binpb")),
      tags: ["times"],
    });
  });

  it("omits forms that a vector does not have", () => {
    const vector = vectors.find(({ id }) => id === "binary/not-utf-8");
    expect(Object.keys(vector ?? {})).not.toContain("json");
    expect(vector?.binary).toBeInstanceOf(Uint8Array);
  });

  it("keeps the order of the index", () => {
    expect(vectors[0]?.id).toBe("types/session-start");
  });
});
