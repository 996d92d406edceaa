// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { negotiateEncoding, negotiateMediaType } from "./negotiate.js";

describe("negotiateMediaType", () => {
  it.each([
    ["no header", null, "application/json"],
    ["an empty header", " ", "application/json"],
    ["any type", "*/*", "application/json"],
    ["a range", "application/*", "application/json"],
    ["upper case", "APPLICATION/X-PROTOBUF", "application/x-protobuf"],
    ["a preference", "application/json;q=0.5, application/x-protobuf", "application/x-protobuf"],
    ["a range with a better exception", "application/*;q=0.2, application/x-protobuf;q=0.5", "application/x-protobuf"],
    ["a comma in quotes", 'text/html;title="a, application/x-protobuf", application/json', "application/json"],
    ["an exclusion", "application/json;q=0, */*", "application/x-protobuf"],
    ["other types", "text/html", undefined],
    ["a weight that is not a number", "application/json;q=x", undefined],
  ])("given %s", (_, accept, expected) => {
    expect(negotiateMediaType(accept, ["application/json", "application/x-protobuf"])).toBe(expected);
  });
});

describe("negotiateEncoding", () => {
  it.each([
    ["no header", null, undefined],
    ["an empty header", "", undefined],
    ["two of the same weight", "gzip, br", "br"],
    ["any coding", "*", "br"],
    ["a preference", "br;q=0.1, gzip", "gzip"],
    ["identity first", "identity, gzip;q=0.5", undefined],
    ["an exclusion of everything", "*;q=0", undefined],
    ["an unknown coding", "zstd", undefined],
  ])("given %s", (_, header, expected) => {
    expect(negotiateEncoding(header, ["br", "gzip"])).toBe(expected);
  });
});
