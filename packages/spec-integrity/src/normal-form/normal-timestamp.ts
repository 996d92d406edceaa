// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { IntegrityError } from "../errors/integrity-error.js";

const minSeconds = -62_135_596_800;
const maxSeconds = 253_402_300_799;
const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, "0"));

/**
 * Writes a time in the form of the profile (§1): RFC 3339 with `Z` and 0, 3, 6 or 9 fraction digits, the fewest that
 * lose nothing. Throws an `IntegrityError` of code `out_of_range` for times outside the years 0001 to 9999.
 */
export function normalTimestamp(time: Pick<Timestamp, "seconds" | "nanos">, path = ""): string {
  const seconds = Number(time.seconds);
  const { nanos } = time;
  if (!(Number.isInteger(seconds) && seconds >= minSeconds && seconds <= maxSeconds)) {
    throw new IntegrityError(
      "out_of_range",
      path,
      `expected a time in the years 0001 to 9999, got ${time.seconds} s`,
      "time",
    );
  }
  if (!(Number.isInteger(nanos) && nanos >= 0 && nanos <= 999_999_999)) {
    throw new IntegrityError("out_of_range", path, `expected nanos from 0 to 999999999, got ${nanos}`, "time");
  }
  const day = Math.floor(seconds / 86_400);
  const second = seconds - day * 86_400;
  const minute = Math.floor(second / 60);
  const clock = `${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}:${twoDigits[second % 60]}`;
  return `${dateOfDay(day)}T${clock}${fraction(nanos)}Z`;
}

// Events arrive roughly in the order of time, from more than one clock, so that the day is usually a recent one.
const maxKnownDays = 64;
const knownDates = new Map<number, string>();

function dateOfDay(day: number): string {
  let date = knownDates.get(day);
  if (date === undefined) {
    if (knownDates.size === maxKnownDays) {
      knownDates.clear();
    }
    date = new Date(day * 86_400_000).toISOString().slice(0, 10);
    knownDates.set(day, date);
  }
  return date;
}

function fraction(nanos: number): string {
  if (nanos === 0) {
    return "";
  }
  const digits = String(1_000_000_000 + nanos);
  return `.${digits.slice(1, nanos % 1_000_000 === 0 ? 4 : nanos % 1000 === 0 ? 7 : 10)}`;
}
