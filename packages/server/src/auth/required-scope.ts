// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethod } from "@bufbuild/protobuf";
import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import type { KeyScope } from "../store/contract/key-store.js";

/**
 * Returns the scope that a key needs to call a method: `none` if no key is needed, `any` if every key is sufficient.
 * Unknown services also need a key: with `query` for methods without side effects, and with `ingest` for all others.
 */
export function requiredScope(method: DescMethod): KeyScope | "any" | "none" {
  // Load balancers and debugging tools have no key, and these methods reveal nothing beyond the specification.
  if (/^grpc\.(health|reflection)\./.test(method.parent.typeName) || method.name === "Healthz") {
    return "none";
  }
  if (method.name === "GetCapabilities") {
    return "any";
  }
  if (method.name === "RedactEvent") {
    return "redact";
  }
  return method.idempotency === MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS ? "query" : "ingest";
}
