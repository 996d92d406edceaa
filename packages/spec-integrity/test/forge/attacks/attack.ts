// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { eventFromJsonString, eventToJsonString, isJsonCodecError } from "@chaukas/spec-common/json";
import type { ExportedRecord } from "@chaukas/spec-integrity";
import type { HonestLog } from "../make-honest-log.ts";
import type { Random } from "../random.ts";

/** What a forger has: the log, all that it ever showed, and another log of the same tenant. */
export interface AttackContext {
  readonly random: Random;
  readonly honest: HonestLog;
  readonly other: HonestLog;
}

/** Changes a trail. Returns undefined if there is nothing to which the change applies. */
export type Attack = (
  records: readonly ExportedRecord[],
  context: AttackContext,
) => readonly ExportedRecord[] | undefined;

/** JSON that is edited in place. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Changes one record of a trail, picked from those that qualify. */
export function attackRecord(
  change: (record: ExportedRecord, context: AttackContext) => Partial<ExportedRecord> | undefined,
  qualifies: (record: ExportedRecord) => boolean = () => true,
): Attack {
  return (records, context) => {
    const candidates = records.filter(qualifies);
    if (candidates.length === 0) {
      return undefined;
    }
    const target = context.random.pick(candidates);
    const changed = change(target, context);
    return changed && records.map((record) => (record === target ? { ...record, ...changed } : record));
  };
}

/** Edits the public JSON of an event. Returns undefined if the result is not an event any more. */
export function editEvent(event: Event, edit: (json: Record<string, Json>) => void): Event | undefined {
  const json = JSON.parse(eventToJsonString(event));
  edit(json);
  try {
    return eventFromJsonString(JSON.stringify(json));
  } catch (error) {
    if (isJsonCodecError(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Sets a member of an object or an element of an array, even if its name is `__proto__`. */
export function setMember(container: object, key: string | number, value: Json): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}
