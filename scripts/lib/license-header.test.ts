// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from "vitest";
import { addLicenseHeader, hasLicenseHeader } from "./license-header.ts";

describe.each([
  [
    "a.ts",
    "export {};\n",
    "// Copyright 2026 The Chaukas Authors\n// SPDX-License-Identifier: Apache-2.0\n\nexport {};\n",
  ],
  [
    "a.go",
    "package a\n",
    "// Copyright 2026 The Chaukas Authors\n// SPDX-License-Identifier: Apache-2.0\n\npackage a\n",
  ],
  ["a.py", "a = 1\n", "# Copyright 2026 The Chaukas Authors\n# SPDX-License-Identifier: Apache-2.0\n\na = 1\n"],
  [
    "b/Dockerfile",
    "FROM a\n",
    "# Copyright 2026 The Chaukas Authors\n# SPDX-License-Identifier: Apache-2.0\n\nFROM a\n",
  ],
  ["a.yaml", "a: 1\n", "# Copyright 2026 The Chaukas Authors\n# SPDX-License-Identifier: Apache-2.0\n\na: 1\n"],
])("the header of %s", (path, bare, headed) => {
  test("is added at the top", () => {
    expect(addLicenseHeader(path, bare, 2026)).toBe(headed);
  });

  test("is detected", () => {
    expect(hasLicenseHeader(path, headed)).toBe(true);
    expect(hasLicenseHeader(path, bare)).toBe(false);
  });
});

test("adds the header below a #! line", () => {
  const headed = addLicenseHeader("a.py", "#!/usr/bin/env python3\na = 1\n", 2026);
  expect(headed).toMatch(/^#!\/usr\/bin\/env python3\n# Copyright 2026 The Chaukas Authors\n/);
  expect(hasLicenseHeader("a.py", headed)).toBe(true);
});

test("requires the whole notice in a proto", () => {
  const headed = addLicenseHeader("a.proto", 'syntax = "proto3";\n', 2026);
  expect(headed).toContain("// Licensed under the Apache License, Version 2.0");
  expect(hasLicenseHeader("a.proto", headed)).toBe(true);
  expect(hasLicenseHeader("a.proto", addLicenseHeader("a.ts", 'syntax = "proto3";\n', 2026))).toBe(false);
});
