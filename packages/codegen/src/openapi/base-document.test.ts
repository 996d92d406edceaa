// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { errorOf } from "../../test/error-of.ts";
import { parseBaseDocument } from "./base-document.ts";

describe("parseBaseDocument", () => {
  it("separates the settings of the generator from the document", () => {
    expect(parseBaseDocument("info: { title: A }\nomit: [B]", "base.yaml")).toEqual({
      path: "base.yaml",
      document: { info: { title: "A" } },
      omit: ["B"],
      unions: {},
      overlay: {},
    });
  });

  it.each([
    ["", "base.yaml#: must be object"],
    ["pahts: {}", "base.yaml#: must NOT have additional properties, got pahts"],
    ["omit: Secret", "base.yaml#/omit: must be array"],
    ["unions: { A.b: { schema: C } }", "base.yaml#/unions/A.b: must have required property 'discriminator'"],
    [
      "unions: { A.b: { schema: C, discriminator: d, kind: {} } }",
      "base.yaml#/unions/A.b: must NOT have additional properties, got kind",
    ],
    ["overlay: { A: { required: b } }", "base.yaml#/overlay/A/required: must be array"],
    ["overlay: { A: { properties: { b: 1 } } }", "base.yaml#/overlay/A/properties/b: must be object"],
  ])("rejects %j", (text, message) => {
    expect(errorOf(() => parseBaseDocument(text, "base.yaml"))).toEqual({ code: "usage", message });
  });

  it("rejects text that is not YAML, with the line", () => {
    const error = errorOf(() => parseBaseDocument("info: {}\ninfo: {}\n", "base.yaml"));
    expect(error?.code).toBe("usage");
    expect(error?.message).toMatch(/^base\.yaml: Map keys must be unique at line 2, column 1/);
  });
});
