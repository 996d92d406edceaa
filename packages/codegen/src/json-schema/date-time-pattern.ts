// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const day31 = "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])";
const day30 = "(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)";
const day28 = "02-(?:0[1-9]|1\\d|2[0-8])";
const year = "(?!0000)\\d{4}";
const leapYear = "(?:\\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][48]|[13579][26]|[2468]0)00)";
const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?";
const offset = "(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)";

/**
 * RFC 3339 date-time from year 0001 to 9999 with at most nine fraction digits: what a protobuf Timestamp can
 * hold. There are no leap seconds in it, as there are none in a Timestamp. The letters may be in either case.
 */
export const dateTimePattern = new RegExp(
  `^(?:${year}-(?:${day31}|${day30}|${day28})|${leapYear}-02-29)[Tt]${time}${offset}$`,
);
