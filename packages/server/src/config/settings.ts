// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { defaultServerLimits } from "../limits/server-limits.js";
import type { ServerConfig } from "./server-config.js";
import {
  choiceKind,
  headersKind,
  headerValuesKind,
  integerKind,
  originsKind,
  type Setting,
  textKind,
  urlKind,
} from "./setting.js";

const seconds = integerKind("SECONDS", 1, 86_400);
const bytes = integerKind("BYTES", 1);
const count = integerKind("COUNT", 1);

/** All settings, in the order of `--help`. Flags, environment variables, file keys and the README follow from it. */
export const settings: { readonly [Name in keyof ServerConfig]: Setting<ServerConfig[Name]> } = {
  host: { group: "Server", about: "address to listen on", kind: textKind("ADDRESS"), default: "127.0.0.1" },
  port: {
    group: "Server",
    about: "TCP port to listen on; 0 picks a free one",
    kind: integerKind("PORT", 0, 65_535),
    default: 50_051,
  },
  store: {
    group: "Server",
    about: "where events are stored: path of an SQLite file, or a postgres:// URL",
    kind: textKind("STORE"),
    default: "chaukas.db",
    mask: maskUrl,
  },
  drainSeconds: {
    group: "Server",
    about: "time that running requests get to finish when the server stops",
    kind: integerKind("SECONDS", 0, 86_400),
    default: 30,
  },
  explorer: {
    group: "Server",
    about:
      "whether to serve the explorer, a page that shows events and verifies them, at /; auto: when listening on loopback",
    kind: choiceKind("MODE", ["auto", "on", "off"]),
    default: "auto",
  },
  unknownFields: {
    group: "Server",
    about: "whether fields of a later version are left out of an event, with a notice, or have it refused",
    kind: choiceKind("MODE", ["strip", "refuse"]),
    default: "strip",
  },
  tlsCert: {
    group: "Security",
    about: "PEM file with the certificate and its chain; enables TLS",
    kind: textKind("FILE"),
    default: undefined,
  },
  tlsKey: {
    group: "Security",
    about: "PEM file with the certificate's private key",
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
    about: "comma-separated origins whose web pages may call the server",
    kind: originsKind,
    default: [],
  },
  corsHeaders: {
    group: "Security",
    about: "comma-separated request headers that these pages may send, beside those of the protocols and of tracing",
    kind: headersKind,
    default: [],
  },
  integrity: {
    group: "Audit",
    about: "whether the store keeps a tamper-evident log; fixed once the first event is stored",
    kind: choiceKind("MODE", ["on", "off"]),
    default: "on",
  },
  signingKey: {
    group: "Audit",
    about: "file with the key that signs checkpoints; without it, no proofs are served",
    kind: textKind("FILE"),
    default: undefined,
  },
  origin: {
    group: "Audit",
    about: "host in the origins of the logs, fixed once an event is stored; by default, the host of the signing key",
    kind: textKind("HOST"),
    default: undefined,
  },
  checkpointIntervalSeconds: {
    group: "Audit",
    about: "interval at which logs that have grown are signed",
    kind: seconds,
    default: 60,
  },
  redaction: {
    group: "Audit",
    about: "whether keys with the scope redact may erase values of stored events",
    kind: choiceKind("MODE", ["on", "off"]),
    default: "off",
  },
  metrics: {
    group: "Observability",
    about: "whether to serve /metrics; auto: when listening on loopback",
    kind: choiceKind("MODE", ["auto", "on", "off"]),
    default: "auto",
  },
  logLevel: {
    group: "Observability",
    about: "minimum level of log lines on stderr",
    kind: choiceKind("LEVEL", ["trace", "debug", "info", "warn", "error", "silent"]),
    default: "info",
  },
  forwardOtlp: {
    group: "Observability",
    about: "OTLP endpoint to which all events are forwarded over HTTP, such as http://localhost:4318",
    kind: urlKind,
    default: undefined,
    mask: maskUrl,
  },
  forwardOtlpHeaders: {
    group: "Observability",
    about: "comma-separated headers for this endpoint, such as authorization=Bearer%20…, with values as in a URL",
    kind: headerValuesKind,
    default: [],
    mask: (headers) => headers.map((header) => header.replace(/=.*/s, "=***")),
  },
  headerTimeoutSeconds: {
    group: "Timeouts",
    about: "time within which a new connection must send its first headers",
    kind: seconds,
    default: 10,
  },
  requestTimeoutSeconds: {
    group: "Timeouts",
    about: "time within which a request must arrive completely",
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
    about: "maximum number of open connections; any beyond it are closed at once",
    kind: count,
    default: 10_000,
  },
  maxStreams: {
    group: "Limits",
    about: "maximum number of concurrent calls on one HTTP/2 connection",
    kind: count,
    default: 128,
  },
  maxHeaderBytes: {
    group: "Limits",
    about: "maximum size of the headers of one request",
    kind: integerKind("BYTES", 1024, 1024 * 1024),
    default: 16_384,
  },
  maxEventBytes: {
    group: "Limits",
    about: "maximum size of one event in binary form",
    kind: bytes,
    default: defaultServerLimits.maxEventBytes,
  },
  maxBatchSize: {
    group: "Limits",
    about: "maximum number of events in one batch",
    kind: integerKind("COUNT", 1, 1000),
    default: defaultServerLimits.maxBatchSize,
  },
  maxRequestBytes: {
    group: "Limits",
    about: "maximum size of one request after decompression",
    kind: bytes,
    default: defaultServerLimits.maxRequestBytes,
  },
  maxBufferedBytes: {
    group: "Limits",
    about: "maximum size of all requests held at a time, as received and decompressed; half of it for one tenant",
    kind: bytes,
    default: defaultServerLimits.maxBufferedBytes,
  },
  maxConcurrentRequests: {
    group: "Limits",
    about: "maximum number of calls processed at the same time",
    kind: count,
    default: defaultServerLimits.maxConcurrentRequests,
  },
  maxQueuedRequests: {
    group: "Limits",
    about: "maximum number of calls waiting for their turn",
    kind: integerKind("COUNT", 0),
    default: defaultServerLimits.maxQueuedRequests,
  },
  maxPendingBytes: {
    group: "Limits",
    about: "maximum size of all events on their way into the store",
    kind: bytes,
    default: defaultServerLimits.maxPendingBytes,
  },
  maxPageBytes: {
    group: "Limits",
    about: "maximum size of one page of events in binary form; gRPC clients accept 4 MiB by default",
    kind: bytes,
    default: defaultServerLimits.maxPageBytes,
  },
  maxWatches: {
    group: "Limits",
    about: "maximum number of streams of events that callers follow; half of it for one tenant",
    kind: integerKind("COUNT", 1, 1_000_000),
    default: defaultServerLimits.maxWatches,
  },
  maxUnreadBytes: {
    group: "Limits",
    about: "maximum size of all answers that callers have not read yet; half of it for one tenant",
    kind: bytes,
    default: 268_435_456,
  },
  maxQueryMs: {
    group: "Limits",
    about: "milliseconds after which a query is aborted",
    kind: integerKind("MS", 1, 3_600_000),
    default: 10_000,
  },
};

/** Configuration with all defaults. */
export const defaultServerConfig = Object.fromEntries(
  Object.entries(settings).map(([name, setting]) => [name, setting.default]),
) as unknown as ServerConfig;

/**
 * Masks the secrets in a URL: the password, and the user of anything other than a database, which may be a token. Returns
 * text other than a URL unchanged.
 */
export function maskUrl(text = ""): string {
  // The platform's URL parser rejects connection strings with several hosts.
  if (/^postgres(ql)?:/i.test(text)) {
    return text.replace(/^([^/]+\/\/[^:@/?]*):.*@/, "$1:***@").replace(/([?&]password=)[^&]*/gi, "$1***");
  }
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#]*@/i, "$1***@");
}
