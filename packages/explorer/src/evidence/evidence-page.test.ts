// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { evidencePage } from "@chaukas/explorer";
import { expect, it } from "vitest";
import { readLines } from "./page/read-lines.js";

const { before, line, after } = evidencePage();

it("keeps every line as it is, and contains no markup of a line", () => {
  const lines = ["", "{}", "</script><!-- &lt; &amp;lt; ]]>", '"\\u003c"', "a\u2028b"];
  const text = lines.map(line).join("");
  expect(text).not.toMatch(/<|&(?!amp;|lt;)/);
  const [, data] = before.split('id="evidence">');
  const document = { getElementById: (id: string) => (id === "evidence" ? { textContent: `${data}${text}` } : null) };
  expect(readLines(document as unknown as Document)).toEqual(lines);
});

it("lets only its own program and style run, and loads nothing", () => {
  const html = before + after;
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  const hash = (tag: string) => {
    const [, text = ""] = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(html) ?? [];
    return `sha256-${createHash("sha256").update(text).digest("base64")}`;
  };
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src '${hash("script")}'`,
    `style-src '${hash("style")}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(html).not.toMatch(/\ssrc=|\shref="http/);
});
