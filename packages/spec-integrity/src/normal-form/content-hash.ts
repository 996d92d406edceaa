// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { sha256HexOfText } from "#hash";
import { normalForm } from "./normal-form.js";

const contentPrefix = "chaukas.event.v1\0";

/**
 * Computes the content hash of an event (§2), in lower-case hex. Fields that only the server sets, and
 * `content_hash` itself, do not count. Throws an `IntegrityError` for an event without a normal form.
 */
export function contentHash(event: Event): string {
  return hashNormalForm(normalForm(event));
}

/**
 * The content hash of what {@link normalForm} has written.
 *
 * @internal
 */
export function hashNormalForm(text: string): string {
  return sha256HexOfText(contentPrefix + text);
}
