// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { type FoundLog, type LogOptions, settleLogHost } from "./log-host.js";

const store = "database events.db";
const settle = (found: Partial<FoundLog>, options: LogOptions = {}) =>
  settleLogHost({ store, originHost: undefined, hasEvents: false, ...found }, options);

test.each<[string, Partial<FoundLog>, LogOptions, string]>([
  ["a new store", {}, {}, "localhost"],
  ["a new store with a host", {}, { originHost: "audit.example.com:8443" }, "audit.example.com:8443"],
  ["a new store without integrity", {}, { integrity: false, originHost: "a.example" }, ""],
  ["an empty store", { originHost: "a.example" }, {}, "a.example"],
  ["an empty store without integrity", { originHost: "" }, {}, ""],
  ["an empty store for which integrity is turned on", { originHost: "" }, { integrity: true }, "localhost"],
  ["an empty store for which integrity is turned off", { originHost: "a.example" }, { integrity: false }, ""],
  ["an empty store whose host is changed", { originHost: "a.example" }, { originHost: "b.example" }, "b.example"],
  ["a store with events", { originHost: "a.example", hasEvents: true }, {}, "a.example"],
  [
    "a store with events, opened as it is",
    { originHost: "a.example", hasEvents: true },
    { integrity: true, originHost: "a.example" },
    "a.example",
  ],
  [
    "a store with events that was never signed, whose host is changed on request",
    { originHost: "a.example", hasEvents: true, isHostOpen: true },
    { originHost: "b.example", mayChangeHost: true },
    "b.example",
  ],
  ["a store with events but without integrity", { originHost: "", hasEvents: true }, { integrity: false }, ""],
])("the host is settled for %s", (_, found, options, expected) => {
  expect(settle(found, options)).toBe(expected);
});

const openAsItIs = "; open it as it is, or create a new store";

test.each<[string, Partial<FoundLog>, LogOptions, string]>([
  [
    "integrity that is turned on later",
    { originHost: "", hasEvents: true },
    { integrity: true },
    `${store}: its events were ingested with integrity off, which can no longer be turned on${openAsItIs}`,
  ],
  [
    "integrity that is turned off later",
    { originHost: "a.example", hasEvents: true },
    { integrity: false },
    `${store}: its events were ingested with integrity on, which can no longer be turned off${openAsItIs}`,
  ],
  [
    "another host",
    { originHost: "a.example", hasEvents: true },
    { originHost: "b.example" },
    `${store}: its logs have the origin host "a.example", which never changes, got "b.example"${openAsItIs}`,
  ],
  [
    "another host of logs that were signed",
    { originHost: "a.example", hasEvents: true },
    { originHost: "b.example", mayChangeHost: true },
    `${store}: its logs have the origin host "a.example", which never changes, got "b.example"${openAsItIs}`,
  ],
  [
    "another host of logs that were never signed, unless it is requested",
    { originHost: "a.example", hasEvents: true, isHostOpen: true },
    { originHost: "b.example" },
    `${store}: its logs have the origin host "a.example", got "b.example"; since they were never signed, \`chaukas-server migrate --origin HOST\` can change it once`,
  ],
  ["an invalid host", {}, { originHost: "a/b" }, 'origin host: expected a host such as audit.example.com, got "a/b"'],
  [
    "a host that leaves no room for tenants",
    {},
    { originHost: `${"a".repeat(200)}.b` },
    "origin host: expected at most 200 characters, got 202",
  ],
])("%s is refused", (_, found, options, message) => {
  expect(() => settle(found, options)).toThrow(
    expect.objectContaining({ name: "StoreError", code: "unsupported", message }),
  );
});
