// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ServerError } from "../errors/server-error.js";
import type { KeyScope } from "../store/key-store.js";
import type { KeyRequest } from "./create-key.js";
import { isKeyText, maxKeyLength } from "./key-grammar.js";

const scopesOfKeys: readonly KeyScope[] = ["ingest", "query", "redact"];
/** To erase is never what a key is made for without saying so. */
const defaultScopes: readonly KeyScope[] = ["ingest", "query"];
const minKeyLength = 8;
/** As the protos limit identifiers. */
const maxIdBytes = 256;

/** Fills in defaults. Throws a `ServerError` that names the member at fault. */
export function checkKeyRequest(request: KeyRequest): Required<Omit<KeyRequest, "key">> {
  const { tenantId, projectIds = [], scopes = defaultScopes, label = "", key } = request;
  checkId("tenantId", tenantId);
  for (const projectId of projectIds) {
    checkId("projectIds", projectId);
  }
  const unknown = scopes.find((scope) => !scopesOfKeys.includes(scope));
  if (unknown !== undefined || scopes.length === 0) {
    throw invalid("scopes", `expected some of ${scopesOfKeys.join(", ")}, got ${unknown ?? "none"}`);
  }
  if (Buffer.byteLength(label) > maxIdBytes) {
    throw invalid("label", `expected at most ${maxIdBytes} bytes, got ${Buffer.byteLength(label)}`);
  }
  // The key is a secret, so the messages describe it without showing it.
  if (key !== undefined && (key.length < minKeyLength || key.length > maxKeyLength)) {
    throw invalid("key", `expected ${minKeyLength} to ${maxKeyLength} characters, got ${key.length}`);
  }
  if (key !== undefined && !isKeyText(key)) {
    throw invalid("key", "expected visible ASCII characters without spaces");
  }
  return { tenantId, projectIds: [...new Set(projectIds)], scopes: [...new Set(scopes)], label };
}

function checkId(path: string, id: string): void {
  const bytes = Buffer.byteLength(id);
  if (bytes === 0 || bytes > maxIdBytes) {
    throw invalid(path, `expected an identifier of 1 to ${maxIdBytes} bytes, got ${bytes}`);
  }
}

function invalid(path: string, expectation: string): ServerError {
  return new ServerError("invalid_option", path, expectation);
}
