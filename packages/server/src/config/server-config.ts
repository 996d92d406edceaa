// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ServerLimits } from "../limits/server-limits.js";

/** All settings of a server, with defaults filled in. */
export interface ServerConfig extends ServerLimits {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port to listen on. 0 picks a free one. */
  readonly port: number;
  /** Where events are stored: the path of an SQLite file, `sqlite:PATH`, or a `postgres://` URL. */
  readonly store: string;
  /** PEM file with the certificate and its chain. If absent, the server does not use TLS. */
  readonly tlsCert: string | undefined;
  /** PEM file with the certificate's private key. */
  readonly tlsKey: string | undefined;
  /** Tenant of events and queries that name none, while there are no keys. If absent, they are refused. */
  readonly defaultTenant: string | undefined;
  /** Origins whose web pages may call the server. `*` allows all, and needs a store with keys. */
  readonly corsOrigins: readonly string[];
  /**
   * What happens to events with binary fields that this version does not know: `strip` leaves the fields out, and says
   * so; `refuse` rejects the events.
   */
  readonly unknownFields: "strip" | "refuse";
  /** Request headers that these pages may send, in addition to those of the protocols and of tracing. */
  readonly corsHeaders: readonly string[];
  /** Whether the store keeps a tamper-evident log (chaukas-integrity/1). Fixed once the first event is stored. */
  readonly integrity: "on" | "off";
  /** File with the Ed25519 key that signs checkpoints. If absent, no proofs are served. */
  readonly signingKey: string | undefined;
  /**
   * Host in the origins of the logs, `<host>/t/<tenant>`, fixed once an event is stored. Default: the host of the signing
   * key, or that of the store, which is `localhost` for a new store.
   */
  readonly origin: string | undefined;
  /** Interval in seconds at which logs that have grown are signed. */
  readonly checkpointIntervalSeconds: number;
  /** Whether keys with the scope `redact` may erase values of stored events. */
  readonly redaction: "on" | "off";
  /** Whether to serve the explorer at `/`. `auto` serves it when the server listens on loopback. */
  readonly explorer: "auto" | "on" | "off";
  /** Whether to serve `/metrics`. `auto` serves it when the server listens on loopback. */
  readonly metrics: "auto" | "on" | "off";
  /** Minimum level of log lines. */
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Base URL of an OTLP endpoint to which all events are forwarded. If absent, none are. */
  readonly forwardOtlp: string | undefined;
  /** Headers of requests to that endpoint, as `name=value`. */
  readonly forwardOtlpHeaders: readonly string[];
  /** Seconds that running requests get to finish when the server stops. */
  readonly drainSeconds: number;
  /** Maximum number of open connections. Any beyond it are closed at once. */
  readonly maxConnections: number;
  /** Maximum number of concurrent calls on one HTTP/2 connection. */
  readonly maxStreams: number;
  /** Maximum size of the headers of one request, in bytes. */
  readonly maxHeaderBytes: number;
  /** Seconds within which a new connection must send its first headers. */
  readonly headerTimeoutSeconds: number;
  /** Seconds within which a request must arrive completely. */
  readonly requestTimeoutSeconds: number;
  /** Seconds after which a connection without a request is closed. */
  readonly idleTimeoutSeconds: number;
  /**
   * Maximum size of all answers that callers have not read yet, in bytes; one tenant gets at most half of it. Beyond it,
   * the answer that has waited longest is cut.
   */
  readonly maxUnreadBytes: number;
  /** Milliseconds after which a query is aborted. */
  readonly maxQueryMs: number;
}
