// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { CapabilitiesJson } from "../gen/chaukas/spec/common/v1/query_json.js";
import { type Capabilities, CapabilitiesSchema } from "../gen/chaukas/spec/common/v1/query_pb.js";
import { publicReaderOf } from "./public-dialect.js";
import { readJson, readJsonText } from "./read-json.js";
import { writeJson, writeJsonText } from "./write-json.js";

/**
 * Writes capabilities in the public JSON form, as values for `JSON.stringify`. Fields that this version does not know are
 * left out. Throws `JsonCodecError` for what JSON cannot express.
 */
export function capabilitiesToJson(capabilities: Capabilities): CapabilitiesJson {
  return writeJson(CapabilitiesSchema, capabilities) as CapabilitiesJson;
}

/** Reads capabilities from values as `JSON.parse` makes them. Throws `JsonCodecError` unless they are in the public JSON form. */
export function capabilitiesFromJson(json: unknown): Capabilities {
  return readJson(publicReaderOf, CapabilitiesSchema, json);
}

/** Writes capabilities in the public JSON form, as text. It keeps the sign of minus zero, which `JSON.stringify` drops. */
export function capabilitiesToJsonString(capabilities: Capabilities): string {
  return writeJsonText(CapabilitiesSchema, capabilities);
}

/**
 * Reads capabilities from text in the public JSON form. Throws `JsonCodecError`, also for what `JSON.parse` would silently
 * mend: keys that occur twice, and integers that a number rounds.
 */
export function capabilitiesFromJsonString(text: string): Capabilities {
  return readJsonText(publicReaderOf, CapabilitiesSchema, text);
}
