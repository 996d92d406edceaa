// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { generateKeyPairSync } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNoteSigner, createNoteVerifier, formatSignerKey, parseSignerKey } from "@chaukas/spec-integrity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogSigner } from "./signing-key.js";
import { createSigningKeyFile, readSigningKey } from "./signing-key-file.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-signing-key-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  chmodSync(path, mode);
  return path;
}

test("creates a key that only its owner can read, in the format of Go's note package", () => {
  const path = join(folder, "new.key");
  const key = createSigningKeyFile(path, "audit.example.com");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readSigningKey(path, undefined)).toEqual(key);
  expect(readSigningKey(path, "audit.example.com")).toEqual(key);
  expect(() => createSigningKeyFile(path, "audit.example.com")).toThrow("EEXIST");
  expect(() => createSigningKeyFile(join(folder, "other.key"), "two words")).toThrow("host: expected a host such as");
});

test("signs for each tenant under the name of its origin, with the same key", () => {
  const key = createSigningKeyFile(join(folder, "tenants.key"), "audit.example.com:8443");
  const signer = createLogSigner(key, "acme/eu");
  const message = Buffer.from("text\n");
  expect(signer.name).toBe("audit.example.com:8443/t/acme%2Feu");
  const verifier = createNoteVerifier(signer.name, createNoteSigner("any", key.seed).publicKey);
  expect([verifier.keyId, verifier.verify(message, signer.sign(message))]).toEqual([signer.keyId, true]);
  expect(createLogSigner(key, "globex").keyId).not.toBe(signer.keyId);
});

test("reads Ed25519 keys in PEM, which require a host", () => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const path = write("key.pem", privateKey.export({ format: "pem", type: "pkcs8" }) as string);
  const { seed } = readSigningKey(path, "audit.example.com");
  expect(Buffer.from(seed).toString("base64url")).toBe(privateKey.export({ format: "jwk" }).d);
  expect(() => readSigningKey(path, undefined)).toThrow(
    "origin: expected a host, which a PEM signing key does not name, got none",
  );
});

test("refuses invalid keys, and never shows a key", () => {
  const good = formatSignerKey("audit.example.com", new Uint8Array(32).fill(1));
  const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ format: "pem", type: "pkcs8" });
  for (const [path, host, message, remedy] of [
    [join(folder, "none"), undefined, /^signing-key .*none: expected an Ed25519 key .*: ENOENT/, /signing-key create/],
    [write("text", "hello"), undefined, /: signer key: expected text that starts with PRIVATE\+KEY\+$/, /create FILE/],
    [write("cut", good.slice(0, -8)), undefined, /: signer key: expected <name>\+<8 hex digits>/, /create FILE/],
    [write("rsa", rsa as string), "audit.example.com", /: expected an Ed25519 private key, got rsa$/, /create/],
    [
      write("open", good, 0o640),
      undefined,
      /open: expected a file that only its owner can read, got mode 0640$/,
      /chmod 600/,
    ],
    [
      write("other", good),
      "logs.example.com",
      /other: expected a key for logs\.example\.com, got one for audit\.example\.com$/,
      /^set origin to the host of the key, or create a key/,
    ],
    [
      write("host", good),
      "two words",
      /^origin: host: expected a host such as audit\.example\.com, got "two words"$/,
      /^set origin/,
    ],
  ] as const) {
    const error = (() => {
      try {
        return readSigningKey(path, host);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({
      name: "ServerStartError",
      code: "bad_signing_key",
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
    expect((error as Error).message).not.toContain(good.split("+").at(-1));
  }
  expect(parseSignerKey(good).name).toBe("audit.example.com");
});
