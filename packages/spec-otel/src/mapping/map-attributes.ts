// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { AnyValue, KeyValue } from "../gen/opentelemetry/proto/common/v1/common_pb.js";
import { type FieldValue, findForm, isForm, readValue, writeValue } from "../values/field-values.js";
import { foldList, spreadList } from "../values/fold-list.js";
import { draftField, type EventDraft, setField } from "./event-fields.js";
import {
  type ListRow,
  listRows,
  type MappingRow,
  mappingRows,
  type OperationKind,
  type Place,
} from "./mapping-table.js";

/** Where the fields of an operation are: the events that it has. */
export type PartName = Exclude<Place, "both">;

/** The drafts of the events of an operation. */
export type Drafts = Partial<Record<PartName, EventDraft>>;

/** What became of attributes. */
export interface AttributeMapping {
  /** The attributes that no field gives back exactly. */
  readonly rest: readonly KeyValue[];
  /**
   * Where each of the others is: by its name, the path of a field, such as `llm_invocation/model`. Before it stands the
   * event, if that is not the one that ends the operation, and behind it the form of the value, if it is not the plain
   * one: `start:llm_invocation/temperature as double`. A list has the name `llm.input_messages.*`.
   */
  readonly mapped: JsonObject;
}

const rowsByKind = new Map<string, readonly MappingRow[]>();

function rowsOf(kind: OperationKind | "resource"): readonly MappingRow[] {
  let rows = rowsByKind.get(kind);
  if (rows === undefined) {
    rows = mappingRows.filter(({ on, place }) =>
      on === undefined ? kind !== "resource" || place === "both" : kind !== "resource" && on.includes(kind),
    );
    rowsByKind.set(kind, rows);
  }
  return rows;
}

/**
 * Puts the values of attributes into the fields of the events, by the rows of the table for the kind of operation.
 *
 * An attribute counts as mapped only if its field gives exactly the same value back. So whatever an emitter writes, such as
 * a number as text, or two attributes that contradict each other, is still in `rest`.
 */
export function mapAttributes(
  attributes: readonly KeyValue[],
  kind: OperationKind | "resource",
  drafts: Drafts,
): AttributeMapping {
  const values = new Map<string, AnyValue>();
  const fixed = new Set<string>();
  for (const { key, keyStrindex, value } of attributes) {
    if (values.has(key) || value === undefined || keyStrindex !== 0) {
      fixed.add(key);
    } else {
      values.set(key, value);
    }
  }
  const places = new Map<string, [PartName, string]>();
  for (const row of rowsOf(kind)) {
    for (const names of Object.values(row.from)) {
      for (const name of names) {
        const value = fixed.has(name) ? undefined : values.get(name);
        if (value !== undefined && (row.place === "both" || places.get(name)?.[0] !== row.place)) {
          const place = mapValue(row, value, drafts);
          if (place !== undefined && !places.has(name)) {
            places.set(name, place);
          }
        }
      }
    }
  }
  const lists = kind === "resource" ? [] : mapLists(attributes, kind, drafts, fixed);
  const inLists = new Set(lists.flatMap(({ keys }) => keys));
  dropHandoff(drafts);
  // A later attribute may have set a member of an object that an earlier one gave.
  const kept = [...places].filter(([name, [part, text]]) => isExact(drafts[part], text, values.get(name)));
  const singles = new Set(kept.map(([name]) => name));
  const mapped: JsonObject = Object.fromEntries([
    ...kept.map(([name, [part, text]]) => [name, locate(part, text)]),
    ...lists.map(({ name, part, text }) => [name, locate(part, text)]),
  ]);
  return { rest: attributes.filter(({ key }) => !singles.has(key) && !inLists.has(key)), mapped };
}

/** Returns whether a place, such as `llm_invocation/temperature as double`, gives exactly the value back. */
function isExact(draft: EventDraft | undefined, text: string, value: AnyValue | undefined): boolean {
  const [path = "", form = "plain"] = text.split(" as ");
  const field = draft && draftField(draft, path);
  return field !== undefined && value !== undefined && findForm(field, value) === form;
}

function locate(part: PartName, text: string): string {
  return part === "end" ? text : `${part}:${text}`;
}

