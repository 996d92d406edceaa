// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Setting, settingFlag } from "./config/setting.js";
import { settings } from "./config/settings.js";

const readme = join(import.meta.dirname, "../README.md");

it("lists every setting with its default", () => {
  const rows = Object.entries<Setting<unknown>>(settings as Record<string, Setting<unknown>>).map(([name, setting]) => {
    const shown = String(setting.default ?? "");
    return `| \`--${settingFlag(name)} ${setting.kind.placeholder}\` | ${setting.about} |${shown === "" ? "" : ` ${shown}`} |`;
  });
  expect(readFileSync(readme, "utf8")).toContain(rows.join("\n"));
});

it("names only files that exist", () => {
  const named = [
    ...readFileSync(readme, "utf8").matchAll(/`((?:\.\.\/[\w-]+\/)?(?:src|test|bench|container)\/[\w./-]+)`/g),
  ];
  const paths = named.map(([, path]) => path as string);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(readme, "..", path)))).toEqual([]);
});
