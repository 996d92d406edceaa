// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { RedactionInfoSchema } from "@chaukas/spec-common";
import {
  bytesFromHex,
  type CommittedRedaction,
  deriveSalts,
  digestLeaf,
  type ExportedRecord,
  type LeafOpening,
  type LeafPath,
  leafPathToPointer,
  listLeaves,
  type OpenedLeaf,
} from "@chaukas/spec-integrity";
import type { Random } from "../random.ts";
import { type Attack, type AttackContext, attackRecord, editEvent, type Json } from "./attack.ts";
import { editJson } from "./edit-json.ts";

/** Attacks that claim redactions, or that change how an event is opened. */
export const openingAttacks: Readonly<Record<string, Attack>> = {
  "claim a redaction": attackRecord((record, context) => claim(record, context, 0.2)),
  "claim a redaction of everything": attackRecord((record, context) => claim(record, context, 1)),
  "claim a redaction of nothing": attackRecord((record, context) => claim(record, context, 0)),
  "hide a redaction record": attackRecord(
    (record, context) => claim(record, context, 1),
    ({ event }) => event.content.case === "redactionRecord",
  ),
  "show an earlier state": (records, { random, honest }) => {
    if (honest.earlier.length === 0) {
      return undefined;
    }
    const { sequence, event, opening } = random.pick(honest.earlier);
    const part = random.pick([{ event, opening }, { event }, { opening }]);
    return records.map((record) => (record.sequence === sequence ? { ...record, ...part } : record));
  },
  "replay the opening of another event": attackRecord((_, { random, honest, other }) => ({
    opening: random.pick([...honest.records, ...honest.earlier, ...other.records]).opening,
  })),
  "open an erased leaf": attackLeaves((leaves, { random, honest, other }) => {
    const openings = [...honest.records, ...honest.earlier, ...other.records].map(({ opening }) => opening);
    const opened = openings.flatMap((opening) => ("leaves" in opening ? opening.leaves : [])).filter(isOpened);
    const guess = opened.length > 0 ? random.pick(opened) : { path: ["metadata", "0"], salt: "0".repeat(32) };
    return replaceOne(
      leaves,
      (leaf) => "digest" in leaf,
      random,
      () => guess,
    );
  }),
  "erase another leaf": attackLeaves((leaves, { random }) =>
    replaceOne(leaves, isOpened, random, () => ({ digest: "0".repeat(64) })),
  ),
  "change the order of leaves": attackLeaves((leaves, { random }) => random.shuffle(leaves)),
  "remove leaves": attackLeaves((leaves, { random }) => leaves.filter(() => random.chance(0.7))),
  "double a leaf": attackLeaves((leaves, { random }) => [...leaves, random.pick(leaves)]),
  "swap the salts of leaves": attackLeaves((leaves, { random }) => {
    const salts = random.shuffle(leaves.filter(isOpened).map(({ salt }) => salt));
    return leaves.map((leaf) => (isOpened(leaf) ? { ...leaf, salt: salts.pop() as string } : leaf));
  }),
  "change the path of a leaf": attackLeaves((leaves, { random }) =>
    replaceOne(leaves, isOpened, random, (leaf) =>
      isOpened(leaf) ? { ...leaf, path: changePath(leaf.path, random) } : leaf,
    ),
  ),
  "change the redaction of the producer": attackRecord(
    ({ event, opening }, { random }) => {
      const { leaves, redaction = {} } = opening as LeafOpening;
      const fields = event.redaction?.fields ?? [];
      const changed: CommittedRedaction = random.pick([
        {},
        { ...redaction, fields: fields.slice(0, 1 + random.integer(fields.length)) },
        { ...redaction, method: "none" },
        { ...redaction, fields: [...(redaction.fields ?? []), "/metadata"] },
      ]);
      return { opening: random.chance(0.2) ? { leaves } : { leaves, redaction: changed } };
    },
    ({ opening }) => "leaves" in opening,
  ),
};

function isOpened(leaf: OpenedLeaf): leaf is Extract<OpenedLeaf, { path: LeafPath }> {
  return "path" in leaf;
}

