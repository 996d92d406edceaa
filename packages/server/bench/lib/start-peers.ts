// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { toBinary } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { findFreePort } from "@chaukas/testdata";
import { goEnvironment } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { capture } from "@chaukas/tooling/run";
import { type Keys, makeEvents } from "./captured-events.ts";
import type { Contender } from "./compare-rates.ts";

/** Other stores of the same events, each in its own process. */
export interface Peers {
  readonly contenders: readonly Contender[];
  stop(): void;
}

/** Extent of the load of each round. */
interface PeerLoad {
  readonly keys: Keys;
  readonly eventsPerRound: number;
}

/** Builds the programs of `bench/peers` into the cache folder. Resolves with that, or with why it is not possible. */
export async function buildPeers(): Promise<{ readonly programs: string } | { readonly problem: string }> {
  const programs = join(cacheDir(), "ingest-peers");
  const env = { ...goEnvironment(), GOTOOLCHAIN: "local" };
  mkdirSync(programs, { recursive: true });
  const args = ["build", "-o", `${programs}/`, "./immudb", "./tessera"];
  const { code, output } = await capture("go", args, { cwd: join(import.meta.dirname, "../peers"), env }).catch(
    (error: Error) => ({ code: 1, output: error.message }),
  );
  return code === 0 ? { programs } : { problem: `requires Go: ${output}` };
}

/** Starts the peers with stores in a folder. */
export async function startPeers(programs: string, folder: string, load: PeerLoad): Promise<Peers> {
  const port = String(await findFreePort());
  const [forServer, forClient, forTessera] = ["immudb", "immudb-client", "tessera"].map((name) => join(folder, name));
  mkdirSync(forClient as string);
  const processes: ChildProcess[] = [];
  const start = (name: string, ...args: readonly (string | undefined)[]): ChildProcess => {
    const child = spawn(join(programs, name), args as string[], { stdio: ["pipe", "pipe", "inherit"] });
    processes.push(child);
    return child;
  };
  const stop = () => {
    process.removeListener("exit", stop);
    for (const child of processes) {
      child.kill("SIGKILL");
    }
  };
  process.once("exit", stop);
  const server = start("immudb", "serve", port, forServer);
  const client = start("immudb", "load", port, forClient);
  const tessera = start("tessera", forTessera);
  const file = join(folder, "peer-load");
  try {
    const contenders = [
      await toContender("immudb: key and value, gRPC, 4 connections", { client, server, file, load }),
      await toContender("Tessera: POSIX, 4 callers in its process", { client: tessera, file, load }),
    ];
    return { contenders, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Waits until the client of a peer has opened its store, and lets it store what it finds in a file. */
async function toContender(
  name: string,
  parts: {
    readonly client: ChildProcess;
    readonly server?: ChildProcess;
    readonly file: string;
    readonly load: PeerLoad;
  },
): Promise<Contender> {
  const { client, server = client, file, load } = parts;
  const lines = createInterface({ input: client.stdout as NonNullable<ChildProcess["stdout"]> });
  const ended = new AbortController();
  client.once("exit", (code) => ended.abort(new Error(`${name}: exited with ${code} before it was done`)));
  const answer = async (): Promise<string> => {
    ended.signal.throwIfAborted();
    return (await once(lines, "line", { signal: ended.signal }))[0];
  };
  const ask = (line: string): Promise<string> => {
    client.stdin?.write(`${line}\n`);
    return answer();
  };
  await answer();
  return {
    name,
    pids: () => [server.pid as number],
    async store(from, onReady) {
      writeFileSync(file, writeLoad(load.keys, from, load.eventsPerRound));
      await ask(`prepare ${file}`);
      onReady();
      return Number(await ask("go"));
    },
  };
}

/** Returns ids and encoded events, each after its length. */
function writeLoad(keys: Keys, from: number, count: number): Buffer {
  const parts = makeEvents(keys, from, count).flatMap((event) => [
    Buffer.from(event.eventId),
    toBinary(EventSchema, event),
  ]);
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
