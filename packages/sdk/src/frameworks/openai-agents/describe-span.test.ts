// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { endOfSpan } from "./describe-span.js";

test("a guardrail is enforced when it denies, and says nothing of it when it allows", () => {
  const policyOf = (triggered: boolean) =>
    endOfSpan({ type: "guardrail", name: "no-secrets", triggered }).point?.content;
  expect(policyOf(true)).toEqual({
    case: "policy",
    value: { policyId: "no-secrets", outcome: "deny", enforced: true },
  });
  expect(policyOf(false)).toEqual({ case: "policy", value: { policyId: "no-secrets", outcome: "allow" } });
});
