// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { WireType } from "@bufbuild/protobuf/wire";
import { EventType } from "@chaukas/spec-common";
import { describe, expect, test } from "vitest";
import type { EventLog, LogEntry } from "../../src/store/contract/event-log.js";
import type { EventFilter } from "../../src/store/contract/event-store.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeRedaction } from "../events/make-redaction.js";
import { findLogFaults } from "./find-log-faults.js";
import type { StoreHarness } from "./store-harness.js";

export function describeRedaction(get: () => StoreHarness): void {
  const logOf = () => get().store.log as EventLog;
  const makeSecret = (tenantId: string, text = "the secret word") =>
    makeNewEvent({
      tenantId,
      tags: ["kept"],
      content: { case: "message", value: { role: "user", text } },
      metadata: { kept: "here" },
      redaction: { fields: ["/message/name"], method: "drop" },
    });
  const readEntry = async (tenantId: string, fromSequence = 0) => {
    const [entry] = await logOf().readEntries(tenantId, { fromSequence, limit: 1 });
    return entry as LogEntry;
  };
  const storeSecret = async (tenantId: string) => {
    await get().store.append([makeSecret(tenantId), makeNewEvent({ tenantId })]);
    return readEntry(tenantId);
  };
  const find = async (tenantId: string, word: string) => {
    const filter = { tenantId, words: [word] };
    const { events, totalCount } = await get().store.findPage({ filter, order: "ascending", limit: 10 });
    expect(events).toHaveLength(totalCount);
    return totalCount;
  };
  const isConflict = { name: "StoreError", code: "conflict" };

  describe("redaction", () => {
    test("removes values, their words and the content hash, and is recorded in the log", async () => {
      const tenantId = "redaction";
      const before = await storeSecret(tenantId);
      expect([await find(tenantId, "secret"), await find(tenantId, "here")]).toEqual([1, 1]);
      const redaction = makeRedaction(before, ["/message/text"]);
      expect(await logOf().redact(tenantId, redaction)).toEqual({ recordSequence: 2 });
      expect([await find(tenantId, "secret"), await find(tenantId, "here")]).toEqual([0, 1]);
      const after = await readEntry(tenantId);
      const { commit, leaf, hashPrev, serverTimestamp } = before;
      expect(after).toMatchObject({ revision: 1, commit, leaf, hashPrev, serverTimestamp, sequence: 0 });
      expect(after.opening).toEqual({
        kind: "leaves",
        leaves: redaction.leaves,
        sourceRedaction: redaction.sourceRedaction,
      });
      expect(after.event).toMatchObject({
        contentHash: "",
        hashPrev: before.event.hashPrev,
        wormProofId: before.event.wormProofId,
        content: { value: { role: "user", text: "" } },
        metadata: { kept: "here" },
        redaction: { fields: ["/message/name", "/message/text"], method: "drop" },
      });
      const [stored] = await get().store.readLog(tenantId, { limit: 1 });
      expect(stored?.event).toEqual(after.event);
      expect((await readEntry(tenantId, 2)).event.eventId).toBe(redaction.record.event.eventId);
      expect(await findLogFaults(logOf(), tenantId)).toEqual([]);
    });

    test("may be followed by another one", async () => {
      const tenantId = "redaction-again";
      await logOf().redact(tenantId, makeRedaction(await storeSecret(tenantId), ["/message/text"]));
      const second = makeRedaction(await readEntry(tenantId), ["/metadata/kept"]);
      expect(await logOf().redact(tenantId, second)).toEqual({ recordSequence: 3 });
      const { revision, event } = await readEntry(tenantId);
      expect([revision, event.metadata]).toEqual([2, {}]);
      expect(await find(tenantId, "here")).toBe(0);
      expect(await findLogFaults(logOf(), tenantId)).toEqual([]);
    });

    test("removes tags, the agent and its name from every filter", async () => {
      const tenantId = "redaction-columns";
      const secret = { tags: ["eu", "jane", "kept"], agentId: "agent-of-jane", agentName: "Jane's agent" };
      await get().store.append([makeNewEvent({ tenantId, ...secret }), makeNewEvent({ tenantId, ...secret })]);
      const count = async (filter: Partial<EventFilter>) => {
        const query = { filter: { tenantId, ...filter }, order: "ascending", limit: 10 } as const;
        return (await get().store.findPage(query)).totalCount;
      };
      const counts = async () => [
        await count({ tags: ["eu"] }),
        await count({ tags: ["jane"] }),
        await count({ tags: ["kept"] }),
        await count({ agentId: "agent-of-jane" }),
        await count({ words: ["jane"] }),
      ];
      expect(await counts()).toEqual([2, 2, 2, 2, 2]);
      await logOf().redact(tenantId, makeRedaction(await readEntry(tenantId), ["/tags/1", "/agent_id", "/agent_name"]));
      expect(await counts()).toEqual([2, 1, 2, 1, 1]);
      expect((await readEntry(tenantId)).event).toMatchObject({ tags: ["eu", "", "kept"], agentId: "", agentName: "" });
      await logOf().redact(tenantId, makeRedaction(await readEntry(tenantId), ["/tags"]));
      expect(await counts()).toEqual([1, 1, 1, 1, 1]);
      expect(await findLogFaults(logOf(), tenantId)).toEqual([]);
    });

    test("changes nothing if it is based on an old revision or its record is invalid", async () => {
      const tenantId = "redaction-stale";
      const entry = await storeSecret(tenantId);
      await logOf().redact(tenantId, makeRedaction(entry, ["/message/text"]));
      const before = await readEntry(tenantId);
      await expect(logOf().redact(tenantId, makeRedaction(entry, ["/metadata"]))).rejects.toMatchObject(isConflict);
      const missing = { ...makeRedaction(before, ["/metadata"]), sequence: 99 };
      await expect(logOf().redact(tenantId, missing)).rejects.toMatchObject(isConflict);
      const known = { ...makeRedaction(before, ["/metadata"]), record: makeNewEvent({ ...entry.event }) };
      await expect(logOf().redact(tenantId, known)).rejects.toMatchObject(isConflict);
      const foreign = {
        ...makeRedaction(before, ["/metadata"]),
        record: makeNewEvent({ tenantId: "redaction-other" }),
      };
      await expect(logOf().redact(tenantId, foreign)).rejects.toMatchObject(isConflict);
      expect(await readEntry(tenantId)).toEqual(before);
      expect(await logOf().readHead(tenantId)).toMatchObject({ size: 3 });
      expect(await logOf().readHead("redaction-other")).toMatchObject({ size: 0 });
    });

    test.each([
      ["another project", { projectId: "another" }],
      ["another session", { sessionId: "another" }],
      ["another type", { type: EventType.ERROR }],
    ])("is rejected if it changes the event to one with %s", async (name, change) => {
      const tenantId = `redaction-of-${name.replace(" ", "-")}`;
      const before = await storeSecret(tenantId);
      const redaction = makeRedaction(before, ["/message/text"]);
      const event = { ...redaction.event, ...change };
      await expect(logOf().redact(tenantId, { ...redaction, event })).rejects.toMatchObject({
        name: "StoreError",
        code: "unsupported",
        message: `event 0 of tenant "${tenantId}": expected changes to redactable fields only, got others`,
      });
      expect(await readEntry(tenantId)).toEqual(before);
      expect(await logOf().readHead(tenantId)).toMatchObject({ size: 2 });
    });

    test("stores neither fields that only the server sets nor unknown fields", async () => {
      const tenantId = "redaction-fields";
      const before = await storeSecret(tenantId);
      const redaction = makeRedaction(before, ["/message/text"]);
      const $unknown = [{ no: 4000, wireType: WireType.Varint, data: new Uint8Array([1]) }];
      const { contentHash } = before.event;
      await logOf().redact(tenantId, { ...redaction, event: { ...redaction.event, contentHash, $unknown } });
      const { event } = await readEntry(tenantId);
      expect([event.contentHash, event.$unknown]).toEqual(["", undefined]);
      expect(await find(tenantId, contentHash)).toBe(0);
    });

    test("is rejected if it is for another event", async () => {
      const tenantId = "redaction-of-another";
      const redaction = makeRedaction(await storeSecret(tenantId), ["/message/text"]);
      const { eventId } = redaction.event;
      await expect(logOf().redact(tenantId, { ...redaction, sequence: 1 })).rejects.toMatchObject({
        ...isConflict,
        message: `event 1 of tenant "${tenantId}": expected the event ID "${eventId}", found another`,
      });
    });

    test("is applied once for each revision if many are requested at once", async () => {
      const tenantId = "redaction-race";
      const entry = await storeSecret(tenantId);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => logOf().redact(tenantId, makeRedaction(entry, ["/message/text"]))),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await logOf().readHead(tenantId)).toMatchObject({ size: 3 });
    });

    test("turns events with the same id into conflicts that state the reason", async () => {
      const tenantId = "redaction-duplicate";
      const secret = makeSecret(tenantId);
      await get().store.append([secret]);
      expect(await get().store.append([secret])).toEqual([{ status: "duplicate" }]);
      await logOf().redact(tenantId, makeRedaction(await readEntry(tenantId), ["/message/text"]));
      expect(await get().store.append([secret])).toEqual([{ status: "conflict", isRedacted: true }]);
    });

    test("keeps the event in every count and under every filter except words", async () => {
      const tenantId = "redaction-counts";
      const before = await storeSecret(tenantId);
      const stats = await get().store.countEvents({ tenantId });
      const redaction = makeRedaction(before, ["/message", "/metadata"]);
      await logOf().redact(tenantId, redaction);
      const after = await get().store.countEvents({ tenantId });
      expect(after.totalEvents).toBe(stats.totalEvents + 1);
      const page = await get().store.findPage({ filter: { tenantId, tags: ["kept"] }, order: "ascending", limit: 10 });
      expect(page.events.map(({ sequence }) => sequence)).toEqual([0]);
    });

    test("is recorded in the session of the event, which lasts no longer for it", async () => {
      const tenantId = "redaction-session";
      const at = (seconds: number) => ({ seconds: BigInt(seconds), nanos: 0 });
      await get().store.append([
        makeNewEvent({ tenantId, sessionId: "s", agentName: "x", timestamp: at(1000) }),
        makeNewEvent({ tenantId, sessionId: "s", timestamp: at(1002) }),
      ]);
      const { record } = makeRedaction(await readEntry(tenantId), ["/agent_name"]);
      await logOf().redact(tenantId, makeRedaction(await readEntry(tenantId), ["/agent_name"]));
      const all = await get().store.countEvents({ tenantId });
      expect(all).toMatchObject({ totalEvents: 3, totalSessions: 1, avgSessionDurationMs: 2000 });
      const ranged = await get().store.countEvents({ tenantId, start: at(0), end: at(2_000_000_000) });
      expect(ranged).toEqual(all);
      const { timestamp: start } = record.event;
      const recordOnly = await get().store.countEvents({ tenantId, start: start ?? at(0), end: at(2_000_000_000) });
      expect(recordOnly).toMatchObject({ totalEvents: 1, totalSessions: 1, avgSessionDurationMs: 0 });
      const filter = { tenantId, sessionId: "s" };
      const page = await get().store.findPage({ filter, order: "descending", limit: 1 });
      expect(page.events.map(({ event }) => event.content.case)).toEqual(["redactionRecord"]);
      await get().store.append([makeNewEvent({ tenantId, sessionId: "s", timestamp: at(1003) })]);
      expect(await get().store.countEvents({ tenantId })).toMatchObject({ avgSessionDurationMs: 3000 });
    });

    test("is the only way to change an event, even if the store is bypassed", async () => {
      const tenantId = "redaction-worm";
      await logOf().redact(tenantId, makeRedaction(await storeSecret(tenantId), ["/message/text"]));
      const before = await logOf().readEntries(tenantId, { fromSequence: 0, limit: 10 });
      const refused = /append-only|permission denied/;
      const update = "UPDATE events SET salt_key = NULL, content_hash = NULL, opening = body, revision = revision + 1";
      await expect(get().runSql(update)).rejects.toThrow(refused);
      await expect(get().runSql("UPDATE events SET revision = revision")).rejects.toThrow(refused);
      await expect(get().runSql("DELETE FROM redactions")).rejects.toThrow(refused);
      await expect(get().runSql("UPDATE redactions SET revision = 7")).rejects.toThrow(refused);
      expect(await logOf().readEntries(tenantId, { fromSequence: 0, limit: 10 })).toEqual(before);
    });

    test("can be followed by a purge, which changes nothing that can be read", async () => {
      const tenantId = "redaction-purge";
      await logOf().redact(tenantId, makeRedaction(await storeSecret(tenantId), ["/message/text"]));
      const before = await logOf().readEntries(tenantId, { fromSequence: 0, limit: 10 });
      await logOf().purge();
      await logOf().purge();
      expect(await logOf().readEntries(tenantId, { fromSequence: 0, limit: 10 })).toEqual(before);
      expect(await find(tenantId, "here")).toBe(1);
      await get().store.append([makeNewEvent({ tenantId })]);
      expect(await findLogFaults(logOf(), tenantId)).toEqual([]);
    });
  });
}
