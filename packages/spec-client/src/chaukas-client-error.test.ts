// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientError, isChaukasClientError } from "@chaukas/spec-client";
import { describe, expect, it } from "vitest";

describe("ChaukasClientError", () => {
  it("includes code, path and expectation in the message", () => {
    const cause = new Error("why");
    const error = new ChaukasClientError("invalid_option", "baseUrl", "expected a URL", { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "ChaukasClientError",
      code: "invalid_option",
      path: "baseUrl",
      message: "[invalid_option] baseUrl: expected a URL",
      cause,
    });
  });
});

describe("isChaukasClientError", () => {
  it("recognizes an error of another installed copy", () => {
    const copy = Object.assign(new Error("[invalid_option] baseUrl: expected a URL"), {
      name: "ChaukasClientError",
      code: "invalid_option",
      path: "baseUrl",
    });
    expect(isChaukasClientError(copy)).toBe(true);
    expect(isChaukasClientError(new ChaukasClientError("invalid_option", "baseUrl", "expected a URL"))).toBe(true);
  });

  it.each([undefined, null, "ChaukasClientError", { name: "ChaukasClientError", code: "", path: "" }, new Error("no")])(
    "returns false for %o",
    (value) => {
      expect(isChaukasClientError(value)).toBe(false);
    },
  );
});
