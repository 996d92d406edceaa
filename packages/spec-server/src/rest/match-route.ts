// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RestRoute, RestStreamRoute } from "../contract/rest-route.js";

/** The routes of one path, with its parameters. */
export interface RouteMatch {
  readonly routes: readonly (RestRoute | RestStreamRoute)[];
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Creates the function that finds the routes for a path. If several match, a literal segment takes precedence over a
 * parameter.
 */
export function createRouteMatcher(
  routes: readonly (RestRoute | RestStreamRoute)[],
): (path: string) => RouteMatch | undefined {
  const byPath = new Map<string, (RestRoute | RestStreamRoute)[]>();
  for (const route of routes) {
    const known = byPath.get(route.path) ?? [];
    if (known.some(({ method }) => method === route.method)) {
      throw new Error(`routes: expected ${route.method} ${route.path} once, got it twice`);
    }
    byPath.set(route.path, [...known, route]);
  }
  const templates = [...byPath.keys()].filter((path) => path.includes("{")).sort(compareTemplates);
  return (path) => {
    const exact = byPath.get(path);
    if (exact !== undefined) {
      return { routes: exact, parameters: {} };
    }
    for (const template of templates) {
      const parameters = matchTemplate(template.split("/"), path.split("/"));
      if (parameters !== undefined) {
        return { routes: byPath.get(template) ?? [], parameters };
      }
    }
    return undefined;
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
