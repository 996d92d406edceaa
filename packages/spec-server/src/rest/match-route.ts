// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RestRoute, RestStreamRoute } from "../contract/rest-route.js";

/** A route that serves a path, with the parameters that the path has for it. */
export interface MatchedRoute {
  readonly route: RestRoute | RestStreamRoute;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Characters that a segment of a path may have as they are (RFC 3986, section 3.3). */
const plainCharacter = /^[\w.~!$&'()*+,;=:@-]$/;

/**
 * Returns a path in which the characters that need no percent-encoding have none (RFC 3986, section 6.2.2), such as the
 * colon that some clients encode. What separates segments, and what is no character of a path, stays encoded.
 */
export function normalizePath(path: string): string {
  return path.replace(/%([0-7][0-9a-f])/gi, (encoded, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return plainCharacter.test(character) ? character : encoded;
  });
}

/**
 * Creates the function that finds the routes for a normalized path, of which the first with the method of a request serves
 * it. A literal segment takes precedence over a parameter.
 */
export function createRouteMatcher(
  routes: readonly (RestRoute | RestStreamRoute)[],
): (path: string) => readonly MatchedRoute[] | undefined {
  const byPath = new Map<string, (RestRoute | RestStreamRoute)[]>();
  for (const route of routes) {
    const known = byPath.get(route.path) ?? [];
    if (known.some(({ method }) => method === route.method)) {
      throw new Error(`routes: expected ${route.method} ${route.path} once, got it twice`);
    }
    byPath.set(route.path, [...known, route]);
  }
  const templates = [...byPath.keys()].filter((path) => path.includes("{")).sort(compareTemplates);
  const findTemplate = (path: string): MatchedRoute[] => {
    for (const template of templates) {
      const parameters = matchTemplate(template.split("/"), path.split("/"));
      if (parameters !== undefined) {
        return (byPath.get(template) ?? []).map((route) => ({ route, parameters }));
      }
    }
    return [];
  };
  // A parameter may have the value of a literal where another method serves that, such as an id `batch` of an event.
  const literals = new Map(
    [...byPath]
      .filter(([path]) => !path.includes("{"))
      .map(([path, own]) => [path, [...own.map((route) => ({ route, parameters: {} })), ...findTemplate(path)]]),
  );
  return (path) => {
    const found = literals.get(path) ?? findTemplate(path);
    return found.length === 0 ? undefined : found;
  };
}

/** At the first segment in which two templates differ, a parameter sorts after a literal. */
function compareTemplates(left: string, right: string): number {
  const others = right.split("/");
  const [part, other] = left
    .split("/")
    .map((part, index) => [part, others[index] ?? ""] as const)
    .find(([part, other]) => part !== other) ?? ["", ""];
  return Number(part.startsWith("{")) - Number(other.startsWith("{"));
}

function matchTemplate(
  template: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const takesRest = template.at(-1)?.endsWith("+}") === true;
  if (takesRest ? segments.length < template.length : segments.length !== template.length) {
    return undefined;
  }
  const parameters: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const isRest = takesRest && index === template.length - 1;
    const found = isRest ? segments.slice(index) : [segments[index] ?? ""];
    if (!part.startsWith("{")) {
      if (part !== found[0]) {
        return undefined;
      }
      continue;
    }
    const values = found.map(decode);
    if (values.some((value) => value === undefined || value === "")) {
      return undefined;
    }
    parameters[part.replace(/^\{|\+?\}$/g, "")] = values.join("/");
  }
  return parameters;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
