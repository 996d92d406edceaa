// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromJson } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { Instant } from "../../store/contract/new-event.js";
import { usageError } from "./cli-error.js";

/**
 * Reads the time of a flag: RFC 3339 with nanoseconds, such as `2026-11-22T16:56:31Z`, or a date or a time without zone,
 * such as `2026-11-22` or `2026-11-22T16:56`, in the zone of this machine. The latter is written to stderr with its zone.
 * Throws a `CliError` for anything else.
 */
export function readTime(text: string, flag: string, command: string): Instant {
  const local = readLocalTime(text);
  if (local !== undefined) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    process.stderr.write(`${flag} ${text} is ${local.toISOString()}, since this machine is in ${timeZone}\n`);
    const ms = local.getTime();
    return { seconds: BigInt(Math.floor(ms / 1000)), nanos: (ms - Math.floor(ms / 1000) * 1000) * 1e6 };
  }
  try {
    const { seconds, nanos } = fromJson(TimestampSchema, text);
    return { seconds, nanos };
  } catch {
    const expected = "expected a date such as 2026-11-22 or a time such as 2026-11-22T16:56:31Z";
    throw usageError(`${flag}: ${expected}, got ${JSON.stringify(text)}`, command);
  }
}

const localTime = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?$/;

/** Returns undefined if the text is not a local time, or if there is no such time, as when clocks are put forward. */
function readLocalTime(text: string): Date | undefined {
  const [year, month, day, hours = "00", minutes = "00", seconds = "00", fraction = ""] =
    localTime.exec(text)?.slice(1) ?? [];
  if (year === undefined || month === undefined || day === undefined) {
    return undefined;
  }
  const fields = [hours, minutes, seconds].map(Number) as [number, number, number];
  const date = new Date(Number(year), Number(month) - 1, Number(day), ...fields, Number(fraction.padEnd(3, "0")));
  date.setFullYear(Number(year), Number(month) - 1, Number(day));
  const isReal =
    date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) && date.getHours() === fields[0];
  return isReal && date.getMinutes() === fields[1] && date.getSeconds() === fields[2] ? date : undefined;
}
