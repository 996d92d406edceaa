// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { toSearchTerms } from "../../src/store/words/search-terms.js";
import { makeNewEvent } from "../events/make-new-event.js";
import type { StoreHarness } from "./store-harness.js";

interface Example {
  readonly text: string;
  readonly query: string;
  readonly isFound: boolean;
}

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

/** Reads the table of examples in the README. An empty first cell means the event of the row above. */
function readExamples(): Example[] {
  let text = "";
  return Array.from(readme.matchAll(/^\| (?:`(.+)` )?\| `(.+)` \| (yes|no) \|/gm), ([, event, query = "", found]) => {
    text = event ?? text;
    return { text, query, isFound: found === "yes" };
  });
}

/** Tests what `text_query` finds, by the examples in the README. */
export function describeSearch(get: () => StoreHarness): void {
  describe("search", () => {
    const tenantId = "search";
    const examples = readExamples();
    const find = async (query: string, order: "ascending" | "descending" = "ascending") => {
      const filter = { tenantId, ...toSearchTerms(query) };
      const { events, totalCount } = await get().store.findPage({ filter, order, limit: 1000 });
      const texts = events.map(({ event }) => (event.content.value as { text: string }).text);
      expect(totalCount).toBe(texts.length);
      return texts;
    };

    beforeAll(async () => {
      const texts = [...new Set(examples.map(({ text }) => text))];
      // Other events have the letters of the examples, but not their words.
      const letters = texts.map((text) => Array.from(text).reverse().join(" "));
      const contents = [...texts, ...letters].map((text) => ({ case: "message", value: { text } }) as const);
      await get().store.append(contents.map((content) => makeNewEvent({ tenantId, content })));
    });

    test("has examples in the README", () => {
      expect(examples.length).toBeGreaterThan(30);
    });

    test.each(examples)("for $query in $text: $isFound", async ({ text, query, isFound }) => {
      for (const order of ["ascending", "descending"] as const) {
        expect((await find(query, order)).includes(text)).toBe(isFound);
      }
    });

    test("finds the parts of a long run wherever they are, and of a long query everything", async () => {
      const run = Array.from({ length: 1_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("");
      const content = { case: "message", value: { text: run } } as const;
      await get().store.append([makeNewEvent({ tenantId, content })]);
      for (const [start, end] of [
        [0, 3],
        [120, 136],
        [250, 260],
        [997, 1_000],
        [100, 441],
      ]) {
        expect(await find(run.slice(start, end))).toEqual([run]);
      }
      expect(await find(`${run.slice(100, 300)}${run.slice(299, 400)}`)).toEqual([]);
    });
  });
}
