// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Numbers with so many digits lose none, whatever the digits are.
const safeLength = "-".length + 15;

/**
 * Tells whether a double holds the number that a text of digits stands for, or whether the text is at least what a
 * double is written as: `1152921504606847000` stands for 2^60. Everything else would be rounded.
 */
export function isExactInteger(digits: string): boolean {
  if (digits.length < safeLength) {
    return true;
  }
  const number = Number(digits);
  return Number.isFinite(number) && (String(number) === digits || BigInt(number) === BigInt(digits));
}
