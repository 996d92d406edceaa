// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { gunzipSync } from "node:zlib";
import { fromBinary, fromJsonString, type MessageShape } from "@bufbuild/protobuf";
import { IngestEventBatchResponseSchema, IngestEventResponseSchema } from "@chaukas/spec-server";
import { Code } from "@connectrpc/connect";
import { codeFromString, codeToString } from "@connectrpc/connect/protocol-connect";
import type { PlainAnswer } from "../lib/plain-http.ts";
import type { FuzzRequest } from "./fuzz-request.ts";
import { readGrpcStatus } from "./read-grpc-status.ts";

/** Why an event was rejected. */
export interface Rejection {
  readonly code: string;
  /** Where in the event or, for a whole request, in the body. Empty if the fault has no place. */
  readonly field: string;
  readonly message: string;
  readonly eventId: string;
}

/** What the server says of a call: that it refuses it, or which of its events it rejects. */
export type Verdict =
  | { readonly refused: Rejection; readonly count?: never; readonly rejections?: never }
  | {
      readonly refused?: never;
      /** Number of events in the call, accepted or not. */
      readonly count: number;
      readonly rejections: ReadonlyMap<number, Rejection>;
    };

/** Reads the verdict from a response in any protocol. Throws for a response that contradicts itself. */
export function readVerdict(request: FuzzRequest, call: "event" | "batch", sent: PlainAnswer): Verdict {
  // A server may compress its response in the way of the request.
  const isPacked = sent.headers["content-encoding"] === "gzip";
  const answer = isPacked ? { ...sent, body: gunzipSync(sent.body) } : sent;
  const refused = readRefusal(request, answer);
  if (refused !== undefined) {
    return { refused };
  }
  const bytes = request.protocol.startsWith("grpc") ? firstFrame(answer.body) : answer.body;
  const type = String(answer.headers["content-type"]);
  const isJson = type.includes("json");
  if (call === "event") {
    const { status } = isJson
      ? fromJsonString(IngestEventResponseSchema, bytes.toString())
      : fromBinary(IngestEventResponseSchema, bytes);
    if (status !== "accepted" && status !== "duplicate") {
      throw new Error(`status: expected accepted or duplicate, got ${JSON.stringify(status)}`);
    }
    return { count: 1, rejections: new Map() };
  }
  return readBatch(
    isJson
      ? fromJsonString(IngestEventBatchResponseSchema, bytes.toString())
      : fromBinary(IngestEventBatchResponseSchema, bytes),
  );
}

function readBatch({
  acceptedCount,
  rejectedCount,
  rejectedEventIds,
  rejections,
}: MessageShape<typeof IngestEventBatchResponseSchema>): Verdict {
  const found = new Map(rejections.map((rejection) => [rejection.index, rejection]));
  if (
    found.size !== rejectedCount ||
    rejections.length !== rejectedCount ||
    rejectedEventIds.length !== rejectedCount
  ) {
    throw new Error(
      `rejections: expected ${rejectedCount}, got ${rejections.length} and ${rejectedEventIds.length} ids`,
    );
  }
  return { count: acceptedCount + rejectedCount, rejections: found };
}

function readRefusal({ protocol }: FuzzRequest, answer: PlainAnswer): Rejection | undefined {
  const status = readGrpcStatus(answer);
  if (status !== undefined) {
    const code = status.code as number;
    return code === 0 ? undefined : { code: codeToString(code), field: "", message: status.message, eventId: "" };
  }
  if (answer.status < 300) {
    return undefined;
  }
  const json = JSON.parse(answer.body.toString()) as Record<string, unknown>;
  if (protocol === "connect" && "code" in json) {
    const code = codeFromString(String(json["code"])) ?? Code.Unknown;
    return { code: codeToString(code), field: "", message: String(json["message"] ?? ""), eventId: "" };
  }
  const [error] = (json["errors"] ?? []) as { pointer: string; detail: string }[];
  return {
    code: String(answer.status),
    field: error?.pointer ?? "",
    message: `${json["detail"] ?? ""} ${error?.detail ?? ""}`,
    eventId: "",
  };
}

function firstFrame(body: Buffer): Buffer {
  return body.subarray(5, 5 + body.readUInt32BE(1));
}
