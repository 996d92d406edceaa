// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema, EventStatus, EventType } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { describeEvent, describeOperation, type OutlineItem } from "@chaukas/spec-common/session";

/** Characters of a text that are shown before an event is opened. */
const maxText = 240;

/** What a page shows of an item. */
export interface ItemText {
  readonly kind: string;
  readonly about: string;
  readonly result: string;
  readonly state: string;
}

/** Returns what a page shows of an item, in full. */
export function describeItem(item: OutlineItem): ItemText {
  return item.case === "event" ? readEvent(item.event) : readOperation(item);
}

/** Returns the events of an item itself, without those of the items in it. */
export function eventsOf(item: OutlineItem): readonly Event[] {
  return item.case === "event" ? [item.event] : [item.start, item.end].filter((event) => event !== undefined);
}

/** Returns the name of the type of an event for people, such as `policy decision`. */
export function nameType({ type }: Event): string {
  return (EventType[type] ?? `type ${type}`).toLowerCase().replaceAll("_", " ");
}

function readEvent(event: Event): ItemText {
  return { kind: nameType(event), about: describeEvent(event), result: "", state: "" };
}

function readOperation(operation: Extract<OutlineItem, { case: "operation" }>): ItemText {
  const { what, result } = describeOperation(operation);
  const { kind, start, end } = operation;
  const status = end === undefined ? "open" : nameStatus(end.status);
  const lasted = start !== undefined && end !== undefined ? ` in ${since(start.timestamp, end.timestamp)}` : "";
  return { kind, about: what, result, state: `${start === undefined ? "start missing, " : ""}${status}${lasted}` };
}

/** Returns the name of the status of an event for people. An operation without one has just ended. */
export function nameStatus(status: EventStatus): string {
  return status === EventStatus.UNSPECIFIED
    ? "ended"
    : (EventStatus[status] ?? `status ${status}`).toLowerCase().replaceAll("_", " ");
}

/** Returns the time of an event in RFC 3339. Empty if there is none. */
export function timeOf(event: Event | undefined): string {
  return formatTime(event?.timestamp);
}

/** Writes an instant in RFC 3339, with all its digits. Empty if there is none. */
export function formatTime(time: Event["timestamp"]): string {
  return time === undefined ? "" : String(eventToJson(create(EventSchema, { timestamp: time })).timestamp);
}

/** Returns the time from one instant to another, such as `1.659 s`. */
export function since(from: Event["timestamp"], to: Event["timestamp"]): string {
  const ms = Number((to?.seconds ?? 0n) - (from?.seconds ?? 0n)) * 1000 + ((to?.nanos ?? 0) - (from?.nanos ?? 0)) / 1e6;
  const hours = Math.trunc(ms / 3_600_000);
  return hours === 0
    ? `${(ms / 1000).toFixed(3)} s`
    : `${hours} h ${Math.trunc(Math.abs(ms % 3_600_000) / 60_000)} min`;
}

/** Writes a number with its noun, such as `1 event` or `2 events`. */
export function count(number: number, noun: string): string {
  const plural = noun.replace(/ss$/, "sse");
  return `${number} ${number === 1 ? noun : `${plural}s`}`;
}

/** Returns a name so that all of it can be seen: in quotes if it is blank, or begins or ends with spaces. */
export function showName(name: string): string {
  return name === name.trim() ? name : JSON.stringify(name);
}

/** Writes a sum of costs. A server may have to send one that is beyond what a number can be. */
export function showCost(currency: string, cost: number | string): string {
  const sum = typeof cost === "string" || Number.isFinite(cost) ? String(cost) : describeOverflow(cost);
  return `${showName(currency)} ${sum}`.trim();
}

function describeOverflow(cost: number): string {
  return cost > 0 ? `more than ${Number.MAX_VALUE}` : `less than ${-Number.MAX_VALUE}`;
}

/** Writes how many policy decisions had an outcome. */
export function showOutcome(outcome: string, times: number | bigint): string {
  return `${showName(outcome) || "(none)"} ${times}`;
}

/** Cuts a text that is too long for a line. */
export function cutText(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}
