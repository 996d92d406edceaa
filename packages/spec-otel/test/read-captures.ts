// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  decodeExportLogsServiceRequest,
  decodeExportTraceServiceRequest,
  ExportLogsServiceRequestSchema,
  ExportTraceServiceRequestSchema,
  parseOtlpJson,
} from "@chaukas/spec-otel/otlp";

/** What an emitter was captured with. */
interface Manifest {
  readonly packages: Readonly<Record<string, string>>;
  readonly requests: readonly {
    readonly file: string;
    readonly path: string;
    readonly contentType: string;
    readonly contentEncoding?: string;
  }[];
}

/** Folder with what emitters sent. */
export const folder = join(import.meta.dirname, "emitters");

/** Names of the emitters that send OTLP. */
export const emitters = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  // Its format is not OTLP.
  .filter((name) => name !== "openai-agents-js");

/** A request of an emitter. */
interface Capture {
  readonly path: string;
  readonly isJson: boolean;
  readonly body: Uint8Array;
}

export function readManifest(emitter: string): Manifest {
  return JSON.parse(readFileSync(join(folder, emitter, "manifest.json"), "utf8")) as Manifest;
}

/** Reads the requests of an emitter. */
export function readCaptures(emitter: string): Capture[] {
  return readManifest(emitter).requests.map(({ file, path, contentType, contentEncoding }) => {
    const body = readFileSync(join(folder, emitter, file));
    return {
      path,
      isJson: contentType.startsWith("application/json"),
      body: contentEncoding === "gzip" ? gunzipSync(body) : body,
    };
  });
}

export function readTraces({ isJson, body }: Capture) {
  return isJson
    ? parseOtlpJson(ExportTraceServiceRequestSchema, new TextDecoder().decode(body))
    : { message: decodeExportTraceServiceRequest(body), rejected: [] };
}

export function readLogs({ isJson, body }: Capture) {
  return isJson
    ? parseOtlpJson(ExportLogsServiceRequestSchema, new TextDecoder().decode(body))
    : { message: decodeExportLogsServiceRequest(body), rejected: [] };
}

export function isTraces({ path }: Capture): boolean {
  return path.endsWith("/traces");
}
