// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { distTagOf } from "./dist-tag.ts";

test.each([
  ["1.0.0", undefined, "latest"],
  ["1.0.1", "1.0.0", "latest"],
  ["1.0.1", "1.0.1", "latest"],
  ["1.10.0", "1.9.9", "latest"],
  ["2.0.0", "1.10.0", "latest"],
  ["1.0.7", "1.1.0", "release-1.0"],
  ["1.9.9", "1.10.0", "release-1.9"],
  ["1.10.1", "2.0.0", "release-1.10"],
  ["1.0.0", "1.0.0-next.3", "latest"],
  ["1.2.0-next.0", "1.1.0", "next"],
  ["1.0.1-next.0", "1.1.0", "next"],
])("version %s with latest %s gets the dist-tag %s", (version, latest, tag) => {
  expect(distTagOf(version, latest)).toBe(tag);
});
