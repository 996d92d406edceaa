// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { captureEmitter } from "./capture-emitter.ts";
import type { Emitter } from "./emitters.ts";

let folder: string;
let emitter: Emitter;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-capture-"));
  mkdirSync(join(folder, "program"));
  const manifest = { private: true, dependencies: {} };
  writeFileSync(join(folder, "program/package.json"), JSON.stringify(manifest));
  const lock = { lockfileVersion: 3, packages: { "": {} } };
  writeFileSync(join(folder, "program/package-lock.json"), JSON.stringify(lock));
  emitter = { name: "fake", folder: join(folder, "program"), language: "js", program: "emit.mjs", about: "A fake" };
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeProgram(source: string): void {
  writeFileSync(join(folder, "program/emit.mjs"), source);
}

const post = (body: string) => `
  const url = process.env.OTEL_EXPORTER_OTLP_ENDPOINT + "/v1/traces";
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: ${body} });
  if ((await response.text()) !== "{}") throw new Error("expected an empty message");
`;

describe("captureEmitter", () => {
  test("writes the body of each request as it was sent, and a manifest, in place of an earlier capture", async () => {
    const capture = join(folder, "capture");
    mkdirSync(capture);
    writeFileSync(join(capture, "002.bin"), "of an earlier capture");
    writeProgram(post(`'{"resourceSpans": []}'`));
    await captureEmitter(emitter, capture);
    expect(readdirSync(capture)).toEqual(["001.bin", "manifest.json"]);
    expect(readFileSync(join(capture, "001.bin"), "utf8")).toBe('{"resourceSpans": []}');
    expect(JSON.parse(readFileSync(join(capture, "manifest.json"), "utf8"))).toEqual({
      emitter: "fake",
      about: "A fake",
      runtime: `node ${process.versions.node}`,
      packages: {},
      requests: [{ file: "001.bin", path: "/v1/traces", contentType: "application/json", userAgent: "node" }],
    });
  });

  test("lets the program talk to a model", async () => {
    writeProgram(`
      const body = JSON.stringify({ model: "gpt", messages: [{ role: "user", content: "What is the capital of France?" }] });
      const chat = await fetch(process.env.OPENAI_BASE_URL + "/chat/completions", { method: "POST", body });
      const answer = (await chat.json()).choices[0].message.content;
      ${post("answer")}`);
    const [request] = await captureEmitter(emitter, join(folder, "capture"));
    expect(request?.body.toString()).toBe("The capital of France is Paris.");
  });

  test.each([
    ["fails", `console.error("no such model"); process.exit(3)`, "exited with 3:\nno such model"],
    ["sends nothing", "", "sent nothing"],
    ["names a folder of this machine", post(JSON.stringify(join(root, "x"))), "expected no folder of this machine"],
  ])("refuses a program that %s, and keeps the earlier capture", async (_, source, message) => {
    const capture = join(folder, "capture");
    cpSync(join(folder, "program"), capture, { recursive: true });
    writeProgram(source);
    await expect(captureEmitter(emitter, capture)).rejects.toMatchObject({
      name: "ScriptError",
      message: expect.stringContaining(message),
    });
    expect(existsSync(join(capture, "package.json"))).toBe(true);
  });
});
