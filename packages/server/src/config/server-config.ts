// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ServerLimits } from "../limits/server-limits.js";

/** Everything that can be set about a server, after defaults are filled in. */
export interface ServerConfig extends ServerLimits {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port to listen on. 0 takes a free one. */
  readonly port: number;
  /** Where the events are kept: the path of an SQLite file, `sqlite:PATH`, or a `postgres://` URL. */
  readonly store: string;
  /** PEM file with the certificate and its chain. Absent: no TLS. */
  readonly tlsCert: string | undefined;
  /** PEM file with the certificate's private key. */
  readonly tlsKey: string | undefined;
  /** Tenant of events and queries that name none, while there are no keys. Absent: they are refused. */
  readonly defaultTenant: string | undefined;
  /** Origins whose web pages may call the server. `*` stands for all. */
  readonly corsOrigins: readonly string[];
  /**
   * Whether the store keeps a tamper-evident log (chaukas-integrity/1), which is settled for good with its first event.
   */
  readonly integrity: "on" | "off";
  /** File with the Ed25519 key that checkpoints are signed with. Absent: no proofs are given out. */
  readonly signingKey: string | undefined;
  /**
   * Host of the origins of the logs, `<host>/t/<tenant>`, which never changes. Default: that of the signing key, or of
   * the store; `localhost` for a new one.
   */
  readonly origin: string | undefined;
  /** Seconds after which logs that have grown are signed. */
  readonly checkpointIntervalSeconds: number;
  /** Whether values of stored events may be erased, by keys with the scope `redact`. */
  readonly redaction: "on" | "off";
  /** Whether `/metrics` is served. `auto`: when the server listens on loopback. */
  readonly metrics: "auto" | "on" | "off";
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Seconds that running requests get to finish when the server stops. */
  readonly drainSeconds: number;
  /** Most open connections. Those beyond are closed at once. */
  readonly maxConnections: number;
  /** Most calls at a time on one HTTP/2 connection. */
  readonly maxStreams: number;
  /** Most bytes of the headers of one request. */
  readonly maxHeaderBytes: number;
  /** Seconds within which a connection must have sent the first headers. */
  readonly headerTimeoutSeconds: number;
  /** Seconds within which a request must have arrived whole. */
  readonly requestTimeoutSeconds: number;
  /** Seconds after which a connection without a request is closed. */
  readonly idleTimeoutSeconds: number;
  /** Milliseconds after which a query is ended. */
  readonly maxQueryMs: number;
}
