// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventToJsonString } from "@chaukas/spec-common/json";
import type { ExportedRecord } from "@chaukas/spec-integrity";
import { type Attack, type AttackContext, attackRecord, editEvent, type Json } from "./attack.ts";
import { type JsonEdit, jsonEdits } from "./edit-json.ts";

const plain = ["event_id", "tenant_id", "session_id", "project_id", "trace_id", "type", "severity", "status", "author"];
const own = [...plain, "timestamp", "content_hash", "hash_prev", "worm_proof_id", "server_timestamp", "redaction"];

/** Attacks that change what an event shows. */
export const eventAttacks: Readonly<Record<string, Attack>> = {
  ...Object.fromEntries(
    Object.entries(jsonEdits).flatMap(([name, change]): [string, Attack][] => [
      [name, editShown(change, ({ opening }) => "key" in opening)],
      [`${name} of a redacted event`, editShown(change, ({ opening }) => "leaves" in opening)],
    ]),
  ),
  "edit the redaction of an event": attackRecord(
    ({ event }, { random }) => edit(event, (json) => editRedaction(json, random)),
    ({ event }) => event.redaction !== undefined,
  ),
  "change a plain member": attackRecord(({ event }, { random }) =>
    edit(event, (json) => {
      const name = random.pick(plain);
      json[name] = typeof json[name] === "string" ? random.pick([`${json[name]}x`, "", "acme"]) : "x";
      if (["type", "severity", "status", "author"].includes(name)) {
        json[name] = 1 + random.integer(4);
      }
    }),
  ),
  "give content of another kind": attackRecord(({ event }, context) =>
    edit(event, (json) => {
      const content = pickMember("content", context);
      json["content"] = content ?? {};
      if (content === undefined || context.random.chance(0.2)) {
        delete json["content"];
      }
    }),
  ),
  "rename the kind of the content": attackRecord(({ event }, context) =>
    edit(event, (json) => {
      const { kind = "message" } = (pickMember("content", context) ?? {}) as Record<string, Json>;
      json["content"] = context.random.chance(0.5) ? { ...(json["content"] as object), kind } : { kind };
    }),
  ),
  "take a member of another event": attackRecord(({ event }, context) =>
    edit(event, (json) => {
      const from = pickJson(context);
      const name = context.random.pick(Object.keys(from));
      json[name] = from[name] as Json;
    }),
  ),
  "remove a member": attackRecord(({ event }, { random }) =>
    edit(event, (json) => {
      delete json[random.pick(Object.keys(json))];
    }),
  ),
  "swap two members": attackRecord(({ event }, { random }) =>
    edit(event, (json) => {
      const [one, other] = [random.pick(Object.keys(json)), random.pick(Object.keys(json))];
      [json[one], json[other]] = [json[other] as Json, json[one] as Json];
    }),
  ),
  "show another event": (records, { random }) => {
    const [target, source] = [random.pick(records), random.pick(records)];
    const { hashPrev, wormProofId, serverTimestamp } = target.event;
    const set = { hashPrev, wormProofId, ...(serverTimestamp !== undefined && { serverTimestamp }) };
    const event = { ...source.event, ...set, ...(random.chance(0.5) && { eventId: target.event.eventId }) };
    return records.map((record) => (record === target ? { ...record, event } : record));
  },
};

function editShown(change: JsonEdit, qualifies: (record: ExportedRecord) => boolean): Attack {
  return attackRecord(
    ({ event }, { random }) => edit(event, (json) => change(withoutServerFields(json), random)),
    qualifies,
  );
}

/** Edits an event. Many edits have no effect, or lead to JSON that is not an event, so that it tries several. */
function edit(event: ExportedRecord["event"], change: (json: Record<string, Json>) => void) {
  const before = eventToJsonString(event);
  for (let tries = 0; tries < 10; tries++) {
    const changed = editEvent(event, change);
    if (changed !== undefined && eventToJsonString(changed) !== before) {
      return { event: changed };
    }
  }
  return undefined;
}

function editRedaction(json: Record<string, Json>, random: AttackContext["random"]): void {
  const { fields = [], ...rest } = json["redaction"] as { fields?: string[]; method?: string; salt_id?: string };
  const changes = [
    () => random.shuffle(fields),
    () => fields.slice(1),
    () => fields.slice(0, -1),
    () => [...fields, random.pick(["/metadata", "/tags/0", "/content", "", "/infrastructure"])],
    () => [...fields, ...fields],
    () => fields.map((field) => `${field}/0`),
    () => fields.map((field) => field.slice(0, field.lastIndexOf("/"))),
  ];
  const changed = random.chance(0.7) ? random.pick(changes)() : fields;
  const others = random.chance(0.5) ? {} : { method: random.pick(["drop", "mask", "hash", "none"]), salt_id: "x" };
  json["redaction"] = { fields: changed, ...rest, ...others };
  if (random.chance(0.1)) {
    delete json["redaction"];
  }
}

/** Returns an object through which the members are edited that the producer set, those at the top included. */
function withoutServerFields(json: Record<string, Json>): Record<string, Json> {
  return new Proxy(json, {
    ownKeys: (target) => Reflect.ownKeys(target).filter((name) => !own.includes(String(name))),
  });
}

function pickJson({ random, honest, other }: AttackContext): Record<string, Json> {
  const { event } = random.pick([...honest.records, ...honest.earlier, ...other.records]);
  let json: Record<string, Json> = {};
  editEvent(event, (members) => {
    json = structuredClone(members);
  });
  return json;
}

function pickMember(name: string, context: AttackContext): Json | undefined {
  return pickJson(context)[name];
}
