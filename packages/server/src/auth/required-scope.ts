// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethod } from "@bufbuild/protobuf";
import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import type { KeyScope } from "../store/contract/key-store.js";

/**
 * What a key must be for so that it opens a method: `none` where no key is needed, `any` where every key will do.
 * A service that is not known here needs a key: `query` for what only reads, `ingest` for the rest.
 */
export function requiredScope(method: DescMethod): KeyScope | "any" | "none" {
  // Load balancers and debugging tools have no key, and learn nothing but what the specification says.
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
