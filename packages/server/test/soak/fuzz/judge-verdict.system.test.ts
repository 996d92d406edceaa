// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import type { ReadEvent } from "../oracle/start-oracle.ts";
import { judgeVerdict } from "./judge-verdict.ts";
import type { Rejection } from "./read-verdict.ts";

const read: ReadEvent = { event: "CgE=", event_id: "e", odd: [] };
const unreadable: ReadEvent = { error: "ParseError: no" };
const rejection = (message: string, eventId = "e"): Rejection => ({
  code: "invalid_argument",
  field: "",
  message,
  eventId,
});
const batch = (count: number, rejections: Record<number, Rejection> = {}) => ({
  count,
  rejections: new Map(Object.entries(rejections).map(([index, value]) => [Number(index), value])),
});

it("expects what both read to be stored, and nothing that both refuse", () => {
  const judged = judgeVerdict("public", batch(2, { 1: rejection("/type: expected a name, found 1") }), {
    events: [read, unreadable],
  });
  expect(judged).toMatchObject({ faults: [], stored: [{ readings: [read] }], outcomes: ["stored", "refused by both"] });
});

it("finds an event that is stored although the reader refuses it", () => {
  const { faults } = judgeVerdict("public", batch(1), { events: [unreadable] });
  expect(faults).toEqual(['expected a rejection, since the reader fails with "ParseError: no"']);
  expect(judgeVerdict("public", batch(2), { error: "not JSON" }).faults).toHaveLength(2);
  expect(
    judgeVerdict("public", batch(1, { 0: rejection("expected JSON, found nothing") }), { error: "not JSON" }).faults,
  ).toEqual([]);
});

it("finds a rejection without a documented reason of what the reader reads", () => {
  const reasonless = rejection("agent_name: expected luck, got none");
  for (const verdict of [batch(1, { 0: reasonless }), { refused: reasonless }]) {
    expect(judgeVerdict("binary", verdict, { events: [read] }).faults).toEqual([
      expect.stringMatching(/^expected a documented reason, got .*luck/),
    ]);
  }
  const valid = "2026-01-31T23:59:59Z";
  const time = `/timestamp: expected an RFC 3339 time, such as 2026-01-31T23:59:59.123456789Z, found "${valid}" at line 1`;
  expect(judgeVerdict("public", { refused: rejection(time) }, { events: [read] }).faults).toHaveLength(1);
  const hash = `event.content_hash: expected ${"a".repeat(64)}, the hash of the event as received, got ${"b".repeat(64)}`;
  for (const documented of ["session_id: value is required", hash]) {
    const verdict = batch(1, { 0: rejection(documented) });
    expect(judgeVerdict("binary", verdict, { events: [read] }).faults).toEqual([]);
  }
});

it("finds a rejection that names another event, or does not say what is expected", () => {
  const judge = (found: Rejection) => judgeVerdict("binary", batch(1, { 0: found }), { events: [read] }).faults;
  expect(judge(rejection("type: value is required", "other"))).toEqual([
    "expected the rejection to name event e, got other",
  ]);
  const misplaced = { ...rejection("/type: expected a name, found 1"), field: "/author" };
  expect(judgeVerdict("public", batch(1, { 0: misplaced }), { events: [unreadable] }).faults).toEqual([
    expect.stringMatching(/^expected the rejection to be about one place, got \/author and /),
  ]);
  expect(judgeVerdict("binary", { refused: rejection("no") }, { events: [unreadable] }).faults).toEqual([
    'expected the rejection to say what is expected, got "no"',
  ]);
});

it("finds a verdict on another number of events", () => {
  expect(judgeVerdict("binary", batch(1), { events: [read, read] }).faults).toEqual([
    "expected a verdict on 2 events, got one on 1",
  ]);
});
