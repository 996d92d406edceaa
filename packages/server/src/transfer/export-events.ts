// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { EventStore } from "../store/contract/event-store.js";
import type { Instant } from "../store/contract/new-event.js";
import type { ExportFormat } from "./export-formats.js";

/** Selection of events to export. */
export interface ExportSelection {
  readonly tenantId?: string;
  readonly projectId?: string;
  /** Inclusive. */
  readonly start?: Instant;
  /** Exclusive. */
  readonly end?: Instant;
  readonly fromSequence: number;
}

const pageSize = 500;

/**
 * Yields the selected events as lines. Reads the store page by page, so memory stays bounded. After each page, reports the
 * sequence from which a later export continues, and the number of its events.
 */
export async function* exportEvents(
  store: EventStore,
  selection: ExportSelection,
  format: ExportFormat,
  onProgress: (tenantId: string, nextSequence: number, events: number) => void,
): AsyncGenerator<string> {
  const tenants = selection.tenantId === undefined ? await store.listTenants() : [selection.tenantId];
  if (format.header !== undefined) {
    yield format.header;
  }
  for (const tenantId of tenants) {
    const lines = format.open(store, tenantId);
    let fromSequence = selection.fromSequence;
    for (;;) {
      const page = await store.readLog(tenantId, { fromSequence, limit: pageSize });
      const selected = page.filter(({ event }) => isSelected(event, selection));
      yield* await lines.take(selected);
      fromSequence = (page.at(-1)?.sequence ?? fromSequence - 1) + 1;
      onProgress(tenantId, fromSequence, selected.length);
      if (page.length < pageSize) {
        break;
      }
    }
    yield* await lines.end();
  }
}

function isSelected({ projectId, timestamp }: Event, selection: ExportSelection): boolean {
  if (selection.projectId !== undefined && projectId !== selection.projectId) {
    return false;
  }
  const time = timestamp ?? { seconds: 0n, nanos: 0 };
  return (
    (selection.start === undefined || compareInstants(time, selection.start) >= 0) &&
    (selection.end === undefined || compareInstants(time, selection.end) < 0)
  );
}

function compareInstants(a: Instant, b: Instant): number {
  return a.seconds === b.seconds ? a.nanos - b.nanos : a.seconds < b.seconds ? -1 : 1;
}
