// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus, EventType, Severity, SortOrder } from "@chaukas/spec-common";
import fc from "fast-check";
import { protocols } from "../served/serve-backend.js";

// Few values of each kind, so that filters match events and tenants use the same values.
const projects = ["", "alpha", "beta"];
const ids = ["", "x", "y"];
const types = [EventType.ERROR, EventType.SYSTEM, 999 as EventType];
const statuses = [EventStatus.UNSPECIFIED, EventStatus.STARTED, EventStatus.FAILED];
const severities = [Severity.UNSPECIFIED, Severity.INFO, Severity.ERROR];
const tags = ["eu", "us", "%"];
const texts = ["", "late order", "ORDER", "straße"];

const time = fc.record({ seconds: fc.bigInt(100n, 103n), nanos: fc.constantFrom(0, 1, 999_999_999) });
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const someOf = <T>(values: readonly T[]) => fc.subarray([...values]);

/** Number of tenants that share a server. */
export const tenantCount = 3;
const tenant = fc.nat(tenantCount - 1);

/** A key: the number of its tenant, its projects and its scopes. */
export const arbitraryKey = fc.record({
  tenant,
  projectIds: someOf(["alpha", "beta"]),
  scopes: oneOf([["ingest"], ["query"], ["ingest", "query"], ["ingest", "query"]] as const),
});

/** The fields in which events differ between tenants: one of few ids, and the number of a tenant, or none. */
const arbitraryFields = fc.record({
  tenant: fc.option(tenant, { freq: 2 }),
  eventId: oneOf(["one", "two", "three", "four", "five"]),
  projectId: oneOf(projects),
  sessionId: oneOf(["x", "y"]),
  agentId: oneOf(ids),
  spanId: oneOf(ids),
  traceId: oneOf(ids),
  type: oneOf(types),
  status: oneOf(statuses),
  severity: oneOf(severities),
  tags: someOf(tags),
  agentName: oneOf(texts),
  principal: fc.record({ id: oneOf(ids) }),
  timestamp: time,
});

/** Events sent with one key over one protocol. */
export const arbitraryIngest = fc.record({
  key: fc.nat(),
  protocol: oneOf(protocols),
  events: fc.array(arbitraryFields, { minLength: 1, maxLength: 6 }),
});

/** A query with one key over one protocol. Each member of the filter may have a value, but most are unset. */
export const arbitraryQuery = fc.record({
  key: fc.nat(),
  protocol: oneOf(protocols),
  tenant: fc.option(tenant, { freq: 2 }),
  projectId: rarely(oneOf(projects), ""),
  sessionId: rarely(oneOf(ids), ""),
  agentId: rarely(oneOf(ids), ""),
  spanId: rarely(oneOf(ids), ""),
  traceId: rarely(oneOf(ids), ""),
  types: rarely(someOf(types), []),
  statuses: rarely(someOf(statuses.slice(1)), []),
  severities: rarely(someOf(severities.slice(1)), []),
  agentNames: rarely(someOf(texts.slice(1)), []),
  principalIds: rarely(someOf(ids.slice(1)), []),
  tags: rarely(someOf(tags), []),
  textQuery: rarely(oneOf(texts), ""),
  start: fc.option(time, { freq: 1 }),
  end: fc.option(time, { freq: 1 }),
  order: oneOf([SortOrder.UNSPECIFIED, SortOrder.ASC, SortOrder.DESC]),
  pageSize: oneOf([0, 1, 2, 3]),
});

function rarely<T>(values: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: values });
}

/** Type of the values of an arbitrary. */
export type ValueOf<T> = T extends fc.Arbitrary<infer Value> ? Value : never;
