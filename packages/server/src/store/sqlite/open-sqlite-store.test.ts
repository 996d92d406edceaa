// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describeEventStore } from "../../testing/event-store-suite.js";
import { openSqliteHarness } from "../../testing/open-sqlite-harness.js";

describeEventStore("SQLite store", openSqliteHarness);
