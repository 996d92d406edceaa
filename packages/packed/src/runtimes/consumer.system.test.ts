// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { findTarballs } from "@chaukas/tooling/tarball";
import { describe, expect, test } from "vitest";
import { requireConsumers } from "./consumer.ts";

describe("requireConsumers", () => {
  test("accepts the packages as packed", async () => {
    requireConsumers(await findTarballs());
  });

  test("refuses a package that no project installs", async () => {
    const [first] = await findTarballs();
    if (first === undefined) {
      throw new Error("expected a tarball");
    }
    const stranger = { ...first, manifest: { name: "@chaukas/new", version: "1.0.0" } };
    expect(() => requireConsumers([first, stranger])).toThrow(
      "@chaukas/new: expected a project that installs it, found none",
    );
  });
});
