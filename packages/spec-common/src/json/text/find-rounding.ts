// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// A decimal with this many characters and no exponent denotes an integer if and only if its double is one.
const safeLength = "-".length + 15;

/**
 * Returns what was expected instead of a number in the syntax of JSON that a double would change, or undefined if it may
 * be read. Depends on what the number denotes, not on how it is written. Takes time in proportion to its length.
 *
 * A number must not lose its integer part, a whole fraction, or itself to zero. Other fractions are rounded, as every
 * reader of `0.1` does. Beyond 2^53, the shortest decimal of a double is accepted, such as `1152921504606847000` for
 * 2^60, and the one with 17 digits, since these are how doubles are written. Leaves text that is not a number to the
 * caller.
 */
export function findRounding(text: string): string | undefined {
  const isPlain = !/[.Ee]/.test(text);
  if (text.length < safeLength && (isPlain || !/[Ee]/.test(text))) {
    return undefined;
  }
  const number = Number(text);
  if (!Number.isInteger(number)) {
    return Number.isFinite(number) || Number.isNaN(number) ? undefined : isPlain ? exactInteger : withinRange;
  }
  const decimal = normalize(text);
  const isSame =
    normalize(String(number)) === decimal ||
    normalize(number.toPrecision(17)) === decimal ||
    normalize(String(BigInt(number))) === decimal;
  if (isSame) {
    return undefined;
  }
  if (number === 0) {
    return withinRange;
  }
  return Number.isSafeInteger(number) ? "a number whose fraction a double keeps" : exactInteger;
}

const exactInteger = "an integer that a double represents exactly";
const withinRange = "a number within the range of a double";

/** Returns the absolute value of a decimal in its only form with neither leading nor trailing zeros. */
function normalize(text: string): string {
  const [mantissa = "", exponent = "0"] = text.split(/[Ee]/);
  const [integer = "", fraction = ""] = mantissa.split(".");
  const digits = integer.replace("-", "") + fraction;
  let start = 0;
  while (digits.charCodeAt(start) === 0x30) {
    start++;
  }
  let end = digits.length;
  while (end > start && digits.charCodeAt(end - 1) === 0x30) {
    end--;
  }
  const power = Number(exponent) - fraction.length + digits.length - end;
  return start === end ? "0" : `${digits.slice(start, end)}e${power}`;
}
