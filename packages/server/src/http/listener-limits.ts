// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ServerConfig } from "../config/server-config.js";

/** The part of the configuration that guards connections. */
export type ListenerLimits = Pick<
  ServerConfig,
  | "maxConnections"
  | "maxStreams"
  | "maxHeaderBytes"
  | "headerTimeoutSeconds"
  | "requestTimeoutSeconds"
  | "idleTimeoutSeconds"
>;
