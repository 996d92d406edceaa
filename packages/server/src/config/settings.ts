// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { defaultServerLimits } from "../limits/server-limits.js";
import { maskStoreUrl } from "./mask-store-url.js";
import type { ServerConfig } from "./server-config.js";
import type { Setting } from "./setting.js";
import { choiceKind, integerKind, originsKind, textKind } from "./value-kind.js";

const seconds = integerKind("SECONDS", 1, 86_400);
const bytes = integerKind("BYTES", 1);
const count = integerKind("COUNT", 1);

/** All settings, in the order of `--help`. Flags, environment, configuration file and README follow from it. */
export const settings: { readonly [Name in keyof ServerConfig]: Setting<ServerConfig[Name]> } = {
  host: { group: "Server", about: "address to listen on", kind: textKind("ADDRESS"), default: "127.0.0.1" },
  port: {
    group: "Server",
    about: "TCP port to listen on; 0 takes a free one",
    kind: integerKind("PORT", 0, 65_535),
    default: 50_051,
  },
  store: {
    group: "Server",
    about: "where the events are kept: path of an SQLite file, or a postgres:// URL",
    kind: textKind("STORE"),
    default: "chaukas.db",
    mask: maskStoreUrl,
  },
  drainSeconds: {
    group: "Server",
    about: "time that running requests get to finish when the server stops",
    kind: integerKind("SECONDS", 0, 86_400),
    default: 30,
  },
  tlsCert: {
    group: "Security",
    about: "PEM file with the certificate and its chain; serves TLS",
    kind: textKind("FILE"),
    default: undefined,
  },
  tlsKey: {
    group: "Security",
    about: "PEM file with the private key of the certificate",
    kind: textKind("FILE"),
    default: undefined,
  },
  defaultTenant: {
    group: "Security",
    about: "tenant of calls that name none, while there are no keys",
    kind: textKind("TENANT"),
    default: undefined,
  },
  corsOrigins: {
    group: "Security",
    about: "origins whose web pages may call the server, separated by commas",
    kind: originsKind,
    default: [],
  },
  integrity: {
    group: "Audit",
    about: "whether the store keeps a tamper-evident log, which is settled with its first event",
    kind: choiceKind("MODE", ["on", "off"]),
    default: "on",
  },
  signingKey: {
    group: "Audit",
    about: "file with the key that checkpoints are signed with; without it no proofs are given out",
    kind: textKind("FILE"),
    default: undefined,
  },
  origin: {
    group: "Audit",
    about: "host of the origins of the logs, which never changes; that of the signing key where it is not set",
    kind: textKind("HOST"),
    default: undefined,
  },
  checkpointIntervalSeconds: {
    group: "Audit",
    about: "time after which logs that have grown are signed",
    kind: seconds,
    default: 60,
  },
  redaction: {
    group: "Audit",
    about: "whether values of stored events may be erased, by keys with the scope redact",
    kind: choiceKind("MODE", ["on", "off"]),
    default: "off",
  },
  metrics: {
    group: "Observation",
    about: "whether /metrics is served; auto: when listening on loopback",
    kind: choiceKind("MODE", ["auto", "on", "off"]),
    default: "auto",
  },
  logLevel: {
    group: "Observation",
    about: "least level that is logged to stderr",
    kind: choiceKind("LEVEL", ["trace", "debug", "info", "warn", "error", "silent"]),
    default: "info",
  },
  headerTimeoutSeconds: {
    group: "Timeouts",
    about: "time within which a connection must have sent its first headers",
    kind: seconds,
    default: 10,
  },
  requestTimeoutSeconds: {
    group: "Timeouts",
    about: "time within which a request must have arrived whole",
    kind: seconds,
    default: 60,
  },
  idleTimeoutSeconds: {
    group: "Timeouts",
    about: "time after which a connection without a request is closed",
    kind: seconds,
    default: 120,
  },
  maxConnections: {
    group: "Limits",
    about: "most open connections; those beyond are closed at once",
    kind: count,
    default: 10_000,
  },
  maxStreams: { group: "Limits", about: "most calls at a time on one HTTP/2 connection", kind: count, default: 128 },
  maxHeaderBytes: {
    group: "Limits",
    about: "most bytes of the headers of one request",
    kind: integerKind("BYTES", 1024, 1024 * 1024),
    default: 16_384,
  },
  maxEventBytes: {
    group: "Limits",
    about: "most bytes of one event in binary form",
    kind: bytes,
    default: defaultServerLimits.maxEventBytes,
  },
  maxBatchSize: {
    group: "Limits",
    about: "most events in one batch",
    kind: integerKind("COUNT", 1, 1000),
    default: defaultServerLimits.maxBatchSize,
  },
  maxRequestBytes: {
    group: "Limits",
    about: "most bytes of one request after decompression",
    kind: bytes,
    default: defaultServerLimits.maxRequestBytes,
  },
  maxBufferedBytes: {
    group: "Limits",
    about:
      "most bytes of all requests that are held at a time, as they came and decompressed; half of it for one tenant",
    kind: bytes,
    default: defaultServerLimits.maxBufferedBytes,
  },
  maxConcurrentRequests: {
    group: "Limits",
    about: "most calls that are worked on at the same time",
    kind: count,
    default: defaultServerLimits.maxConcurrentRequests,
  },
  maxQueuedRequests: {
    group: "Limits",
    about: "most calls that wait for their turn",
    kind: integerKind("COUNT", 0),
    default: defaultServerLimits.maxQueuedRequests,
  },
  maxPendingBytes: {
    group: "Limits",
    about: "most bytes of events on their way into the store",
    kind: bytes,
    default: defaultServerLimits.maxPendingBytes,
  },
  maxQueryMs: {
    group: "Limits",
    about: "milliseconds after which a query is ended",
    kind: integerKind("MS", 1, 3_600_000),
    default: 10_000,
  },
};

/** Configuration where nothing is set. */
export const defaultServerConfig = Object.fromEntries(
  Object.entries(settings).map(([name, setting]) => [name, setting.default]),
) as unknown as ServerConfig;
