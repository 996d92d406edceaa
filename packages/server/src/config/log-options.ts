// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readSigningKey } from "../audit/checkpoints/signing-key-file.js";
import type { LogOptions } from "../store/records/log-host.js";
import type { ServerConfig } from "./server-config.js";

/**
 * Returns the log options of a store, as configured. Throws a `ServerStartError` if the configuration names a signing
 * key that cannot be used.
 */
export function toLogOptions({ integrity, origin, signingKey }: ServerConfig): LogOptions {
  const originHost = signingKey === undefined ? origin : readSigningKey(signingKey, origin).host;
  return { integrity: integrity === "on", ...(originHost !== undefined && { originHost }) };
}
