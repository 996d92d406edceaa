// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { PlainRequest } from "../lib/plain-http.ts";

/** A request of the fuzzer. */
export interface FuzzRequest extends PlainRequest {
  /** Protocol that it pretends to use. */
  readonly protocol: "rest" | "connect" | "grpc" | "grpc-web";
  /** Version of HTTP to send it over. */
  readonly version: 1 | 2;
}
