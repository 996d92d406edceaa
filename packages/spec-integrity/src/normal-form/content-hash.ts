// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { sha256HexOfText } from "#hash";
import { normalForm } from "./normal-form.js";

const contentPrefix = "chaukas.event.v1\0";
const shownPrefix = "chaukas.shown.v1\0";

/**
 * Computes the content hash of an event (§2), in lower-case hex. It does not cover `content_hash` itself,
 * nor fields that only the server sets. Throws an `IntegrityError` for an event without a normal form.
 */
export function contentHash(event: Event): string {
  return hashNormalForm(normalForm(event));
}

/**
 * Computes the hash of what an event shows after a redaction (§6), in lower-case hex, which the record of the redaction
 * vouches for. Throws an `IntegrityError` for an event without a normal form.
 */
export function shownHash(event: Event): string {
  return sha256HexOfText(shownPrefix + normalForm(event));
}

/**
 * Returns the content hash of a normal form that {@link normalForm} has written.
 *
 * @internal
 */
export function hashNormalForm(text: string): string {
  return sha256HexOfText(contentPrefix + text);
}
