// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { collectWords } from "../store/collect-words.js";
import type { AppendOutcome, EventFilter, EventStore, Instant, NewEvent, StoredEvent } from "../store/event-store.js";
import { isSameContent } from "../store/is-same-content.js";
import type { KeyStore, StoredKey } from "../store/key-store.js";
import { StoreError } from "../store/store-error.js";

/** A store of plain lists, so simple that it is seen to be right, which the real ones are held against. */
export function createModelStore(): EventStore {
  const logs = new Map<string, StoredEvent[]>();
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const logOf = (tenantId: string) => logs.get(tenantId) ?? [];

  function appendOne({ event, receivedMs }: NewEvent): AppendOutcome {
    const log = logOf(event.tenantId);
    const known = log.find((stored) => stored.event.eventId === event.eventId);
    if (known !== undefined) {
      return { status: isSameContent(known.event, event) ? "duplicate" : "conflict" };
    }
    const stored = clone(EventSchema, event);
    stored.serverTimestamp = timestampFromMs(receivedMs);
    logs.set(event.tenantId, [...log, { sequence: log.length, event: stored }]);
    return { status: "accepted" };
  }

  const select = (filter: EventFilter) => logOf(filter.tenantId).filter(({ event }) => matches(event, filter));

  return {
    keys: createModelKeys(),
    append: async (events) => events.map(appendOne),
    async findPage({ filter, order, after, limit }) {
      const direction = order === "ascending" ? 1 : -1;
      const all = select(filter).sort((a, b) => direction * comparePositions(positionOf(a), positionOf(b)));
      const rest = after ? all.filter((stored) => direction * comparePositions(positionOf(stored), after) > 0) : all;
      return { events: rest.slice(0, limit), totalCount: all.length, hasMore: rest.length > limit };
    },
    async countEvents(selection) {
      const events = select(selection).map(({ event }) => event);
      const sessions = Object.values(Object.groupBy(events, ({ sessionId }) => `.${sessionId}`)).map(durationMs);
      const types = new Set(events.map(({ type }) => type));
      return {
        totalEvents: events.length,
        totalSessions: sessions.length,
        eventsByType: new Map([...types].map((type) => [type, events.filter((event) => event.type === type).length])),
        avgSessionDurationMs: sessions.length && sessions.reduce((sum, ms) => sum + ms, 0) / sessions.length,
      };
    },
    readLog: async (tenantId, { fromSequence = 0, limit }) => logOf(tenantId).slice(fromSequence, fromSequence + limit),
    listTenants: async () => [...logs.keys()].sort(),
    pageTokenSecret: async () => secret,
    check: async () => {},
    close: async () => {},
  };
}

function matches(event: Event, filter: EventFilter): boolean {
  const ids = ["sessionId", "agentId", "spanId", "traceId"] as const;
  const isOneOf = <T>(list: readonly T[] | undefined, values: readonly T[]) =>
    list === undefined || list.length === 0 || values.some((value) => list.includes(value));
  const words = filter.words?.length ? collectWords(event) : [];
  return (
    ids.every((name) => filter[name] === undefined || filter[name] === event[name]) &&
    isOneOf(filter.projectIds, [event.projectId]) &&
    isOneOf(filter.types, [event.type]) &&
    isOneOf(filter.statuses, [event.status]) &&
    isOneOf(filter.severities, [event.severity]) &&
    isOneOf(filter.tags, event.tags) &&
    (filter.words ?? []).every((word) => words.includes(word)) &&
    (filter.start === undefined || compareInstants(timeOf(event), filter.start) >= 0) &&
    (filter.end === undefined || compareInstants(timeOf(event), filter.end) < 0)
  );
}

function timeOf({ timestamp }: Event): Instant {
  return { seconds: timestamp?.seconds ?? 0n, nanos: timestamp?.nanos ?? 0 };
}

function positionOf({ event, sequence }: StoredEvent) {
  return { ...timeOf(event), sequence };
}

function compareInstants(a: Instant, b: Instant): number {
  return Number(a.seconds - b.seconds) || a.nanos - b.nanos;
}

function comparePositions(a: ReturnType<typeof positionOf>, b: ReturnType<typeof positionOf>): number {
  return compareInstants(a, b) || a.sequence - b.sequence;
}

function durationMs(events: readonly Event[] = []): number {
  const times = events.map(timeOf).sort(compareInstants);
  const [first, last] = [times[0], times.at(-1)];
  return first && last ? Number(last.seconds - first.seconds) * 1000 + (last.nanos - first.nanos) / 1e6 : 0;
}

function createModelKeys(): KeyStore {
  const keys = new Map<string, StoredKey>();
  const isSameHash = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
  return {
    async create(key) {
      if (keys.has(key.id) || [...keys.values()].some(({ hash }) => isSameHash(hash, key.hash))) {
        throw new StoreError("conflict", "key: it exists");
      }
      keys.set(key.id, key);
    },
    findByHash: async (hash) => [...keys.values()].find((key) => isSameHash(key.hash, hash)),
    list: async (tenantId) => [...keys.values()].filter((key) => tenantId === undefined || key.tenantId === tenantId),
    async revoke(id, revokedMs) {
      const key = keys.get(id);
      if (key !== undefined) {
        keys.set(id, { revokedMs, ...key });
      }
      return key !== undefined;
    },
    isEmpty: async () => keys.size === 0,
  };
}
