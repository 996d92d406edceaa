// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { deepStrictEqual } from "node:assert/strict";
import type { DescMessage, Message } from "@bufbuild/protobuf";
import * as audit from "@chaukas/spec-integrity/audit";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";

interface Codec {
  readonly schema: DescMessage;
  readonly toJson: (message: never) => unknown;
  readonly fromJson: (json: unknown) => Message;
  readonly toJsonString: (message: never) => string;
  readonly fromJsonString: (text: string) => Message;
}

const codecs = {
  LogEntry: {
    schema: audit.LogEntrySchema,
    toJson: audit.logEntryToJson,
    fromJson: audit.logEntryFromJson,
    toJsonString: audit.logEntryToJsonString,
    fromJsonString: audit.logEntryFromJsonString,
  },
  ListEntriesResponse: {
    schema: audit.ListEntriesResponseSchema,
    toJson: audit.listEntriesResponseToJson,
    fromJson: audit.listEntriesResponseFromJson,
    toJsonString: audit.listEntriesResponseToJsonString,
    fromJsonString: audit.listEntriesResponseFromJsonString,
  },
  GetInclusionProofResponse: {
    schema: audit.GetInclusionProofResponseSchema,
    toJson: audit.getInclusionProofResponseToJson,
    fromJson: audit.getInclusionProofResponseFromJson,
    toJsonString: audit.getInclusionProofResponseToJsonString,
    fromJsonString: audit.getInclusionProofResponseFromJsonString,
  },
  GetConsistencyProofResponse: {
    schema: audit.GetConsistencyProofResponseSchema,
    toJson: audit.getConsistencyProofResponseToJson,
    fromJson: audit.getConsistencyProofResponseFromJson,
    toJsonString: audit.getConsistencyProofResponseToJsonString,
    fromJsonString: audit.getConsistencyProofResponseFromJsonString,
  },
  RedactEventRequest: {
    schema: audit.RedactEventRequestSchema,
    toJson: audit.redactEventRequestToJson,
    fromJson: audit.redactEventRequestFromJson,
    toJsonString: audit.redactEventRequestToJsonString,
    fromJsonString: audit.redactEventRequestFromJsonString,
  },
  RedactEventResponse: {
    schema: audit.RedactEventResponseSchema,
    toJson: audit.redactEventResponseToJson,
    fromJson: audit.redactEventResponseFromJson,
    toJsonString: audit.redactEventResponseToJsonString,
    fromJsonString: audit.redactEventResponseFromJsonString,
  },
} satisfies Record<string, Codec>;

describe.each(Object.entries<Codec>(codecs))("the codec for %s", (name, codec) => {
  it("reads what it wrote, as values and as text", () => {
    fc.assert(
      fc.property(arbitraryMessage(codec.schema), (message) => {
        deepStrictEqual(codec.fromJson(codec.toJson(message as never)), message);
        deepStrictEqual(codec.fromJsonString(codec.toJsonString(message as never)), message);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses invalid input", () => {
    expect(() => codec.fromJson([])).toThrow(`${name}: expected an object, found an empty array`);
    expect(() => codec.fromJsonString("")).toThrow(`${name}: expected a JSON value, found the end at line 1, column 1`);
  });
});

it("has the public JSON form of a proof", () => {
  const json = { tree_size: 149, hashes: ["a".repeat(64)], entry: { sequence: 7, leaves: [{ digest: "b" }] } };
  const proof = audit.getInclusionProofResponseFromJson(json);
  expect(proof).toMatchObject({ treeSize: 149n, entry: { sequence: 7n } });
  expect(audit.getInclusionProofResponseToJson(proof)).toEqual(json);
  expectTypeOf(audit.getInclusionProofResponseToJson(proof)).toEqualTypeOf<audit.GetInclusionProofResponseJson>();
});
