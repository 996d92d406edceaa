// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Picks what a caller accepts best of what is offered, by a header such as Accept or Accept-Encoding; the order of the
 * offers decides between equals. Undefined when nothing is accepted.
 */
export function negotiate(header: string | null, offers: readonly string[]): string | undefined {
  if (header === null || header.trim() === "") {
    return offers[0];
  }
  const ranges = header.split(",").map(parseRange);
  let best: { offer: string; quality: number } | undefined;
  for (const offer of offers) {
    const quality = qualityOf(offer, ranges);
    if (quality > (best?.quality ?? 0)) {
      best = { offer, quality };
    }
  }
  return best?.offer;
}

interface Range {
  readonly name: string;
  readonly quality: number;
}

function parseRange(text: string): Range {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { name, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most specific range decides. */
function qualityOf(offer: string, ranges: readonly Range[]): number {
  const type = offer.split("/", 1)[0];
  for (const name of [offer, `${type}/*`, "*/*", "*"]) {
    const range = ranges.find((candidate) => candidate.name === name);
    if (range !== undefined) {
      return range.quality;
    }
  }
  return 0;
}
