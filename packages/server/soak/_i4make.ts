// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from "node:fs";
import { buildLogStore } from "./mutations/build-log-store.ts";

const n = Number(process.argv[2]);
const t = performance.now();
const s = await buildLogStore(`/tmp/i4/${n}.db`, n);
writeFileSync(`/tmp/i4/${n}.json`, JSON.stringify(s));
writeFileSync(`/tmp/i4/${n}.kept`, s.checkpoint);
console.log(s, (performance.now() - t) / 1000);
