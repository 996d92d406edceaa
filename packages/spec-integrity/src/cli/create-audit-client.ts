// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  getConsistencyProofResponseFromJsonString,
  listEntriesResponseFromJsonString,
} from "../audit/gen/chaukas/spec/audit/v1/audit_codec.js";
import type { GetConsistencyProofResponse, ListEntriesResponse } from "../gen/chaukas/spec/audit/v1/audit_pb.js";
import { VerifyError } from "./verify-error.js";

/** Calls that a verifier makes to a server. Every response is a claim. Failures reject with a `VerifyError`. */
export interface AuditClient {
  /** Returns a signed checkpoint of at least the given size. */
  checkpoint(minSize: number): Promise<string>;
  /** Returns a page of the log, of at most `pageSize` records if that is given. */
  entries(fromSequence: number, pageSize?: number): Promise<ListEntriesResponse>;
  consistency(fromSize: number, toSize: number): Promise<GetConsistencyProofResponse>;
}

const timeoutMs = 60_000;
const maxBytes = 256 * 1024 * 1024;
const maxPageSize = 1000;

/** Creates a REST client of ChaukasAuditService for one tenant. The key, if any, is sent only to this server. */
export function createAuditClient(baseUrl: string, tenantId: string, apiKey: string | undefined): AuditClient {
  const get = async (path: string, query: Readonly<Record<string, number>> = {}) => {
    const url = new URL(`${baseUrl.replace(/\/+$/, "")}/v1/audit/${path}`);
    url.searchParams.set("tenant_id", tenantId);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, String(value));
    }
    return fetchText(url, apiKey);
  };
  return {
    checkpoint: (minSize) => get("checkpoint", minSize > 0 ? { min_size: minSize } : {}),
    entries: async (from, pageSize = maxPageSize) =>
      decode(await get("entries", { from_sequence: from, page_size: pageSize }), listEntriesResponseFromJsonString),
    consistency: async (from, to) =>
      decode(await get("consistency", { from_size: from, to_size: to }), getConsistencyProofResponseFromJsonString),
  };
}

async function fetchText(url: URL, apiKey: string | undefined): Promise<string> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
      // A redirect could send the key to another host.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await readText(response);
  } catch (error) {
    const { cause, message } = error as Error;
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : message;
    throw new VerifyError(`${url.origin}: ${reason}`, "check the address, and that the server is running", {
      cause: error,
    });
  }
  if (!response.ok) {
    const detail = readDetail(text);
    const message = `${url.origin}${url.pathname}: the server responded with ${response.status}${detail && `: ${detail}`}`;
    throw new VerifyError(message, remedyOf(response.status));
  }
  return text;
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) {
      throw new Error(`expected at most ${maxBytes} bytes, got more`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function readDetail(text: string): string {
  try {
    const { detail, title } = JSON.parse(text) as { detail?: unknown; title?: unknown };
    return String(detail ?? title ?? "").slice(0, 500);
  } catch {
    return "";
  }
}

function remedyOf(status: number): string {
  if (status === 401 || status === 403) {
    return "set CHAUKAS_KEY to a key with the scope query for all projects of the tenant";
  }
  return status === 404 || status === 501 || status === 412
    ? "verify an export of the store, if this server has no signing key or no integrity"
    : "try again later";
}

function decode<T>(text: string, fromJsonString: (text: string) => T): T {
  try {
    return fromJsonString(text);
  } catch (cause) {
    const message = `the server: expected a response of ChaukasAuditService: ${(cause as Error).message}`;
    throw new VerifyError(message, "check the address, and for a proxy in front of the server", { cause });
  }
}
