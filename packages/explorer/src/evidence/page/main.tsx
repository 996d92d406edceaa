// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { render } from "preact";
import { ErrorBoundary } from "../../style/error-boundary.js";
import { showUnprintable } from "../../style/show-unprintable.js";
import { EvidencePage } from "./evidence-page.js";
import { readLines } from "./read-lines.js";

const page = document.getElementById("page");
if (page !== null) {
  showUnprintable();
  // The text that says that nothing is verified goes only now.
  page.textContent = "";
  render(
    <ErrorBoundary place="">
      <EvidencePage lines={readLines(document)} />
    </ErrorBoundary>,
    page,
  );
}
