// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { installPythonPackages } from "@chaukas/testdata/toolchains";

/** How bytes are to be read. `line` is a line of an import, which is public JSON or ProtoJSON. */
export type Form = "binary" | "protojson" | "public" | "line";

/** What to read. */
export interface Reading {
  readonly form: Form;
  /** Message that the bytes are: a request of a call, or a page of stored events. */
  readonly call: "event" | "batch" | "stored";
  /** Tenant of the caller. */
  readonly tenant: string;
  readonly body: Uint8Array;
}

/** An event as the server should store it, encoded so that equal events are equal, or why it cannot be read. */
export type ReadEvent =
  | {
      readonly event: string;
      readonly event_id: string;
      /** What decoders disagree on in its bytes. */
      readonly odd: readonly string[];
      readonly error?: never;
    }
  | { readonly error: string; readonly event?: never; readonly event_id?: never; readonly odd?: never };

/** The events in a body, or why it cannot be read at all. A line has one reading for each form that it may have. */
export type OracleAnswer =
  | { readonly events: readonly ReadEvent[]; readonly error?: never }
  | { readonly error: string; readonly events?: never };

/** The Python protobuf library in a process of its own, which reads what the server reads. */
export interface Oracle {
  read(reading: Reading): Promise<OracleAnswer>;
  close(): void;
}

/** Starts the process. Returns why it cannot run if there is no Python, or no package. */
export async function startOracle(): Promise<Oracle | string> {
  const installed = await installPythonPackages("protobuf==7.36.2");
  if (installed.problem !== undefined) {
    return installed.problem;
  }
  const descriptors = fileURLToPath(import.meta.resolve("@chaukas/spec-common/descriptor-set.binpb"));
  const args = ["-B", join(import.meta.dirname, "read_events.py"), descriptors];
  const env = { ...process.env, PYTHONPATH: installed.folder, PYTHONIOENCODING: "utf-8" };
  const child = spawn("python3", args, { env, stdio: ["pipe", "pipe", "inherit"] });
  const waiting = new Map<number, { resolve: (answer: OracleAnswer) => void; reject: (error: Error) => void }>();
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  child.on("close", (code) => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`oracle: expected an answer, but it exited with ${code}`));
    }
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { id, ...answer } = JSON.parse(line) as OracleAnswer & { id: number };
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  let asked = 0;
  return {
    read({ body, ...reading }) {
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id, ...reading, body: Buffer.from(body).toString("base64") })}\n`);
      });
    },
    close() {
      process.removeListener("exit", stop);
      child.stdin.end();
    },
  };
}
