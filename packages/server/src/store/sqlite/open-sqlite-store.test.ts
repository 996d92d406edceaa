// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describeEventStore } from "../../../test/suites/event-store-suite.js";
import { openSqliteHarness } from "../../../test/suites/open-sqlite-harness.js";

describeEventStore("SQLite store", openSqliteHarness);