/** Returns the leaves of an opening, as anybody can open them who has the salt key. */
function openLeaves({ event, opening }: ExportedRecord): readonly OpenedLeaf[] {
  if ("leaves" in opening) {
    return opening.leaves;
  }
  const leaves = listLeaves(event);
  const salts = deriveSalts(bytesFromHex(opening.key), leaves.length);
  return leaves.map(({ path }, index) => ({ path, salt: salts[index] as string }));
}

/** Erases leaves of an event without a record, and then shows other values there. */
function claim(record: ExportedRecord, { random }: AttackContext, rate: number): Partial<ExportedRecord> | undefined {
  const { event, opening } = record;
  const values = new Map(listLeaves(event).map((leaf) => [JSON.stringify(leaf.path), leaf]));
  const places: string[] = [];
  const leaves = openLeaves(record).map((leaf): OpenedLeaf => {
    const value = isOpened(leaf) ? values.get(JSON.stringify(leaf.path)) : undefined;
    if (!isOpened(leaf) || value === undefined || !random.chance(rate)) {
      return leaf;
    }
    places.push(leafPathToPointer(random.chance(0.7) ? leaf.path : leaf.path.slice(0, 1)));
    return { digest: digestLeaf(leaf.salt, value) };
  });
  const before = event.redaction;
  const named = random.chance(0.2)
    ? [...places, random.pick(["", "/metadata", "/infrastructure", "/tool_call/arguments"])]
    : places;
  const redaction = create(RedactionInfoSchema, {
    fields: [...(before?.fields ?? []), ...new Set(named)],
    method: random.pick(["mask", "drop"]),
    saltId: before?.saltId ?? "",
  });
  const shown = editEvent({ ...event, contentHash: "", redaction }, (json) => {
    for (let edits = random.integer(4); edits > 0; edits--) {
      editJson(json[random.pick(["metadata", "content", "tags"])] ?? {}, random);
    }
    if (random.chance(0.2)) {
      json["metadata"] = { forged: true };
    }
  });
  const committed = "leaves" in opening ? opening.redaction : committedOf(before);
  return shown && { event: shown, opening: { leaves, ...(committed !== undefined && { redaction: committed }) } };
}

function committedOf(redaction: ExportedRecord["event"]["redaction"]): CommittedRedaction | undefined {
  return (
    redaction && {
      ...(redaction.fields.length > 0 && { fields: redaction.fields }),
      ...(redaction.method !== "" && { method: redaction.method }),
      ...(redaction.saltId !== "" && { salt_id: redaction.saltId }),
    }
  );
}

function attackLeaves(
  change: (leaves: readonly OpenedLeaf[], context: AttackContext) => readonly OpenedLeaf[],
): Attack {
  return attackRecord(
    ({ event, opening }, context) => {
      const { leaves, ...rest } = opening as LeafOpening;
      const shown = context.random.chance(0.5) ? event : editEvent(event, (json) => editOne(json, context.random));
      return shown && { event: shown, opening: { leaves: change(leaves, context), ...rest } };
    },
    ({ opening }) => "leaves" in opening && opening.leaves.length > 0,
  );
}

function editOne(json: Record<string, Json>, random: Random): void {
  editJson(json[random.pick(["metadata", "content", "tags", "cost"])] ?? {}, random);
}

function replaceOne(
  leaves: readonly OpenedLeaf[],
  fits: (leaf: OpenedLeaf) => boolean,
  random: Random,
  replace: (leaf: OpenedLeaf) => OpenedLeaf,
): readonly OpenedLeaf[] {
  const candidates = leaves.filter(fits);
  const target = candidates.length > 0 ? random.pick(candidates) : undefined;
  return leaves.map((leaf) => (leaf === target ? replace(leaf) : leaf));
}

function changePath(path: LeafPath, random: Random): LeafPath {
  const place = random.integer(path.length);
  const segment = path[place];
  const changed =
    typeof segment === "number"
      ? random.pick([String(segment), segment + 1])
      : /^\d+$/.test(segment ?? "")
        ? Number(segment)
        : `${segment}x`;
  return random.pick([path.with(place, changed), [...path, 0], path.length > 1 ? path.slice(0, -1) : ["metadata"]]);
}
