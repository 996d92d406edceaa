// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RestRoute } from "./rest-route.js";

/** The routes of one path, with its parameters. */
export interface RouteMatch {
  readonly routes: readonly RestRoute[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** Makes the function that finds the routes for a path. A path without parameters goes before one with. */
export function createRouteMatcher(routes: readonly RestRoute[]): (path: string) => RouteMatch | undefined {
  const byPath = new Map<string, RestRoute[]>();
  for (const route of routes) {
    const known = byPath.get(route.path);
    if (known?.some(({ method }) => method === route.method)) {
      throw new Error(`routes: expected ${route.method} ${route.path} once, got it twice`);
    }
    byPath.set(route.path, [...(known ?? []), route]);
  }
  const templates = [...byPath]
    .filter(([path]) => path.includes("{"))
    .map(([path, found]) => [path.split("/"), found] as const);
  return (path) => {
    const exact = byPath.get(path);
    if (exact !== undefined) {
      return { routes: exact, parameters: {} };
    }
    const segments = path.split("/");
    for (const [template, found] of templates) {
      const parameters = matchTemplate(template, segments);
      if (parameters !== undefined) {
        return { routes: found, parameters };
      }
    }
    return undefined;
  };
}

function matchTemplate(
  template: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (template.length !== segments.length) {
    return undefined;
  }
  const parameters: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? "";
    if (!part.startsWith("{")) {
      if (part !== segment) {
        return undefined;
      }
      continue;
    }
    const value = decode(segment);
    if (value === undefined || value === "") {
      return undefined;
    }
    parameters[part.slice(1, -1)] = value;
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
