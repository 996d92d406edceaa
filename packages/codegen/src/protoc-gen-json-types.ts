#!/usr/bin/env node
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { runNodeJs } from "@bufbuild/protoplugin";
import { jsonTypesPlugin } from "./json-types/json-types-plugin.ts";

runNodeJs(jsonTypesPlugin);
