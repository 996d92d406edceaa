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

  test("refuses a project without a package on which one of its packages depends", async () => {
    const dependencies = { "@chaukas/spec-client": "^1.0.0" };
    const tarballs = (await findTarballs()).map((tarball) =>
      tarball.manifest.name === "@chaukas/spec-connect-v1"
        ? { ...tarball, manifest: { ...tarball.manifest, dependencies } }
        : tarball,
    );
    expect(() => requireConsumers(tarballs)).toThrow(
      /^packages\/packed\/consumers\/connect-v1\/package\.json: expected @chaukas\/spec-\w+, on which its packages depend$/,
    );
  });
});
