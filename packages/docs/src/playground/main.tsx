// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { render } from "preact";
import type { Example } from "./example.ts";
import { Playground } from "./view/playground.tsx";

// A module, so that the page needs no connection, which its policy forbids.
const { default: examples }: { default: readonly Example[] } = await import(
  new URL("./playground-examples.js", import.meta.url).href
);
const page = document.getElementById("playground");
if (page !== null) {
  page.textContent = "";
  render(<Playground examples={examples} />, page);
}
