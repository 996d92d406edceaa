// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { errorInfoOf } from "./error-info.js";

test("the code of an error is its own, else its name, else the name of its class", () => {
  class BadRequestError extends Error {}
  expect(errorInfoOf(new BadRequestError("bad")).errorCode).toBe("BadRequestError");
  expect(errorInfoOf(new TypeError("bad")).errorCode).toBe("TypeError");
  expect(errorInfoOf(new Error("bad")).errorCode).toBe("Error");
  expect(errorInfoOf(Object.assign(new BadRequestError("bad"), { code: "E_BAD" })).errorCode).toBe("E_BAD");
});
