// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { loadVectors, type Vector } from "@chaukas/spec-vectors";
import { describe, expect, it } from "vitest";
import { findDisagreements } from "./find-disagreements.ts";

const vectors = loadVectors();

function get(id: string): Vector {
  const vector = vectors.find((candidate) => candidate.id === id);
  if (vector === undefined) {
    throw new Error(`vector ${id}: expected it in the vectors, got none`);
  }
  return vector;
}

describe("findDisagreements", () => {
  it("reports every form with a different verdict", () => {
    expect(findDisagreements({ ...get("fields/least"), valid: false })).toEqual([
      "codec: expected invalid, found valid",
      "protovalidate: expected invalid, found valid",
      "strict: expected invalid, found valid",
      "lenient: expected invalid, found valid",
      "openapi: expected invalid, found valid",
    ]);
  });

  it("reports a form with a difference that is not listed", () => {
    const { differences, ...vector } = get("enums/unknown-numbers");
    expect(differences).toHaveLength(2);
    expect(findDisagreements(vector)).toEqual([
      "strict: expected valid, found invalid",
      "openapi: expected valid, found invalid",
    ]);
  });

  it("reports a listed difference that has disappeared", () => {
    const differences = [{ form: "strict", verdict: "invalid", reason: "value-list" } as const];
    expect(findDisagreements({ ...get("fields/least"), differences })).toEqual([
      "strict: listed as invalid (value-list), but found valid",
    ]);
  });

  it("reports a listed difference of a form that is not applicable to the vector", () => {
    const differences = [{ form: "openapi", verdict: "invalid", reason: "value-list" } as const];
    expect(findDisagreements({ ...get("binary/packed-and-not"), differences })).toEqual([
      "openapi: listed as invalid (value-list), but found valid",
    ]);
    expect(findDisagreements({ ...get("binary/not-utf-8"), differences })).toEqual([
      "openapi: listed as invalid, but not applicable to this vector",
    ]);
  });
});
