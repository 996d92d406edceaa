// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { installPythonPackages } from "./install-python-packages.ts";
export { chromium, runInChromium } from "./run-in-chromium.ts";
export { runPython } from "./run-python.ts";
