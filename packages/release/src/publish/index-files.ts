// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";

/**
 * Fetches which files of a package a Python index has, with the SHA-256 of each in hex, over the simple repository API
 * in HTML (PEP 503), which every index has. A package that the index does not have has no files.
 *
 * @param index URL of the API, such as `https://pypi.org/simple/`
 */
export async function fetchIndexFiles(index: string, name: string): Promise<ReadonlyMap<string, string>> {
  const url = new URL(`${name}/`, index.endsWith("/") ? index : `${index}/`);
  let response: Response;
  try {
    const headers = { accept: "application/vnd.pypi.simple.v1+html, text/html;q=0.5" };
    // A cache on the way may not know yet what was just published.
    response = await fetch(url, { headers, cache: "no-cache", signal: AbortSignal.timeout(30_000) });
  } catch (cause) {
    throw new ScriptError(`${url}: cannot be reached`, "check --index and the network, then run the command again", {
      cause,
    });
  }
  if (response.status === 404) {
    return new Map();
  }
  if (!response.ok) {
    throw new ScriptError(`${url}: expected status 200 or 404, got ${response.status}`, "run the command again later");
  }
  const links = [...(await response.text()).matchAll(/<a\s([^>]*)>\s*([^<]*?)\s*<\/a>/g)];
  return new Map(
    links.map(([, attributes = "", file = ""]) => {
      const [, sha256] = /\bhref="[^"#]*#sha256=([0-9a-f]{64})"/.exec(attributes) ?? [];
      if (sha256 === undefined) {
        throw new ScriptError(`${url}: ${file}: expected a SHA-256, found none`, "use an index that has them, as PyPI");
      }
      return [file, sha256];
    }),
  );
}
