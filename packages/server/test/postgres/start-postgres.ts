// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";
import { childrenOf } from "./postgres-children.ts";

/** A real PostgreSQL server on a free loopback port, with its data in a temporary folder. */
export interface PostgresServer {
  readonly port: number;
  /** Id of the main process, the parent of all others. */
  readonly pid: number;
  /** Creates an empty database and returns its connection string, as superuser. */
  createDatabase(): Promise<string>;
  /** Runs statements as superuser, in the database of the connection string. Default: the maintenance database. */
  query(sql: string, url?: string): Promise<Record<string, unknown>[]>;
  /** Kills every process of the server with SIGKILL, like a crash. */
  kill(): Promise<void>;
  /** Restarts the server with the same data and port. Resolves once it accepts connections. */
  restart(): Promise<void>;
  /** Starts a standby that follows this server, with a copy of the data. Restarts this server to copy it. */
  startStandby(): Promise<PostgresServer>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  // In the data folder, so that a killed server leaves nothing behind.
  dynamic_shared_memory_type: "mmap",
  shared_buffers: "32MB",
};

/** Starts a server. `overrides` are settings of postgresql.conf. */
export async function startPostgres(overrides: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-postgres-"));
  chmodSync(folder, 0o755);
  const binaries = await findPostgresBinaries(folder);
  const data = makeDataFolder(folder, binaries);
  await fillDataFolder(data, binaries);
  return serve({ folder, data, binaries, settings: { ...settings, ...overrides } }, folder);
}

const run = promisify(execFile);
const cache = join(import.meta.dirname, "../../node_modules/.cache");

/** Copies a cluster that is initialised only once, since that takes as long as many tests. */
async function fillDataFolder(data: string, binaries: PostgresBinaries): Promise<void> {
  const { stdout } = await run(binaries.postgres, ["--version"], { ...binaries.user });
  const name = stdout.trim().replaceAll(/[^\w.]+/g, "-");
  // A cluster belongs to the user that runs it.
  const kept = join(cache, `${name}-${binaries.user?.uid ?? process.getuid?.() ?? ""}`);
  if (existsSync(kept)) {
    await run("cp", ["-a", `${kept}/.`, data]);
    return;
  }
  await run(
    binaries.initdb,
    ["--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"],
    { cwd: data, ...binaries.user },
  );
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(`${kept}-`);
  await run("cp", ["-a", `${data}/.`, copy]);
  try {
    // In one step, since other processes look for it.
    renameSync(copy, kept);
  } catch {
    // Another process was faster.
    rmSync(copy, { recursive: true });
  }
}

interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly binaries: PostgresBinaries;
  readonly settings: Readonly<Record<string, string>>;
}

function makeDataFolder(folder: string, { user }: PostgresBinaries): string {
  const data = mkdtempSync(join(folder, "data-"));
  if (user !== undefined) {
    chownSync(data, user.uid, user.gid);
  }
  return data;
}

/** Serves a cluster. `stop` removes the folder `leftover`. */
async function serve(cluster: Cluster, leftover: string): Promise<PostgresServer> {
  const port = await findFreePort();
  const address = `postgres://postgres@127.0.0.1:${port}`;
  let postmaster = await startPostmaster(cluster, port);
  let databases = 0;
  const killAtExit = () => killAll(postmaster);
  process.once("exit", killAtExit);

  async function end(signal: "SIGINT" | "SIGKILL" | "SIGQUIT"): Promise<void> {
    if (hasEnded(postmaster)) {
      return;
    }
    const ended = once(postmaster, "exit");
    if (signal === "SIGKILL") {
      killAll(postmaster);
    } else {
      postmaster.kill(signal);
    }
    await ended;
  }

  const server: PostgresServer = {
    port,
    get pid() {
      return postmaster.pid as number;
    },
    async createDatabase() {
      const name = `test_${databases++}`;
      await server.query(`create database ${name}`);
      return `${address}/${name}`;
    },
    async query(sql, url = `${address}/postgres`) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    },
    kill: () => end("SIGKILL"),
    async restart() {
      await end("SIGINT");
      postmaster = await startPostmaster(cluster, port);
    },
    async startStandby() {
      await end("SIGINT");
      const data = makeDataFolder(cluster.folder, cluster.binaries);
      await run("cp", ["-a", `${cluster.data}/.`, data], { ...cluster.binaries.user });
      appendFileSync(join(data, "standby.signal"), "");
      appendFileSync(
        join(data, "postgresql.auto.conf"),
        `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres application_name=standby'\n`,
      );
      postmaster = await startPostmaster(cluster, port);
      // A promoted standby must not wait for another standby.
      return serve({ ...cluster, data, settings: { ...cluster.settings, synchronous_standby_names: "" } }, data);
    },
    async stop() {
      // Without a checkpoint, since its data is removed.
      await end("SIGQUIT");
      process.removeListener("exit", killAtExit);
      rmSync(leftover, { recursive: true, force: true });
    },
  };
  return server;
}

/** Starts the server, with retries: a killed server may take a moment to release its port and memory. */
async function startPostmaster(cluster: Cluster, port: number): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(cluster, port);
    } catch (error) {
      if (attempt === 20) {
        throw error;
      }
      await sleep(attempt * 50);
    }
  }
}

async function startOnce({ binaries, data, settings, folder }: Cluster, port: number): Promise<ChildProcess> {
  const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(binaries.postgres, ["-D", data, ...flags], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    ...binaries.user,
  });
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-10_000);
  });
  child.once("error", (error) => {
    log += error.message;
  });
  while (!(await acceptsConnections(port, data))) {
    if (hasEnded(child)) {
      throw new Error(`postgres: expected to accept connections on port ${port}, but it exited:\n${log}`);
    }
    await sleep(50);
  }
  return child;
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Returns whether the server of a data folder, rather than another one on the same port, accepts connections. */
async function acceptsConnections(port: number, data: string): Promise<boolean> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("show data_directory");
    return rows[0]?.data_directory === data;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

function killAll(postmaster: ChildProcess): void {
  if (postmaster.pid === undefined || hasEnded(postmaster)) {
    return;
  }
  // Suspended first, so that it starts no process while the others are killed.
  process.kill(postmaster.pid, "SIGSTOP");
  for (const child of childrenOf(postmaster.pid)) {
    process.kill(child, "SIGKILL");
  }
  process.kill(postmaster.pid, "SIGKILL");
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") {
    throw new Error(`port: expected a port of 127.0.0.1, got ${address}`);
  }
  return address.port;
}
