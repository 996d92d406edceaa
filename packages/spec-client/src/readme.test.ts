// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chaukasClientDefaults } from "@chaukas/spec-client";
import { expect, it } from "vitest";

it("has a README that lists the defaults of the options", () => {
  const text = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  for (const [name, value] of Object.entries(chaukasClientDefaults)) {
    const numbers = (typeof value === "number" ? [value] : Object.values(value)).map((number) =>
      number.toLocaleString("en").replace(",", " "),
    );
    expect(text).toMatch(new RegExp(`^\\| \`${name}\` \\|.*\\| ${numbers.join(", ")} \\|$`, "m"));
  }
});
