// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { isKeyText } from "./key-text.js";

/**
 * Parses the key in an `authorization` header (RFC 6750, section 2.1). Throws `unauthenticated` if there is none. The
 * message never contains any part of the header.
 */
export function parseBearer(header: string | null): string {
  if (header === null) {
    throw new ConnectError('authorization: expected "Bearer" and a key, got no such header', Code.Unauthenticated);
  }
  const key = /^bearer +(.*)$/i.exec(header)?.[1]?.trimEnd();
  if (key === undefined || !isKeyText(key)) {
    throw new ConnectError('authorization: expected "Bearer" and a key, got something else', Code.Unauthenticated);
  }
  return key;
}
