// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { parse } from "yaml";
import { formatConfig } from "./format-config.js";
import { resolveConfig } from "./resolve-config.js";
import { defaultServerConfig, maskUrl } from "./settings.js";

it("prints a configuration that is valid as a file, without passwords", () => {
  const store = "postgres://u:p@ss@a:1,b:2/db?password=hidden&x=1";
  const text = formatConfig(resolveConfig({ flags: { store }, environment: { CHAUKAS_PORT: "1" } }));
  expect(text).toContain("store: postgres://u:***@a:1,b:2/db?password=***&x=1 # --store\n");
  expect(text).toContain("port: 1 # CHAUKAS_PORT\n");
  const { store: _, ...values } = parse(text);
  expect(resolveConfig({ file: { path: "f", values } }).config).toEqual({ ...defaultServerConfig, port: 1 });
});

it.each([
  ["https://user:p@ss@otlp.example.com/base", "https://***@otlp.example.com/base"],
  ["HTTPS://token@otlp.example.com", "HTTPS://***@otlp.example.com"],
  ["http://localhost:4318/a@b", "http://localhost:4318/a@b"],
  ["postgres://u@host/db", "postgres://u@host/db"],
  ["POSTGRESQL://u:secret@host/db", "POSTGRESQL://u:***@host/db"],
  ["data/a:b@c.db", "data/a:b@c.db"],
])("masks the secrets of %s", (url, masked) => {
  expect(maskUrl(url)).toBe(masked);
});
