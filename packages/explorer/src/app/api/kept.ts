// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Checkpoint, type NoteVerifier, openCheckpoint, parseVerifierKey } from "@chaukas/spec-integrity";
import type { Connection } from "./connection.js";

/** A checkpoint with the note that signs it. */
export interface KeptCheckpoint extends Pick<Checkpoint, "size" | "root"> {
  readonly note: string;
}

const prefix = "chaukas:";

/** Returns the verifier key of a log that the user has pinned in this browser. */
export function pinnedKey(origin: string): NoteVerifier | undefined {
  const text = localStorage.getItem(`${prefix}key:${origin}`);
  try {
    return text === null ? undefined : parseVerifierKey(text);
  } catch {
    return undefined;
  }
}

/** Returns the origin of the log whose key was pinned for a connection. Undefined if none was. */
export function pinnedOrigin(connection: Connection): string | undefined {
  return localStorage.getItem(originName(connection)) ?? undefined;
}

function originName({ baseUrl, tenantId }: Connection): string {
  return `${prefix}origin:${JSON.stringify([baseUrl, tenantId])}`;
}

/** Pins the verifier key of a log, and the log for the connection. Throws for a text that is not a key of this log. */
export function pinKey(connection: Connection, origin: string, text: string): NoteVerifier {
  const key = parseVerifierKey(text.trim());
  if (key.name !== origin) {
    throw new Error(`expected a key of ${origin}, got one of ${key.name}`);
  }
  localStorage.setItem(`${prefix}key:${origin}`, text.trim());
  localStorage.setItem(originName(connection), origin);
  return key;
}

/** Forgets the log of a connection, its key, and the checkpoint that was kept with it. */
export function unpinKey(connection: Connection, origin: string): void {
  localStorage.removeItem(originName(connection));
  localStorage.removeItem(`${prefix}key:${origin}`);
  localStorage.removeItem(`${prefix}checkpoint:${origin}`);
}

/** Returns the checkpoint that was kept at the last visit, if it is signed by the key. */
export function keptCheckpoint(key: NoteVerifier): KeptCheckpoint | undefined {
  const note = localStorage.getItem(`${prefix}checkpoint:${key.name}`);
  const opened = note === null ? undefined : openCheckpoint(note, key);
  return opened?.valid && note !== null
    ? { size: opened.checkpoint.size, root: opened.checkpoint.root, note }
    : undefined;
}

/** Keeps a checkpoint for the next visit. */
export function keepCheckpoint(key: NoteVerifier, note: string): void {
  localStorage.setItem(`${prefix}checkpoint:${key.name}`, note);
}

/** What is kept until the tab is closed. */
const kept = createKept();

/** Returns the connection of this tab. The key of the caller stays in the tab. */
export function savedConnection(): Partial<Connection> {
  try {
    return JSON.parse(kept.read("connection") ?? "{}") as Partial<Connection>;
  } catch {
    return {};
  }
}

/** Keeps the connection until the tab is closed. */
export function saveConnection(connection: Connection): void {
  kept.write("connection", JSON.stringify(connection));
}

/** Returns whether views of this tab follow new events. They do unless the user has switched it off. */
export function keepsLive(): boolean {
  return kept.read("live") !== "off";
}

export function keepLive(isOn: boolean): void {
  kept.write("live", isOn ? "on" : "off");
}

/**
 * Creates what a tab keeps. All pages that are opened from disk have one origin in some browsers, so that the next one in
 * the tab could read the key of the caller: such a page keeps everything in its memory only.
 */
function createKept() {
  if (location.protocol === "file:") {
    const values = new Map<string, string>();
    return {
      read: (name: string) => values.get(name),
      write: (name: string, value: string) => void values.set(name, value),
    };
  }
  return {
    read: (name: string) => sessionStorage.getItem(`${prefix}${name}`) ?? undefined,
    write: (name: string, value: string) => sessionStorage.setItem(`${prefix}${name}`, value),
  };
}
