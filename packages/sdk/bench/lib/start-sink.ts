// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { readFields } from "../../src/values/read-fields.ts";

/** A server that counts what SDKs send to it, and accepts everything. */
export interface Sink {
  readonly url: string;
  /** Number of events or spans, and of those with an id that was not there before. */
  readonly received: number;
  readonly records: number;
  /** Bytes of the bodies as they were sent. */
  readonly bytes: number;
  close(): Promise<void>;
}

interface OtlpRequest {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly { spanId: string }[] }[];
  }[];
}

/** Starts a sink for batches of Chaukas, and for OTLP in JSON and Protobuf. */
export async function startSink(): Promise<Sink> {
  const ids = new Set<string>();
  let received = 0;
  let bytes = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const sent = Buffer.concat(chunks);
      bytes += sent.length;
      const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
      const type = request.headers["content-type"] ?? "";
      for (const id of type.includes("json") ? readJson(body) : readBinary(body, request.url ?? "")) {
        received++;
        ids.add(id);
      }
      response.writeHead(200, { "content-type": type }).end(type.includes("json") ? "{}" : "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get records() {
      return ids.size;
    },
    get received() {
      return received;
    },
    get bytes() {
      return bytes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readJson(body: Buffer): string[] {
  const { resourceSpans } = JSON.parse(body.toString()) as OtlpRequest;
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans.map(({ spanId }) => spanId)),
  );
}

/** Reads ids of events (batch, events, id), or of spans (resources, scopes, spans, id). */
function readBinary(body: Uint8Array, path: string): string[] {
  const numbers = path.includes("IngestEventBatch") ? [1, 3, 1] : [1, 2, 2, 2];
  return readPath(body, numbers).map((id) => Buffer.from(id).toString("latin1"));
}

function readPath(message: Uint8Array, [number = 0, ...rest]: readonly number[]): Uint8Array[] {
  const values = (readFields(message).get(number) ?? []) as Uint8Array[];
  return rest.length === 0 ? values : values.flatMap((value) => readPath(value, rest));
}
