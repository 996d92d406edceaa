#!/usr/bin/env node
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { runNodeJs } from "@bufbuild/protoplugin";
import { codecPlugin } from "./codec-plugin.ts";

runNodeJs(codecPlugin);
