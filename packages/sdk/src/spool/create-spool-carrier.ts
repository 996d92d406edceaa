// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { type FileHandle, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { decodeEvent } from "@chaukas/spec-common/codec";
import { type Carrier, createRoomQueue } from "../delivery/carrier.js";
import { createDelivery } from "../delivery/create-delivery.js";
import type { DeliveryOptions } from "../delivery/delivery-options.js";
import type { EventSink, QueuedEvent } from "../delivery/queued-event.js";
import { isAbandoned, nameSegment } from "./segment-owner.js";
import { encodeRecords, readSegment, segmentHead } from "./spool-records.js";

/** A file with events. It is live while its events are in memory as well, otherwise it is read when its turn comes. */
interface Segment {
  path: string;
  live: boolean;
  bytes: number;
  /** Events that are not yet stored or refused. */
  pending: number;
  damage?: string;
}

interface OpenSegment extends Segment {
  readonly file: FileHandle;
  readonly inode: number;
}

interface Write {
  readonly event: QueuedEvent;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

const maxSegmentBytes = 4 * 2 ** 20;
const scanMs = 5000;

/** Reads the ids of an event. One that cannot be read is sent all the same, so that the server says why. */
function readIds(record: Uint8Array): Pick<QueuedEvent, "id" | "sessionId"> {
  try {
    const { eventId, sessionId } = decodeEvent(record);
    return { id: eventId, sessionId };
  } catch {
    return { id: "", sessionId: "" };
  }
}

/**
 * Creates a carrier that takes an event once it is on disk: it appends events to a file of this process, syncs those that
 * come together at once, and removes them when they are stored. Several processes share a folder, each with files of its
 * own. What a process leaves behind that died, another one sends.
 *
 * No lock is needed: a file is taken over by renaming it, and a writer checks after each sync that its file still has its
 * name. If not, it writes the same events to a new file before they count as taken. An event may thereby be sent twice,
 * which a server recognises by its id.
 */
export function createSpoolCarrier(folder: string, sink: EventSink, options: DeliveryOptions): Carrier {
  const { maxSpoolBytes, whenFull } = options.queue;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const room = createRoomQueue();
  let current: OpenSegment | undefined;
  /** Segments that must be read again, oldest first. */
  const stored: Segment[] = [];
  /** Segments that are not open, whose events are in memory. */
  const sent = new Set<Segment>();
  let writes: Write[] = [];
  let waitingBytes = 0;
  let chain: Promise<void> = Promise.resolve();
  let closed = false;

  const delivery = createDelivery(sink, {
    ...options,
    // Segments bound the memory: what is above is read later.
    onRoom() {
      options.onRoom();
      room.admit(() => hasRoom(1));
      if (delivery.waiting().length === 0 && stored.length > 0) {
        exclusively(loadNext);
      }
    },
  });

  /** Runs steps that touch files one after the other. */
  function exclusively(step: () => Promise<void>): Promise<void> {
    const result = chain.then(step);
    chain = result.catch((error: Error) => options.onFault(error));
    return result;
  }

  function usedBytes(): number {
    let sum = waitingBytes;
    for (const { bytes } of ownSegments()) {
      sum += bytes;
    }
    return sum;
  }

  function ownSegments(): ReadonlySet<Segment> {
    return new Set([...stored, ...sent, ...(current === undefined ? [] : [current])]);
  }

  function hasRoom(bytes: number): boolean {
    const used = usedBytes();
    return used <= segmentHead.length || used + bytes <= maxSpoolBytes;
  }

  async function openSegment(live: boolean): Promise<OpenSegment> {
    const path = join(folder, nameSegment());
    const file = await open(path, "ax", 0o600);
    await file.writeFile(segmentHead);
    await syncFolder();
    const { ino } = await file.stat();
    const segment = { path, live, bytes: segmentHead.length, pending: 0, file, inode: ino };
    if (!live) {
      stored.push(segment);
    }
    return segment;
  }

  /** Makes a new name last, where folders can be synced. */
  async function syncFolder(): Promise<void> {
    if (process.platform !== "win32") {
      const handle = openSync(folder, "r");
      try {
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    }
  }

  async function sealCurrent(): Promise<void> {
    const segment = current;
    current = undefined;
    if (segment !== undefined) {
      await segment.file.close();
      if (segment.live) {
        sent.add(segment);
        await removeIfDone(segment);
      }
    }
  }

  async function removeIfDone(segment: Segment): Promise<void> {
    if (segment.pending === 0 && sent.delete(segment)) {
      if (segment.damage === undefined) {
        await rm(segment.path, { force: true });
      } else {
        await rename(segment.path, `${segment.path}.damaged`);
      }
    }
  }

  async function writeGroup(): Promise<void> {
    const group = writes;
    writes = [];
    if (group.length === 0) {
      return;
    }
    const records = encodeRecords(group.map(({ event }) => event.bytes));
    try {
      const segment = await writeRecords(records);
      waitingBytes -= records.length;
      for (const { event, resolve } of group) {
        segment.pending += segment.live ? 1 : 0;
        if (segment.live) {
          deliver(segment, event);
        }
        resolve();
      }
      if (delivery.waiting().length === 0 && stored.length > 0) {
        // The group is written, whatever happens to other segments.
        await loadNext().catch((error: Error) => options.onFault(error));
      }
    } catch (reason) {
      waitingBytes -= records.length;
      // What was written of it must not be followed by other records.
      await sealCurrent().catch(() => {});
      for (const { reject } of group) {
        reject(reason as Error);
      }
    }
  }

  async function writeRecords(records: Uint8Array): Promise<OpenSegment> {
    // While events wait in files, later ones go there too, so that the order stays.
    const live = stored.length === 0 && delivery.hasRoom(records.length);
    for (;;) {
      if (current !== undefined && (current.live !== live || current.bytes > maxSegmentBytes)) {
        await sealCurrent();
      }
      current ??= await openSegment(live);
      const segment = current;
      await segment.file.writeFile(records);
      await segment.file.datasync();
      if (await keepsItsName(segment)) {
        segment.bytes += records.length;
        return segment;
      }
      // Another process has taken the file over. It may have read it before these records.
      await forget(segment);
    }
  }

  async function keepsItsName({ path, inode }: OpenSegment): Promise<boolean> {
    const found = await stat(path).catch(() => undefined);
    return found?.ino === inode;
  }

  async function forget(segment: OpenSegment): Promise<void> {
    current = undefined;
    const index = stored.indexOf(segment);
    if (index >= 0) {
      stored.splice(index, 1);
    }
    await segment.file.close();
  }

  function deliver(segment: Segment, event: QueuedEvent): void {
    delivery.add({
      ...event,
      settle(refusal) {
        segment.pending--;
        event.settle?.(refusal);
        if (segment.pending === 0 && !closed) {
          exclusively(() => tidy(segment));
        }
      },
    });
  }

  /** Removes what is stored from the disk. */
  async function tidy(segment: Segment): Promise<void> {
    if (segment.pending > 0) {
      return;
    }
    if (segment === current) {
      await current.file.truncate(segmentHead.length);
      current.bytes = segmentHead.length;
    } else {
      await removeIfDone(segment);
    }
    options.onRoom();
    room.admit(() => hasRoom(1));
  }

  /** Reads the next segment into memory. */
  async function loadNext(): Promise<void> {
    while (delivery.waiting().length === 0 && !closed) {
      const segment = stored[0];
      if (segment === undefined) {
        return;
      }
      if (segment === current) {
        await sealCurrent();
      }
      stored.shift();
      const bytes = await readFile(segment.path).catch((error: NodeJS.ErrnoException) => {
        // Another process has taken it over.
        if (error.code === "ENOENT") {
          return new Uint8Array();
        }
        // It may be readable later. The others come first meanwhile.
        stored.push(segment);
        throw error;
      });
      const { records, damage } = readSegment(bytes);
      if (damage !== undefined) {
        segment.damage = damage;
        options.onFault(new Error(`${segment.path}: ${damage}; the file is kept as ${segment.path}.damaged`));
      }
      segment.live = true;
      segment.pending = records.length;
      sent.add(segment);
      for (const record of records) {
        deliver(segment, { ...readIds(record), bytes: record });
      }
      await removeIfDone(segment);
    }
  }

  /** Takes over what other processes left behind, and shows that this one lives. */
  async function scan(): Promise<void> {
    const names = new Set([...ownSegments()].map(({ path }) => path));
    for (const path of names) {
      const now = new Date();
      await utimes(path, now, now).catch(() => {});
    }
    for (const name of (await readdir(folder)).sort()) {
      const path = join(folder, name);
      const found = names.has(path) ? undefined : await stat(path).catch(() => undefined);
      if (found !== undefined && isAbandoned(name, found.mtimeMs)) {
        const taken = join(folder, nameSegment());
        // Only one of several processes succeeds.
        const succeeded = await rename(path, taken).then(
          () => true,
          () => false,
        );
        if (succeeded) {
          stored.push({ path: taken, live: false, bytes: found.size, pending: 0 });
        }
      }
    }
    await loadNext();
  }

  const timer = setInterval(() => exclusively(scan).catch(() => {}), scanMs);
  (timer as unknown as NodeJS.Timeout).unref();
  exclusively(scan).catch(() => {});

  function append(event: QueuedEvent): Promise<boolean> {
    return new Promise((resolve, reject) => {
      waitingBytes += event.bytes.length + 8;
      writes.push({ event, resolve: () => resolve(true), reject });
      if (writes.length === 1) {
        // Reported to those that wait, by reject.
        exclusively(writeGroup).catch(() => {});
      }
    });
  }

  async function takeLater(event: QueuedEvent): Promise<boolean> {
    while (!hasRoom(event.bytes.length)) {
      await room.wait();
    }
    return append(event);
  }

  async function flush(timeoutMs: number): Promise<boolean> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const isReadable = await exclusively(loadNext).then(
        () => true,
        () => false,
      );
      const done = await delivery.flush(Math.max(0, end - Date.now()));
      await chain;
      if (delivery.waiting().length === 0 && stored.length === 0 && writes.length === 0) {
        return true;
      }
      if (closed || !done || Date.now() >= end) {
        return false;
      }
      // Leaves the files their turn, and one that cannot be read some time.
      await new Promise((resolve) => setTimeout(resolve, isReadable ? 5 : 500));
    }
  }

  return {
    take(event) {
      if (room.size === 0 && hasRoom(event.bytes.length + 8)) {
        return append(event);
      }
      return whenFull === "block" ? takeLater(event) : false;
    },
    flush,
    async close(timeoutMs) {
      await flush(timeoutMs);
      closed = true;
      clearInterval(timer);
      delivery.stop();
      await exclusively(async () => {
        await sealCurrent();
        for (const segment of [...stored, ...sent]) {
          await removeIfDone(segment);
          // Whatever is left belongs to nobody, so that any process may send it.
          await rename(segment.path, join(folder, nameSegment(0))).catch(() => {});
        }
      }).catch(() => {});
      return 0;
    },
    endangered() {
      const group = writes;
      writes = [];
      // The last moment of the process: what waits for a sync is synced now.
      if (group.length > 0) {
        const handle = openSync(join(folder, nameSegment(0)), "ax", 0o600);
        writeSync(handle, segmentHead);
        writeSync(handle, encodeRecords(group.map(({ event }) => event.bytes)));
        fdatasyncSync(handle);
        closeSync(handle);
      }
      return [];
    },
  };
}
