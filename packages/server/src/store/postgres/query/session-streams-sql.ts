// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SessionQuery } from "../../contract/session-query.js";
import { memberNames } from "../../records/session-members.js";
import { type SessionStream, toSessionStreams } from "../../records/session-streams.js";
import { toColumnText } from "../../words/column-text.js";
import type { Condition } from "./event-conditions.js";
import { createSessionTerms, type SessionTerms, toNanoseconds } from "./session-terms.js";

export interface StreamOptions {
  /** In the form of `toColumnText`. Default: the streams of all, whose sessions are tested for the projects. */
  readonly projectIds?: readonly string[];
  /** In nanoseconds, inclusive. Default: the start of the filter. */
  readonly oldest?: bigint | undefined;
  /** About how many sessions are tested for what the indexes do not tell. Default: any number. */
  readonly tested?: number | undefined;
}

export interface KeyRow {
  readonly session_id: string;
  readonly project_id: string;
  readonly last_ns: string;
  /** Whether the stream goes on after this session, although it was not read on. */
  readonly is_cut: boolean;
}

/** The class of a session, as the indexes have it. */
const sessionClass = `4 * width_bucket(last_ns - first_ns, '{60000000001,600000000001,3600000000001,36000000000001,345600000000001,3456000000000001}'::numeric[])
  + 2 * (errors > 0)::integer + (session_ends > 0)::integer`;

/** Most sessions are in few classes. */
const longStreams = 4;

/** Returns the statement that merges streams up to one session more than the page has. */
export function streamsSql(query: SessionQuery, { projectIds, oldest, tested }: StreamOptions = {}): Condition {
  const { filter } = query;
  const terms = createSessionTerms(filter);
  const streams = toSessionStreams(query);
  const limit = query.limit + 1;
  const places = [
    terms.ofTenant("s"),
    ...(projectIds === undefined ? [] : ["s.project_id = p.project_id"]),
    `${sessionClass} = c.class`,
    ...(streams.every(({ after }) => after === undefined)
      ? []
      : ["(s.last_ns, s.session_id, s.project_id) < (c.after_ns, c.after_session, c.after_project)"]),
    ...(oldest === undefined ? terms.recent() : [`s.last_ns >= ${terms.parameter(oldest)}`]),
  ];
  const tests = [
    ...terms.beginsBefore(),
    ...(projectIds === undefined ? terms.inProject() : []),
    ...terms.prefix(),
    ...memberNames.flatMap(terms.hasName),
  ];
  const ordered = "last_ns desc, session_id desc, project_id desc";
  const keys = "session_id, project_id, last_ns";
  const inOrder = (where: readonly string[], maximum: number) =>
    `select * from chaukas.sessions s where ${where.join(" and ")} order by ${ordered} limit ${maximum}`;
  const stream =
    tested === undefined || tests.length === 0
      ? `select ${keys}, false as is_cut from (${inOrder([...places, ...tests], limit)}) s`
      : cutStream(tests, { keys, ordered, limit, tested: Math.ceil(tested / longStreams) }, (maximum) =>
          inOrder(places, maximum),
        );
  return {
    sql: `select k.* from ${listStreams(terms, streams)}
      ${projectIds === undefined ? "" : `cross join unnest(${terms.parameter(projectIds)}::text[]) p(project_id)`}
      cross join lateral (${stream}) k order by ${ordered} limit ${limit}`,
    values: terms.values,
  };
}

interface Cut {
  readonly keys: string;
  readonly ordered: string;
  readonly limit: number;
  readonly tested: number;
}

/** Returns a stream that ends after a number of tested sessions. The last of these is returned even if it fails. */
function cutStream(
  tests: readonly string[],
  { keys, ordered, limit, tested }: Cut,
  inOrder: (maximum: number) => string,
): string {
  return `select ${keys}, place > ${tested} as is_cut from (
      select ${keys}, row_number() over (order by ${ordered}) as place, ${tests.join(" and ")} as is_match
        from (${inOrder(tested + 1)}) s
    ) s where is_match or place > ${tested} limit ${limit}`;
}

/** After every time that an event can have. */
const afterAll = 10n ** 30n;

function listStreams(terms: SessionTerms, streams: readonly SessionStream[]): string {
  const column = (type: string, values: readonly unknown[]) => `${terms.parameter(values)}::${type}[]`;
  return `unnest(${[
    column(
      "integer",
      streams.map((stream) => stream.sessionClass),
    ),
    column(
      "numeric",
      streams.map(({ after }) => (after === undefined ? afterAll : toNanoseconds(after))),
    ),
    column(
      "text",
      streams.map(({ after }) => toColumnText(after?.sessionId ?? "")),
    ),
    column(
      "text",
      streams.map(({ after }) => toColumnText(after?.projectId ?? "")),
    ),
  ].join(", ")}) c(class, after_ns, after_session, after_project)`;
}
