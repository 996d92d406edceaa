// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createChaukasClient } from "@chaukas/spec-client";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { credentials, loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { expect, it, onTestFinished } from "vitest";
import { makeEvent } from "../events/make-event.js";
import { makeStorePath } from "../events/make-store-path.js";
import { readStoredRows } from "../events/read-stored-rows.js";
import { getHttp2, openHttp2 } from "../http/call-http2.js";
import { callHttps } from "../http/call-https.js";
import { exchangeBytes } from "../http/exchange-bytes.js";
import { type Certificate, makeCertificate } from "../http/make-certificate.js";
import { startUpload } from "../http/start-upload.js";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { runCommand } from "../served/run-command.js";
import { startTestServer } from "../served/start-test-server.js";

async function startTls({ certFile, keyFile }: Certificate, store = makeStorePath()) {
  const flags = ["--tls-cert", certFile, "--tls-key", keyFile];
  return startTestServer({ store, flags });
}

it("serves REST, Connect, gRPC-Web and gRPC to clients that trust its certificate", async () => {
  const certificate = await makeCertificate();
  const { cert: ca } = certificate;
  const store = makeStorePath();
  const { url, port, log, stop } = await startTls(certificate, store);
  expect(url).toBe(`https://127.0.0.1:${port}`);

  const body = eventToJsonString(makeEvent({ eventId: "rest" }));
  expect(await callHttps(`${url}/v1/events`, { ca, body })).toBe(202);
  const session = await openHttp2(url, { ca });
  expect(JSON.parse(await getHttp2(session, "/v1/stats"))).toMatchObject({ total_events: 1 });
  session.close();

  const options = { baseUrl: url, nodeOptions: { ca } };
  const transports = {
    "connect-1": createConnectTransport({ ...options, httpVersion: "1.1" }),
    "connect-2": createConnectTransport({ ...options, httpVersion: "2" }),
    "grpc-web": createGrpcWebTransport({ ...options, httpVersion: "1.1" }),
    grpc: createGrpcTransport(options),
  };
  for (const [eventId, transport] of Object.entries(transports)) {
    const { status } = await createChaukasClient({ transport }).ingestEvent({ event: makeEvent({ eventId }) });
    expect([eventId, status]).toEqual([eventId, "accepted"]);
  }
  await expect(fetch(`${url}/healthz`), "the certificate is not trusted").rejects.toThrow("fetch failed");
  expect(await stop()).toBe(0);
  const stored = await readStoredRows(store, "acme");
  expect(stored.map((row) => JSON.parse(row["event_id"] ?? ""))).toEqual(["rest", ...Object.keys(transports)]);
  expect(findLoggedFaults(log)).toEqual([]);
});

it("answers the health check of gRPC's own client", async () => {
  const certificate = await makeCertificate();
  const { url, port } = await startTls(certificate);
  const proto = join(import.meta.dirname, "../../node_modules/grpc-health-check/proto/health/v1/health.proto");
  const { grpc } = loadPackageDefinition(loadSync(proto)) as unknown as {
    grpc: { health: { v1: { Health: ServiceClientConstructor } } };
  };
  const client = new grpc.health.v1.Health(`127.0.0.1:${port}`, credentials.createSsl(Buffer.from(certificate.cert)), {
    // The client does not accept an address as the name of a server.
    "grpc.ssl_target_name_override": "localhost",
  });
  onTestFinished(() => client.close());
  const answer = await new Promise((resolve, reject) => {
    client["check"]?.({ service: "" }, (error: Error | null, value: unknown) =>
      error ? reject(error) : resolve(value),
    );
  });
  expect(answer).toEqual({ status: 1 });
  expect(await callHttps(`${url}/healthz`, { ca: certificate.cert })).toBe(200);
});

it("disconnects clients without TLS, and continues", async () => {
  const certificate = await makeCertificate();
  const { url, port, log } = await startTls(certificate);
  const hello = new Uint8Array([0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]);
  const parts = [
    "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "\0".repeat(300),
  ];
  for (const bytes of parts) {
    expect(await exchangeBytes(port, bytes)).not.toContain("HTTP/1.1 200");
  }
  expect(await exchangeBytes(port, hello, "x".repeat(300))).not.toContain("HTTP/1.1 200");
  expect(await callHttps(`${url}/healthz`, { ca: certificate.cert })).toBe(200);
  expect(findLoggedFaults(log)).toEqual([]);
});

it("lets a running call finish after SIGTERM, accepts no others, and exits with code 0", async () => {
  const certificate = await makeCertificate();
  const store = makeStorePath();
  const server = await startTls(certificate, store);
  const upload = await startUpload(server.url, "slow", certificate.cert);
  const stopped = server.stop();
  const knock = () => callHttps(`${server.url}/healthz`, { ca: certificate.cert }).catch(({ code }) => code);
  await expect.poll(knock).toBe("ECONNREFUSED");
  expect(await upload.finish()).toBe(202);
  expect(await stopped).toBe(0);
  expect(await readStoredRows(store, "acme")).toMatchObject([{ event_id: '"slow"' }]);
});

it("refuses invalid files before it opens the store or listens, and names them", async () => {
  const { folder, certFile, keyFile } = await makeCertificate();
  const { keyFile: otherKey } = await makeCertificate();
  const none = join(folder, "none");
  const junk = join(folder, "junk");
  const store = join(folder, "events.db");
  writeFileSync(junk, "hello");
  const cert = "expected a certificate in PEM, with its chain: ";
  const key = "expected a private key in PEM, without a passphrase: ";
  for (const [certPath, keyPath, message] of [
    [none, keyFile, `tls-cert ${none}: ${cert}ENOENT: no such file or directory`],
    [folder, keyFile, `tls-cert ${folder}: ${cert}EISDIR`],
    [junk, keyFile, `tls-cert ${junk}: ${cert}error:`],
    [keyFile, certFile, `tls-cert ${keyFile}: ${cert}error:`],
    [certFile, none, `tls-key ${none}: ${key}ENOENT: no such file or directory`],
    [certFile, junk, `tls-key ${junk}: ${key}error:`],
    [certFile, otherKey, `tls-key ${otherKey}: expected the private key of ${certFile}: error:`],
    [certFile, "", "tls-key: expected a file, got none"],
    ["", keyFile, "tls-cert: expected a file, got none"],
  ] as const) {
    const env = { CHAUKAS_STORE: store, CHAUKAS_PORT: "0", CHAUKAS_TLS_CERT: certPath, CHAUKAS_TLS_KEY: keyPath };
    const { code, stdout, stderr } = await runCommand([], env);
    expect(stderr.startsWith(`error: ${message}`), stderr).toBe(true);
    expect(stderr).toMatch(/^error: .+\n {2}what to do: .+\n$/);
    expect([code, stdout]).toEqual([1, ""]);
  }
  expect(existsSync(store)).toBe(false);
});
