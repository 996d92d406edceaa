// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { afterEach, expect, test } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { type ServedAudit, serveAudit } from "../../test/served/serve-audit.js";

let served: ServedAudit | undefined;
afterEach(() => served?.close());

async function call({ running }: ServedAudit, method: string, body: string) {
  const headers = { "content-type": "application/json" };
  const url = `${running.url}/${ChaukasAuditService.typeName}/${method}`;
  const response = await fetch(url, { method: "POST", headers, body });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

test("calls of the audit service in Connect JSON lose nothing: unknown members, large integers, unknown extensions", async () => {
  served = await serveAudit();
  const extensions = [{ typeUrl: "example.com/acme.Note", value: Uint8Array.of(1) }];
  await served.server(undefined, "grpc").ingestEvent({ event: makeEvent({ tenantId: "acme", extensions }) });
  const { status, answer } = await call(served, "ListEntries", '{"tenantId":"acme"}');
  expect([status, answer]).toMatchObject([
    200,
    { entries: [{ event: { extensions: [{ "@type": "example.com/acme.Note", "@value": "AQ==" }] } }], logSize: "1" },
  ]);
  expect(await call(served, "ListEntries", '{"tenantId":"acme","fromSequence":9007199254740993}')).toEqual({
    status: 400,
    answer: expect.objectContaining({
      code: "invalid_argument",
      message: expect.stringMatching(/^\/fromSequence: expected an integer that a double represents exactly, found /),
    }),
  });
  expect(
    await call(served, "RedactEvent", '{"tenantId":"acme","eventId":"a","fields":["/tags"],"reazon":"x"}'),
  ).toEqual({
    status: 400,
    answer: expect.objectContaining({
      message: expect.stringMatching(/^\/reazon: expected a field of RedactEventRequest, found "reazon"/),
    }),
  });
});
