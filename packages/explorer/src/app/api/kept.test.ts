// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const connection = { baseUrl: "https://audit.example.com", key: "secret", tenantId: "acme" };

it.each([
  ["https:", 1],
  ["file:", 0],
])(
  "keeps the key of the caller for a page from %s in %i place that other pages of the tab can read",
  async (protocol, stored) => {
    const values = new Map<string, string>();
    vi.stubGlobal("location", { protocol });
    vi.stubGlobal("sessionStorage", {
      getItem: (name: string) => values.get(name) ?? null,
      setItem: (name: string, value: string) => values.set(name, value),
    });
    const kept = await import("./kept.js");
    expect(kept.savedConnection()).toEqual({});
    expect(kept.keepsLive()).toBe(true);
    kept.saveConnection(connection);
    expect(kept.savedConnection()).toEqual(connection);
    expect([...values.values()].filter((value) => value.includes("secret"))).toHaveLength(stored);
    kept.keepLive(false);
    expect(kept.keepsLive()).toBe(false);
  },
);
