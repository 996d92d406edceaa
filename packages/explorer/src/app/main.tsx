// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { render } from "preact";
import { showUnprintable } from "../style/show-unprintable.js";
import { App } from "./app.js";

const page = document.getElementById("page");
if (page !== null) {
  showUnprintable();
  page.textContent = "";
  render(<App />, page);
}
