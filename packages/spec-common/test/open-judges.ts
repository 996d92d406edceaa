// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { goEnvironment, installPythonPackages } from "@chaukas/testdata/toolchains";

/** Decoders of other languages. */
export interface Judges {
  /** Lets each of them decode bodies of a type, and returns what it encodes again, or undefined where it refuses. */
  judge(typeName: string, bodies: readonly Uint8Array[]): Promise<Readonly<Record<"upb" | "go", Verdicts>>>;
  close(): void;
}

type Verdicts = readonly (Uint8Array | undefined)[];

const exec = promisify(execFile);
const root = join(import.meta.dirname, "..");
const judges = join(import.meta.dirname, "judges");

/** Prepares upb, through Python, and Go's protobuf. Returns the reason if one of them cannot be had. */
export async function openJudges(): Promise<Judges | string> {
  const python = await installPythonPackages("grpcio-tools==1.85.1", "protobuf==7.36.2");
  if (python.problem !== undefined) {
    return python.problem;
  }
  const folder = mkdtempSync(join(tmpdir(), "chaukas-judges-"));
  const program = join(folder, "judge");
  try {
    await exec("go", ["build", "-o", program, "."], { cwd: join(judges, "go"), env: goEnvironment() });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return `requires go and its proxy: ${error}`;
  }
  const descriptorSet = join(root, "dist/descriptor-set.binpb");
  const pythonEnv = { ...process.env, PYTHONPATH: python.folder };
  const files = (name: string) => [join(folder, "bodies"), join(folder, name)];
  return {
    async judge(typeName, bodies) {
      writeFileSync(join(folder, "bodies"), Buffer.concat(bodies.flatMap((body) => [sizeOf(body), body])));
      const script = join(judges, "judge.py");
      await Promise.all([
        exec("python3", ["-B", script, descriptorSet, typeName, ...files("upb")], { env: pythonEnv }),
        exec(program, [descriptorSet, typeName, ...files("go")]),
      ]);
      const [upb, go] = ["upb", "go"].map((name) => readVerdicts(readFileSync(join(folder, name)), bodies.length));
      return { upb: upb ?? [], go: go ?? [] };
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

function sizeOf(body: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return size;
}

function readVerdicts(file: Buffer, count: number): Verdicts {
  const verdicts: (Uint8Array | undefined)[] = [];
  for (let at = 0; at < file.length; ) {
    const end = at + 5 + file.readUInt32LE(at + 1);
    verdicts.push(file[at] === 1 ? Uint8Array.from(file.subarray(at + 5, end)) : undefined);
    at = end;
  }
  if (verdicts.length !== count) {
    throw new Error(`verdicts: expected ${count}, got ${verdicts.length}`);
  }
  return verdicts;
}
