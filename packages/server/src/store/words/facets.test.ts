// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { collectFacets, type FacetFilter, toFacetTerms } from "./facets.js";
import { splitWords } from "./split-words.js";

const facetsOf = (init: MessageInitShape<typeof EventSchema>) => collectFacets(create(EventSchema, init));

test.each<[keyof FacetFilter, string, MessageInitShape<typeof EventSchema>]>([
  ["agentNames", "Support agent", { agentName: "Support agent" }],
  ["invocationIds", "run-1", { invocationId: "run-1" }],
  ["principalIds", "ada", { principal: { id: "ada" } }],
  ["principalIds", "ada", { delegation: [{ id: "ada" }] }],
  ["principalIds", "ada", { content: { case: "policy", value: { approver: { id: "ada" } } } }],
  ["principalIds", "ada", { content: { case: "evaluation", value: { evaluator: { id: "ada" } } } }],
  ["policyOutcomes", "deny", { content: { case: "policy", value: { outcome: "deny" } } }],
  ["toolNames", "search", { content: { case: "toolCall", value: { name: "search" } } }],
  ["models", "gpt-5", { content: { case: "llmInvocation", value: { model: "gpt-5" } } }],
  ["models", "gpt-5", { content: { case: "llmInvocation", value: { responseModel: "gpt-5" } } }],
])("an event is found by one of %s, %s, in %j", (kind, value, init) => {
  expect(facetsOf(init)).toEqual(toFacetTerms({ [kind]: [value] })[0]);
});

test("a value counts once, and an empty one or one in another member does not", () => {
  expect(facetsOf({ principal: { id: "a" }, delegation: [{ id: "b" }, { id: "a" }, { name: "c" }] })).toEqual([
    ...(toFacetTerms({ principalIds: ["a", "b"] })[0] ?? []),
  ]);
  expect(facetsOf({ content: { case: "toolResponse", value: { toolCallId: "c" } }, agentId: "a" })).toEqual([]);
});

test("values that differ, if only in case, have different terms, as has the same value in another member", () => {
  const values = ["gpt", "GPT", "gpt ", "g", "é", "e\u0301", "\u0000", "a·b", "a".repeat(1024)];
  const terms = toFacetTerms({ agentNames: values, models: values }).flat();
  expect(new Set(terms).size).toBe(2 * values.length);
  // No longer than the words that indexes hold, in lower case, and none that a text could have.
  for (const term of terms) {
    expect(term).toMatch(/^[a-z]·[0-9a-f]{32}$/);
    expect(splitWords(term)).not.toContain(term);
  }
});

test("a filter without such members asks for nothing, and repeated values for one term", () => {
  expect(toFacetTerms({})).toEqual([]);
  expect(toFacetTerms({ models: [], toolNames: ["a", "a"] })).toEqual([toFacetTerms({ toolNames: ["a"] })[0]]);
});

test("terms stay the same, since stores keep them", () => {
  expect(toFacetTerms({ models: ["gpt-5"], agentNames: ["é"] })).toEqual([
    ["a·4a99557e4033c3539de2eb65472017ca"],
    ["m·b0a9d642d12f553129c39513f7ce2605"],
  ]);
});
