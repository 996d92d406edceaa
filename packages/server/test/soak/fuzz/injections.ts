// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Texts that do harm if a server inserts them unescaped into SQL, paths, headers, patterns or searches. */
export const injections: readonly string[] = [
  "' OR '1'='1",
  "'; DROP TABLE events; --",
  '" OR ""="',
  "1); DELETE FROM events; --",
  "\\'; SELECT pg_sleep(10); --",
  "fuzz-a' UNION SELECT body FROM events --",
  "../../../../etc/passwd",
  "..%2f..%2fevents.db",
  "file:///etc/passwd",
  '"unbalanced NEAR(',
  "word* OR victim",
  "NOT AND OR",
  "{{7*7}}",
  "$(reboot)",
  "%00",
  "\u0000",
  "\r\nset-cookie: a=b",
  "__proto__",
  "constructor",
  "*",
  "%",
  "_",
  "\ud800",
  "\u202e\u2028",
  "a".repeat(300),
  "👩‍👩‍👧‍👦".repeat(100),
  "victim",
];
