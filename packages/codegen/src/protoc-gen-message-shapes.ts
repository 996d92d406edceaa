#!/usr/bin/env node
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { runNodeJs } from "@bufbuild/protoplugin";
import { messageShapesPlugin } from "./message-shapes/message-shapes-plugin.ts";

runNodeJs(messageShapesPlugin);
