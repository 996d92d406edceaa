// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { encodeRecords, readSegment, segmentHead } from "./spool-records.js";

const records = [new Uint8Array([1, 2, 3]), new Uint8Array([4]), new Uint8Array([5, 6])];
const segment = Buffer.concat([segmentHead, encodeRecords(records)]);

it("reads what it wrote", () => {
  expect(readSegment(segment).records.map((record) => [...record])).toEqual([[1, 2, 3], [4], [5, 6]]);
});

it("leaves out a last record that is torn at any byte", () => {
  for (let length = 0; length < segment.length; length++) {
    const { records: found, damage } = readSegment(segment.subarray(0, length));
    expect(damage).toBeUndefined();
    expect(found.length).toBeLessThan(3);
  }
  expect(readSegment(Buffer.concat([segment, Buffer.alloc(40)])).records).toHaveLength(3);
});

it("reports a record in the middle that is damaged, and keeps the others", () => {
  const damaged = Buffer.from(segment);
  damaged[segmentHead.length + 8] = 99;
  const { records: found, damage } = readSegment(damaged);
  expect(found.map((record) => [...record])).toEqual([[4], [5, 6]]);
  expect(damage).toBe("expected a record that matches its checksum at byte 16");
});

it("reports a file that is no segment", () => {
  expect(readSegment(Buffer.from("something else entirely")).damage).toBe(
    "expected the head of a spool segment at byte 0",
  );
});
