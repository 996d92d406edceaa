// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { QueryFilterSchema } from "@chaukas/spec-common";
import { queryFilterToJsonString } from "@chaukas/spec-common/json";
import {
  createEvidenceVerifier,
  createNoteVerifier,
  type EvidenceRecord,
  type EvidenceResult,
  parseEvidenceLine,
} from "@chaukas/spec-integrity";
import { ChaukasAuditService, formatEvidenceResponse } from "@chaukas/spec-integrity/audit";
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import type { SigningKey } from "../../src/audit/checkpoints/signing-key.js";
import { createLogSigner } from "../../src/audit/checkpoints/signing-key.js";
import type { protocols } from "./serve-backend.js";

type Filter = MessageInitShape<typeof QueryFilterSchema>;

const codes = new Map([
  [400, Code.InvalidArgument],
  [401, Code.Unauthenticated],
  [403, Code.PermissionDenied],
  [501, Code.Unimplemented],
]);

/** Exports evidence from a server, and returns its lines. Rejects with a `ConnectError`, over REST too. */
export async function readEvidence(
  baseUrl: string,
  protocol: (typeof protocols)[number],
  filter: Filter,
  key?: string,
): Promise<string[]> {
  if (protocol === "rest") {
    return readOverRest(baseUrl, filter, key);
  }
  const interceptors = key === undefined ? [] : [sendKey(key)];
  const http1 = { baseUrl, interceptors, httpVersion: "1.1" as const };
  const transport = {
    connect: () => createConnectTransport(http1),
    grpc: () => createGrpcTransport({ baseUrl, interceptors }),
    "grpc-web": () => createGrpcWebTransport(http1),
  }[protocol]();
  const lines: string[] = [];
  for await (const response of createClient(ChaukasAuditService, transport).exportEvidence({ filter })) {
    lines.push(formatEvidenceResponse(response));
  }
  return lines;
}

async function readOverRest(baseUrl: string, filter: Filter, key: string | undefined): Promise<string[]> {
  const response = await fetch(`${baseUrl}/v1/audit/evidence`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    body: queryFilterToJsonString(create(QueryFilterSchema, filter)),
  });
  const text = await response.text();
  if (!response.ok) {
    const { detail, title } = JSON.parse(text) as { detail?: string; title: string };
    throw new ConnectError(detail ?? title, codes.get(response.status) ?? Code.Unknown);
  }
  return text.replace(/\n$/, "").split("\n");
}

function sendKey(key: string): Interceptor {
  return (next) => (request) => {
    request.header.set("authorization", `Bearer ${key}`);
    return next(request);
  };
}

/** Verifies lines of evidence with the key of a tenant's log. */
export function verifyEvidence(lines: readonly string[], signingKey: SigningKey, tenantId: string): EvidenceResult {
  const signer = createLogSigner(signingKey, tenantId);
  const key = createNoteVerifier(signer.name, signer.publicKey);
  const verifier = createEvidenceVerifier({ origin: signer.name, key });
  for (const line of lines) {
    verifier.pushLine(line);
  }
  return verifier.finish();
}

/** Returns the records of evidence, without the header. */
export function recordsOf([, ...lines]: readonly string[]): EvidenceRecord[] {
  return lines.map(parseEvidenceLine);
}
