// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const daysPerEra = 146_097;
const daysBeforeEpoch = 719_468;

/**
 * The number of days from 1970-01-01 to a date in the years 0000 to 9999. `month` begins with 1.
 *
 * Years are counted from March, so that a leap day is the last of its year, and in eras of 400 years, which all have
 * the same length (http://howardhinnant.github.io/date_algorithms.html). It does without a Date, which is slow to make
 * and takes the years before 100 for others.
 */
export function dayOfDate(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const daysBeforeYear = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const daysBeforeMonth = Math.floor((153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5);
  return era * daysPerEra + daysBeforeYear + daysBeforeMonth + day - 1 - daysBeforeEpoch;
}
