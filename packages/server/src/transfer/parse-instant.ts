// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromJson } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { Instant } from "../store/event-store.js";

/** Reads a time in RFC 3339, to the nanosecond. Returns undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  try {
    const { seconds, nanos } = fromJson(TimestampSchema, text);
    return { seconds, nanos };
  } catch {
    return undefined;
  }
}
