// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { plainMessages } from "./plain-messages.js";

const message = (content: string) => ({ getType: () => "human", content, lc_kwargs: {} });

it("makes plain objects of messages, wherever they are", () => {
  expect(plainMessages({ state: { messages: [message("hi")] }, n: 1 })).toEqual({
    state: { messages: [{ type: "human", content: "hi" }] },
    n: 1,
  });
});

it("leaves what cannot be read as it is, and does not throw", () => {
  const lazy = {
    get value(): string {
      throw new Error("not loaded");
    },
  };
  const proxy = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no keys");
      },
    },
  );
  expect((plainMessages({ lazy, proxy }) as { lazy: unknown }).lazy).toBe(lazy);
});

it("copies linked states once", () => {
  const nodes: { others: unknown[] }[] = Array.from({ length: 60 }, () => ({ others: [] }));
  for (const node of nodes) {
    node.others.push(...nodes);
  }
  const copied = plainMessages(nodes) as typeof nodes;
  expect(copied).toHaveLength(60);
  expect(copied[0]?.others[1]).toBe(copied[1]);
});