/** An agent at the root of a graph has no other agent before it. */
function dropHandoff(drafts: Drafts): void {
  if (drafts.handoff !== undefined && !draftField(drafts.handoff, "agent_handoff/from_agent_id")) {
    delete drafts.handoff;
  }
}

/** Sets the fields of a row. Returns the place from which the value can be restored, if there is one. */
function mapValue(row: MappingRow, value: AnyValue, drafts: Drafts): [PartName, string] | undefined {
  const read = readValue(row.as, value);
  if (read === undefined) {
    return undefined;
  }
  const parts: PartName[] = row.place === "both" ? ["end", "start"] : [drafts[row.place] ? row.place : "end"];
  let place: [PartName, string] | undefined;
  for (const part of parts) {
    const draft = drafts[part];
    if (draft !== undefined && (draftField(draft, row.field) !== undefined || setField(draft, row.field, read))) {
      place ??= findPlace(draft, part, row.field, value);
    }
  }
  return place;
}

function findPlace(draft: EventDraft, part: PartName, path: string, value: AnyValue): [PartName, string] | undefined {
  // What is no object is a member of one: see the reading `object`.
  for (const candidate of [path, `${path}/value`]) {
    const field = candidate === path ? draftField(draft, path) : memberOf(draftField(draft, path));
    const form = field === undefined ? undefined : findForm(field, value);
    if (form !== undefined) {
      return [part, form === "plain" ? candidate : `${candidate} as ${form}`];
    }
  }
  return undefined;
}

function memberOf(field: FieldValue | undefined): FieldValue | undefined {
  const isObject =
    typeof field === "object" && field !== null && !Array.isArray(field) && Object.hasOwn(field, "value");
  return isObject ? ((field as JsonObject)["value"] as FieldValue) : undefined;
}

interface MappedList {
  readonly name: string;
  readonly part: PartName;
  readonly text: string;
  readonly keys: readonly string[];
}

function mapLists(
  attributes: readonly KeyValue[],
  kind: OperationKind,
  drafts: Drafts,
  fixed: ReadonlySet<string>,
): MappedList[] {
  return listRows.flatMap((row) => {
    const members = row.on?.includes(kind) ? attributes.filter(({ key }) => isMemberOf(row, key)) : [];
    const part = row.place === "both" ? "end" : row.place;
    const draft = drafts[part];
    if (members.length === 0 || draft === undefined || members.some(({ key }) => fixed.has(key))) {
      return [];
    }
    const list = foldList(row.prefix, members, row.named);
    if (list === undefined || !isRestored(row, list, members)) {
      return [];
    }
    if (draftField(draft, row.field) !== undefined || !setField(draft, row.field, list)) {
      return [];
    }
    const form = row.named ? "namedList" : "list";
    const text = `${row.field} as ${form}`;
    return [{ name: `${row.prefix}.*`, part, text, keys: members.map(({ key }) => key) }];
  });
}

function isMemberOf({ prefix }: ListRow, key: string): boolean {
  return key.startsWith(prefix) && /^\.\d/.test(key.slice(prefix.length));
}

function isRestored(row: ListRow, list: JsonValue, members: readonly KeyValue[]): boolean {
  const restored = new Map(spreadList(row.prefix, list, row.named));
  return (
    restored.size === members.length &&
    members.every(({ key, value }) => {
      const leaf = restored.get(key);
      return value !== undefined && leaf !== undefined && findForm(leaf, value) === "plain";
    })
  );
}

/** Returns the attributes of one entry of `mapped`, or undefined if the events lack the value. */
export function restoreAttributes(
  name: string,
  text: string,
  read: (part: PartName, path: string) => FieldValue | undefined,
): [string, AnyValue["value"]][] | undefined {
  const [, part = "end", path = "", form = "plain"] = /^(?:(\w+):)?(\S+?)(?: as (\w+))?$/.exec(text) ?? [];
  const field = read(part as PartName, path);
  if (field === undefined) {
    return undefined;
  }
  if (name.endsWith(".*")) {
    return spreadList(name.slice(0, -2), field as JsonValue, form === "namedList").map(([key, leaf]) => [
      key,
      writeValue("plain", leaf) ?? { case: undefined },
    ]);
  }
  const value = isForm(form) ? writeValue(form, field) : undefined;
  return value === undefined ? undefined : [[name, value]];
}
