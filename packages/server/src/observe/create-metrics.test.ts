// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { createMetrics } from "./create-metrics.js";

interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly lines: readonly string[];
}

/** Splits the Prometheus text format into families. Throws for a line that belongs to none. */
function readFamilies(text: string): Family[] {
  const lines = text.split("\n").filter((line) => line !== "");
  const heads = lines.flatMap((line) => [...line.matchAll(/^# HELP (\S+) ?(.*)$/g)]);
  const families = heads.map(([, name = "", help = ""]) => ({
    name,
    help,
    type: lines.flatMap((line) => (line.startsWith(`# TYPE ${name} `) ? line.split(" ").slice(3) : [])).join(),
    lines: lines.filter((line) => new RegExp(`^${name}(_bucket|_sum|_count)?[ {]`).test(line)),
  }));
  const known = new Set(families.flatMap((family) => family.lines));
  const stray = lines.find((line) => !line.startsWith("#") && !known.has(line));
  if (stray !== undefined) {
    throw new Error(`${stray}: expected a family with HELP and TYPE`);
  }
  return families;
}

const abbreviations = /_(s|ms|us|ns|sec|b|kb|mb|gb|tb|pb|m|h|d)(_|$)/;
const otherUnits = /_(milli|micro|nano|kilo|mega|giga)\w+(_|$)|_(minutes|hours|days|weeks|bits)(_|$)/;

/** Lints a family by the rules of `promtool check metrics` (package promlint of client_golang). */
function lint({ name, type, help, lines }: Family): string[] {
  const labels = lines.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, label = ""]) => label));
  const rules: Record<string, boolean> = {
    "no help text": help === "",
    "counter without the suffix _total": type === "counter" && !name.endsWith("_total"),
    "suffix _total without a counter": type !== "counter" && name.endsWith("_total"),
    "suffix of a histogram": type !== "histogram" && type !== "summary" && /_(count|sum|bucket)$/.test(name),
    "label le": type !== "histogram" && labels.includes("le"),
    "label quantile": type !== "summary" && labels.includes("quantile"),
    "type in the name": /_(counter|gauge|histogram|summary|untyped)(_|$)/.test(name),
    "colon in the name": name.includes(":"),
    "camel case": [name, ...labels].some((text) => /[a-z][A-Z]/.test(text)),
    "abbreviated unit": abbreviations.test(name),
    "unit other than the base unit": otherUnits.test(name),
    "unknown type": !["counter", "gauge", "histogram", "summary"].includes(type),
  };
  return Object.entries(rules).flatMap(([rule, isBroken]) => (isBroken ? [`${name}: ${rule}`] : []));
}

test("formats metrics that keep the rules of Prometheus for names, units and help", async () => {
  const metrics = createMetrics();
  metrics.observeCall({ protocol: "grpc", method: "S/M", code: Code.InvalidArgument, seconds: 0.1 });
  metrics.countIngested({ tenantId: "acme", accepted: 1, duplicate: 1, conflict: 1, bytes: 10 });
  metrics.observeCommit({ events: 1, durationMs: 1 });
  metrics.countLimit("unread_bytes");
  metrics.countDenied("unauthenticated");
  metrics.countStoreError("unavailable");
  metrics.countCheckpoint("signed");
  const load = { runningRequests: 1, queuedRequests: 2, pendingBytes: 3, watches: 4 };
  metrics.watch({ load: () => load, connections: () => 4, unreadBytes: () => 5 });
  const { contentType, text } = await metrics.format();
  expect(contentType).toBe("text/plain; version=0.0.4; charset=utf-8");
  const families = readFamilies(text);
  const names = families.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toEqual(expect.arrayContaining(["chaukas_unread_bytes", "process_open_fds", "nodejs_active_handles"]));
  expect(families.flatMap(lint)).toEqual([]);
});

test.each([
  ["# HELP a_total x\n# TYPE a_total gauge\na_total 1", "a_total: suffix _total without a counter"],
  ["# HELP a x\n# TYPE a counter\na 1", "a: counter without the suffix _total"],
  ["# HELP a_ms \n# TYPE a_ms gauge\na_ms 1", "a_ms: no help text,a_ms: abbreviated unit"],
  [
    "# HELP a_milliseconds x\n# TYPE a_milliseconds gauge\na_milliseconds 1",
    "a_milliseconds: unit other than the base unit",
  ],
])("finds what breaks these rules in %j", (text, faults) => {
  expect(readFamilies(text).flatMap(lint).join()).toBe(faults);
});
