// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonValue } from "@bufbuild/protobuf";
import { parseJson } from "@chaukas/spec-common/json";

/** Texts of JSON that emitters write: with and without spaces, and with all characters or ASCII only. */
export type JsonTextForm = "json" | "jsonSpaced" | "jsonAscii" | "jsonSpacedAscii";

/** Parses a text that is an object or an array in JSON. Undefined for any other text. */
export function parseJsonObject(text: string): JsonValue | undefined {
  return /^\s*[[{]/.test(text) ? tryParse(text) : undefined;
}

/** Parses a text that is a text in JSON, such as `"a"` with its quotes. Undefined for any other text. */
export function parseJsonText(text: string): string | undefined {
  return /^".*"$/s.test(text) ? (tryParse(text) as string | undefined) : undefined;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    const json = parseJson(text) as JsonValue;
    // Half of a surrogate pair, which JSON can escape, and no message can hold.
    return /\\u[dD][89a-fA-F]/.test(text) && /\\ud[89a-f]/.test(JSON.stringify(json)) ? undefined : json;
  } catch {
    return undefined;
  }
}

/** Writes JSON as text in one of the forms. */
export function formatJson(json: JsonValue, form: JsonTextForm): string {
  const text = form === "json" || form === "jsonAscii" ? JSON.stringify(json) : spaced(json);
  return form === "jsonAscii" || form === "jsonSpacedAscii" ? escapeNonAscii(text) : text;
}

/** Writes JSON with a space after each comma and colon, as `json.dumps` of Python does. */
function spaced(json: JsonValue): string {
  if (typeof json !== "object" || json === null) {
    return JSON.stringify(json);
  }
  return Array.isArray(json)
    ? `[${json.map(spaced).join(", ")}]`
    : `{${Object.entries(json)
        .map(([key, value]) => `${JSON.stringify(key)}: ${spaced(value)}`)
        .join(", ")}}`;
}

function escapeNonAscii(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
