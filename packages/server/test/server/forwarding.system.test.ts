// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { readMetric } from "../http/read-metric.js";
import { runCommand } from "../served/run-command.js";
import { sendEvent } from "../served/send-event.js";
import { type OtlpSink, startOtlpSink } from "../served/start-otlp-sink.js";
import { startTestServer } from "../served/start-test-server.js";

vi.setConfig({ testTimeout: 180_000 });

/** Identifiers of the forwarded events, each as often as it arrived. */
function arrived(sink: OtlpSink): string[] {
  return sink.logs.flatMap(({ attributes }) =>
    attributes.flatMap(({ key, value }) => (key === "chaukas.event.id" ? String(value?.value.value) : [])),
  );
}

const patience = { timeout: 90_000, interval: 50 };

test("every event arrives, although the server is killed while it forwards", async () => {
  const sink = await startOtlpSink();
  const store = makeStorePath();
  const flags = ["--forward-otlp", sink.url];
  let server = await startTestServer({ store, flags });
  const stored: string[] = [];
  const send = async (id: string) => {
    expect((await sendEvent(server.url, id)).status).toBe(202);
    stored.push(id);
  };
  // Forwarding begins with the first event, since the store is new.
  for (let round = 0; round < 4; round++) {
    for (let event = 0; event < 30; event++) {
      await send(`${round}-${event}`);
      // The endpoint is away now and then.
      sink.answer = event % 10 < 7 ? () => ({}) : () => ({ status: 503 });
    }
    await sleep(round * 300);
    await server.kill();
    server = await startTestServer({ store, flags });
  }
  sink.answer = () => ({});
  // A killed server keeps its lease for up to a minute.
  await vi.waitFor(() => expect(new Set(arrived(sink))).toEqual(new Set(stored)), patience);
  expect(await server.stop()).toBe(0);
});

test("its outcomes are in the metrics and the log, without the secrets of the endpoint", async () => {
  const sink = await startOtlpSink();
  const flags = [
    "--forward-otlp",
    sink.url.replace("//", "//user:p%40ss@"),
    "--forward-otlp-headers",
    "x-key=top%20secret",
  ];
  const server = await startTestServer({ flags });
  let attempts = 0;
  sink.answer = () => {
    attempts += 1;
    return attempts === 1 ? { status: 401, body: "no" } : { status: attempts === 2 ? 400 : 200 };
  };
  await sendEvent(server.url, "refused");
  await vi.waitFor(async () => {
    expect(await readMetric(server.url, 'chaukas_forwarded_total{signal="logs",outcome="refused"}')).toBe(1);
  }, patience);
  await sendEvent(server.url, "taken");
  await vi.waitFor(() => expect(arrived(sink)).toEqual(["taken"]), patience);
  expect(await readMetric(server.url, "chaukas_forward_failures_total")).toBe(1);
  expect(sink.requests[0]?.headers).toMatchObject({
    authorization: `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
    "x-key": "top secret",
  });
  const log = server.log.join("\n");
  expect(log).toContain("failed to forward events, will retry");
  expect(log).toMatch(/"events":\["refused"\].*the OTLP endpoint refused events for good/);
  expect(log).not.toMatch(/p@ss|p%40ss|top secret|top%20secret/);
  expect(await server.stop()).toBe(0);
});

test("its settings are shown without secrets, and refused without repeating them", async () => {
  const shown = await runCommand([
    ...["serve", "--print-config", "--forward-otlp", "https://user:pass@otel.example.com/base"],
    ...["--forward-otlp-headers", "authorization=Bearer%20token,x-team=blue"],
  ]);
  expect(shown.stdout).toContain("forward-otlp: https://***@otel.example.com/base # --forward-otlp\n");
  expect(shown.stdout).toContain('forward-otlp-headers: ["authorization=***","x-team=***"] # --forward-otlp-headers\n');
  const badUrl = await runCommand(["serve", "--forward-otlp", "user:pass@otel.example.com"]);
  expect([badUrl.code, badUrl.stderr]).toEqual([
    2,
    expect.stringContaining(
      "--forward-otlp: expected a URL without query and fragment, such as http://localhost:4318, got another value",
    ),
  ]);
  const badHeader = await runCommand(["serve", "--forward-otlp-headers", "authorization=Bearer%0Atoken"]);
  expect(badHeader.stderr).toContain("--forward-otlp-headers: expected headers such as authorization=Bearer%20TOKEN");
  expect(badHeader.stderr).not.toContain("Atoken");
});
