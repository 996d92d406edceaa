// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { html } from "../html/html.ts";
import type { SitePage } from "./render-page.ts";

/** The page of the playground, which its program fills. */
export const playgroundPage: SitePage = {
  path: "playground.html",
  title: "Playground",
  headings: [{ level: 1, id: "playground-title", text: "Playground" }],
  scripts: ["assets/playground.js"],
  body: html`<h1 id="playground-title">Playground</h1>
<p>Paste an event to see it validated, converted to every form, normalised, hashed and committed to as a log does it. Paste
evidence or an export to verify it. Everything happens in this page, by the published packages: its content security policy
forbids every connection, so nothing that you paste can leave it.</p>
<div id="playground"><p>The playground needs JavaScript.</p></div>`,
};
