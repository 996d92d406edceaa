// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { EventFilter } from "../store/contract/event-store.js";
import type { Instant } from "../store/contract/new-event.js";
import { collectWords } from "../store/words/collect-words.js";
import { collectFacets, toFacetTerms } from "../store/words/facets.js";

/**
 * Creates the function that returns whether an event of the filter's tenant matches it. It finds what the stores find,
 * by the same words, so that a stream has the events of a list with the same filter.
 */
export function createEventMatcher(filter: EventFilter): (event: Event) => boolean {
  const { start, end, words = [], phrases = [] } = filter;
  const exact = [
    ...equal("sessionId", filter.sessionId),
    ...equal("agentId", filter.agentId),
    ...equal("spanId", filter.spanId),
    ...equal("traceId", filter.traceId),
    ...oneOf("eventId", filter.eventIds),
    ...oneOf("projectId", filter.projectIds),
    ...oneOf("type", filter.types),
    ...oneOf("status", filter.statuses),
    ...oneOf("severity", filter.severities),
  ];
  const tags = new Set(filter.tags);
  const facets = toFacetTerms(filter);
  return (event) =>
    exact.every((matches) => matches(event)) &&
    (tags.size === 0 || event.tags.some((tag) => tags.has(tag))) &&
    (start === undefined || !isBefore(timeOf(event), start)) &&
    (end === undefined || isBefore(timeOf(event), end)) &&
    (facets.length === 0 || hasFacets(event, facets)) &&
    (words.length + phrases.length === 0 || hasWords(event, words, phrases));
}

type Matches = (event: Event) => boolean;

function equal(member: "sessionId" | "agentId" | "spanId" | "traceId", wanted: string | undefined): Matches[] {
  return wanted === undefined ? [] : [(event) => event[member] === wanted];
}

function oneOf<Member extends "eventId" | "projectId" | "type" | "status" | "severity">(
  member: Member,
  wanted: readonly Event[Member][] | undefined,
): Matches[] {
  const values = new Set(wanted);
  return values.size === 0 ? [] : [(event) => values.has(event[member])];
}

function hasFacets(event: Event, wanted: readonly (readonly string[])[]): boolean {
  const terms = new Set(collectFacets(event));
  return wanted.every((alternatives) => alternatives.some((term) => terms.has(term)));
}

function hasWords(event: Event, wanted: readonly string[], phrases: readonly string[]): boolean {
  const words = new Set(collectWords(event));
  return (
    wanted.every((word) => words.has(word)) &&
    phrases.every((phrase) => [...words].some((word) => word.includes(phrase)))
  );
}

function timeOf({ timestamp }: Event): Instant {
  return { seconds: timestamp?.seconds ?? 0n, nanos: timestamp?.nanos ?? 0 };
}

function isBefore(one: Instant, other: Instant): boolean {
  return one.seconds === other.seconds ? one.nanos < other.nanos : one.seconds < other.seconds;
}
