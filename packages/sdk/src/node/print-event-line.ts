// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { decodeEvent } from "@chaukas/spec-common/codec";
import { eventToJsonString } from "@chaukas/spec-common/json";

/** Returns an encoded event as a line that `chaukas-server import` reads. */
export function printEventLine(bytes: Uint8Array): string {
  return `${eventToJsonString(decodeEvent(bytes))}\n`;
}
