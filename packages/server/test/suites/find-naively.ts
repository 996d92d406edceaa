// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { EventFilter, StoredEvent, StoreQuery } from "../../src/store/contract/event-store.js";
import type { Instant } from "../../src/store/contract/new-event.js";
import { collectWords } from "../../src/store/words/collect-words.js";

/** Answers a query in the simplest way. Every store must return the same. */
export function findNaively(log: readonly StoredEvent[], { filter, order, after }: StoreQuery): StoredEvent[] {
  const sign = order === "ascending" ? 1 : -1;
  return log
    .filter(({ event }) => isMatch(event, filter))
    .sort((one, other) => sign * compare(one, other))
    .filter((stored) => after === undefined || sign * compareTo(stored, after) > 0);
}

function isMatch(event: Event, filter: EventFilter): boolean {
  const { content } = event;
  const searched = [...(filter.words ?? []), ...(filter.phrases ?? [])].length > 0;
  const words = new Set(searched ? collectWords(event) : []);
  return (
    event.tenantId === filter.tenantId &&
    isOneOf(event.eventId, filter.eventIds) &&
    isOneOf(event.projectId, filter.projectIds) &&
    isEqual(event.sessionId, filter.sessionId) &&
    isEqual(event.agentId, filter.agentId) &&
    isEqual(event.spanId, filter.spanId) &&
    isEqual(event.traceId, filter.traceId) &&
    isOneOf(event.type, filter.types) &&
    isOneOf(event.status, filter.statuses) &&
    isOneOf(event.severity, filter.severities) &&
    (isEmpty(filter.tags) || event.tags.some((tag) => filter.tags?.includes(tag))) &&
    isOneOf(event.agentName, filter.agentNames) &&
    isOneOf(event.invocationId, filter.invocationIds) &&
    hasOneOf(principalsOf(event), filter.principalIds) &&
    hasOneOf(content.case === "policy" ? [content.value.outcome] : [], filter.policyOutcomes) &&
    hasOneOf(content.case === "toolCall" ? [content.value.name] : [], filter.toolNames) &&
    hasOneOf(
      content.case === "llmInvocation" ? [content.value.model, content.value.responseModel] : [],
      filter.models,
    ) &&
    (filter.words ?? []).every((word) => words.has(word)) &&
    (filter.phrases ?? []).every((phrase) => [...words].some((word) => word.includes(phrase))) &&
    (filter.start === undefined || compareInstants(timeOf(event), filter.start) >= 0) &&
    (filter.end === undefined || compareInstants(timeOf(event), filter.end) < 0)
  );
}

function isEqual(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted;
}

function isOneOf<Value>(value: Value, wanted: readonly Value[] | undefined): boolean {
  return isEmpty(wanted) || (wanted?.includes(value) ?? true);
}

function principalsOf({ principal, delegation, content }: Event): string[] {
  const approver = content.case === "policy" ? content.value.approver : undefined;
  const evaluator = content.case === "evaluation" ? content.value.evaluator : undefined;
  return [principal, ...delegation, approver, evaluator].flatMap((named) => named?.id ?? []);
}

function hasOneOf(values: readonly string[], wanted: readonly string[] | undefined): boolean {
  return isEmpty(wanted) || values.some((value) => wanted?.includes(value));
}

function isEmpty(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

function compare(one: StoredEvent, other: StoredEvent): number {
  return compareTo(one, { ...timeOf(other.event), sequence: other.sequence });
}

function compareTo(stored: StoredEvent, position: Instant & { sequence: number }): number {
  return compareInstants(timeOf(stored.event), position) || stored.sequence - position.sequence;
}

function compareInstants(one: Instant, other: Instant): number {
  return one.seconds === other.seconds ? one.nanos - other.nanos : one.seconds < other.seconds ? -1 : 1;
}

function timeOf(event: Event): Instant {
  return { seconds: event.timestamp?.seconds ?? 0n, nanos: event.timestamp?.nanos ?? 0 };
}
