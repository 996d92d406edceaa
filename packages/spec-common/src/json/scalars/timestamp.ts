// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { describeValue, Fault } from "../errors/fault.js";

const daysPerEra = 146_097;
const daysBeforeEpoch = 719_468;

const dot = 46;
const plus = 43;
const minus = 45;
const zero = 48;
const minSeconds = -62_135_596_800;
const maxSeconds = 253_402_300_799;
const rfc3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, "0"));

/** Writes a timestamp as RFC 3339 in UTC, with the fewest of 0, 3, 6 or 9 fraction digits that lose nothing. */
export function writeTimestamp({ seconds, nanos }: Timestamp): string {
  const time = Number(seconds);
  checkSeconds(time, seconds);
  if (!(Number.isInteger(nanos) && nanos >= 0 && nanos <= 999_999_999)) {
    throw new Fault("out_of_range", "nanos from 0 to 999999999", describeValue(nanos));
  }
  const day = Math.floor(time / 86_400);
  const second = time - day * 86_400;
  const minute = Math.floor(second / 60);
  const clock = `${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}:${twoDigits[second % 60]}`;
  return `${dateOfDay(day)}T${clock}${fraction(nanos)}Z`;
}

/** Reads an RFC 3339 timestamp with any offset and up to nine fraction digits. */
export function readTimestamp(json: unknown): Timestamp {
  return parseTimestamp(json, false);
}

/** Reads a timestamp as {@link readTimestamp} does, or one without a time zone, which is taken as UTC. */
export function readTimestampOrLocal(json: unknown): Timestamp {
  return parseTimestamp(json, true);
}

function parseTimestamp(json: unknown, allowsNoZone: boolean): Timestamp {
  if (typeof json !== "string") {
    throw new Fault("wrong_type", "an RFC 3339 time as a string", describeValue(json));
  }
  const zone = json.charCodeAt(19) === dot ? endOfDigits(json, 20) : 19;
  if (!rfc3339.test(json) || (zone === json.length && !allowsNoZone)) {
    throw new Fault("bad_value", "an RFC 3339 time, such as 2026-01-31T23:59:59.123456789Z", describeValue(json));
  }
  const day = number(json, 8);
  const days = dayOfDate(number(json, 0) * 100 + number(json, 2), number(json, 5), day);
  if (day > 28 && new Date(days * 86_400_000).getUTCDate() !== day) {
    throw new Fault("bad_value", "a day that the month has", describeValue(json));
  }
  const clock = number(json, 11) * 3600 + number(json, 14) * 60 + number(json, 17);
  const seconds = days * 86_400 + clock - offset(json, zone);
  checkSeconds(seconds, json);
  return {
    $typeName: "google.protobuf.Timestamp",
    seconds: BigInt(seconds),
    nanos: zone === 19 ? 0 : Number(json.slice(20, zone).padEnd(9, "0")),
  };
}

function checkSeconds(seconds: number, found: unknown): void {
  if (!(Number.isInteger(seconds) && seconds >= minSeconds && seconds <= maxSeconds)) {
    throw new Fault("out_of_range", "a time in the years 0001 to 9999 in UTC", describeValue(found));
  }
}

/** Returns the offset of a time from UTC in seconds. */
function offset(text: string, zone: number): number {
  const sign = text.charCodeAt(zone);
  if (sign !== plus && sign !== minus) {
    return 0;
  }
  const seconds = number(text, zone + 1) * 3600 + number(text, zone + 4) * 60;
  return sign === plus ? seconds : -seconds;
}

/** Parses two digits. */
function number(text: string, index: number): number {
  return (text.charCodeAt(index) - zero) * 10 + text.charCodeAt(index + 1) - zero;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) >= zero && text.charCodeAt(end) <= zero + 9) {
    end++;
  }
  return end;
}

// Events usually come in chronological order, so most have the same day as the event before.
let knownDay = 0;
let knownDate = "1970-01-01";

function dateOfDay(day: number): string {
  if (day !== knownDay) {
    knownDay = day;
    knownDate = new Date(day * 86_400_000).toISOString().slice(0, 10);
  }
  return knownDate;
}

function fraction(nanos: number): string {
  if (nanos === 0) {
    return "";
  }
  const digits = String(1_000_000_000 + nanos);
  return `.${digits.slice(1, nanos % 1_000_000 === 0 ? 4 : nanos % 1000 === 0 ? 7 : 10)}`;
}

/**
 * Returns the number of days from 1970-01-01 to a date in the years 0000 to 9999. `month` starts at 1.
 *
 * Years start in March, which makes a leap day the last day of its year, and are grouped into eras of 400 years, which
 * all have the same length (http://howardhinnant.github.io/date_algorithms.html). Does not use Date, which is slow to
 * create and maps years before 100 to other years.
 */
function dayOfDate(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const daysBeforeYear = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const daysBeforeMonth = Math.floor((153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5);
  return era * daysPerEra + daysBeforeYear + daysBeforeMonth + day - 1 - daysBeforeEpoch;
}
