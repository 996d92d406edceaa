// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { loadVectors, type Vector } from "@chaukas/spec-vectors";
import { describe, expect, it } from "vitest";
import { findDisagreements } from "./find-disagreements.ts";

const vectors = loadVectors();

function get(id: string): Vector {
  const vector = vectors.find((candidate) => candidate.id === id);
  if (vector === undefined) {
    throw new Error(`expected the vector ${id}`);
  }
  return vector;
}

describe("findDisagreements", () => {
  it("names every form that judges otherwise", () => {
    expect(findDisagreements({ ...get("fields/least"), valid: false })).toEqual([
      "codec: expected invalid, found valid",
      "protovalidate: expected invalid, found valid",
      "strict: expected invalid, found valid",
      "lenient: expected invalid, found valid",
      "openapi: expected invalid, found valid",
    ]);
  });

  it("names a form whose difference is not listed", () => {
    const { differences, ...vector } = get("enums/unknown-numbers");
    expect(differences).toHaveLength(2);
    expect(findDisagreements(vector)).toEqual([
      "strict: expected valid, found invalid",
      "openapi: expected valid, found invalid",
    ]);
  });

  it("names a listed difference that has disappeared", () => {
    const differences = [{ form: "strict", verdict: "invalid", reason: "value-list" } as const];
    expect(findDisagreements({ ...get("fields/least"), differences })).toEqual([
      "strict: listed as invalid (value-list), but found valid",
    ]);
  });

  it("names a listed difference of a form that has no part in the vector", () => {
    const differences = [{ form: "openapi", verdict: "invalid", reason: "value-list" } as const];
    expect(findDisagreements({ ...get("binary/packed-and-not"), differences })).toEqual([
      "openapi: listed as invalid (value-list), but found valid",
    ]);
    expect(findDisagreements({ ...get("binary/not-utf-8"), differences })).toEqual([
      "openapi: listed as invalid, but it has no part in this vector",
    ]);
  });
});
