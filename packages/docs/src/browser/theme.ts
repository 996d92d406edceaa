// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Runs before the page is drawn, so that it never flashes in the other theme.
const theme = localStorage.getItem("chaukas:theme");
if (theme === "light" || theme === "dark") {
  document.documentElement.dataset["theme"] = theme;
}

export {};
