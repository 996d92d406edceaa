// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import type { Event, Principal } from "@chaukas/spec-common";

/** What a filter asks for exactly, in members that a store keeps in no column. Lists are combined with OR. */
export interface FacetFilter {
  readonly agentNames?: readonly string[];
  readonly invocationIds?: readonly string[];
  /** Of the principal, of the delegation, of who approved a policy decision, or of who evaluated. */
  readonly principalIds?: readonly string[];
  readonly policyOutcomes?: readonly string[];
  readonly toolNames?: readonly string[];
  /** Of the model that was asked, or of the one that answered. */
  readonly models?: readonly string[];
}

/** Begins the term of a value. Words contain neither this nor the mark. */
const kinds: Readonly<Record<keyof FacetFilter, string>> = {
  agentNames: "a",
  invocationIds: "i",
  principalIds: "p",
  policyOutcomes: "o",
  toolNames: "t",
  models: "m",
};

/** Not a letter, mark or digit, as those of words, but part of a word to the tokenizer of SQLite. */
const mark = "·";

/**
 * Returns the terms by which an event is found exactly, by a {@link FacetFilter}. They are stored among its words, which
 * are written and erased together with it, and take less time than an index for each member.
 */
export function collectFacets({ agentName, invocationId, principal, delegation, content }: Event): string[] {
  const terms: string[] = [];
  const add = (kind: keyof FacetFilter, value: string | undefined) => {
    if (value === undefined || value === "") {
      return;
    }
    const term = toTerm(kind, value);
    if (!terms.includes(term)) {
      terms.push(term);
    }
  };
  const addPrincipal = (named: Principal | undefined) => add("principalIds", named?.id);
  add("agentNames", agentName);
  add("invocationIds", invocationId);
  addPrincipal(principal);
  delegation.forEach(addPrincipal);
  switch (content.case) {
    case "toolCall":
      add("toolNames", content.value.name);
      break;
    case "llmInvocation":
      add("models", content.value.model);
      add("models", content.value.responseModel);
      break;
    case "policy":
      add("policyOutcomes", content.value.outcome);
      addPrincipal(content.value.approver);
      break;
    case "evaluation":
      addPrincipal(content.value.evaluator);
      break;
  }
  return terms;
}

/** Returns the terms that a filter asks for: an event must have one of each list. */
export function toFacetTerms(filter: FacetFilter): string[][] {
  const wanted = (Object.keys(kinds) as (keyof FacetFilter)[]).map((kind) =>
    [...new Set(filter[kind])].map((value) => toTerm(kind, value)),
  );
  return wanted.filter((terms) => terms.length > 0);
}

// Most values occur again and again: names of agents, tools and models, and the run to which an event belongs.
const known = new Map<string, string>();
const maxKnown = 10_000;

/** Hashes the value, since a term has a maximum length, and not all characters. */
function toTerm(kind: keyof FacetFilter, value: string): string {
  const key = kinds[kind] + value;
  let term = known.get(key);
  if (term === undefined) {
    term = kinds[kind] + mark + hash("sha256", value, "hex").slice(0, 32);
    if (known.size >= maxKnown) {
      known.clear();
    }
    known.set(key, term);
  }
  return term;
}
