// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readPage } from "../pages/read-page.js";

/** The page has the verifier, and this where the evidence belongs. */
const place = "<!-- evidence -->";

/** A page of HTML around the lines of evidence. */
export interface EvidencePage {
  /** What comes before the first line. */
  readonly before: string;
  /** What comes after the last line. */
  readonly after: string;
  /** Returns what stands for a line, which ends in a line feed. The line is not checked. */
  line(line: string): string;
}

let page: EvidencePage | undefined;

/**
 * Returns what to write around the lines of evidence (chaukas-integrity/1, §7a), and for each of them, to get a file of HTML
 * that verifies them. It opens from disk, loads nothing, and shows its own verdict.
 */
export function evidencePage(): EvidencePage {
  page ??= splitPage();
  return page;
}

function splitPage(): EvidencePage {
  const [before, after] = readPage("@chaukas/explorer/evidence.html").split(place);
  if (before === undefined || after === undefined) {
    throw new Error(`evidence.html: expected ${place}, got a file without it`);
  }
  return {
    // Data in a script: neither is it run, nor does the parser of HTML take any of it for markup.
    before: `${before}<script type="application/x-ndjson" id="evidence">\n`,
    after: `</script>${after}`,
    line: (line) => `${escapeMarkup(line)}\n`,
  };
}

/** `page/read-lines.ts` reverses this. */
function escapeMarkup(line: string): string {
  return line.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
