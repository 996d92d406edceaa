// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

export { type CacheFolder, fillOnce } from "./fill-once.ts";
export { findGoProblem, goEnvironment, runGo } from "./run-go.ts";
export { chromium, chromiumPath, runInChromium } from "./run-in-chromium.ts";
export { installPythonPackages, installPythonRequirements, runPython } from "./run-python.ts";
