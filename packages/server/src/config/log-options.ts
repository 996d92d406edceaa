// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readSigningKey } from "../audit/checkpoints/signing-key-file.js";
import type { LogOptions } from "../store/records/log-host.js";
import type { ServerConfig } from "./server-config.js";

/**
 * What a configuration says of the logs of a store. Throws a `ServerStartError` when it names a signing key that cannot
 * be used.
 */
export function toLogOptions({ integrity, origin, signingKey }: ServerConfig): LogOptions {
  const originHost = signingKey === undefined ? origin : readSigningKey(signingKey, origin).host;
  return { integrity: integrity === "on", ...(originHost !== undefined && { originHost }) };
}
