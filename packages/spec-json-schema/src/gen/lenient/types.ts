// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Generated from openapi/chaukas/spec/v1/public.yaml. Do not edit.

/**
 * The passing of work from one agent to another. It is the content of AGENT_HANDOFF.
 */
export interface AgentHandoff {
  /**
   * Identifies this kind of content.
   */
  kind: "agent_handoff";
  /**
   * Identifier of the agent that gives the work away. `gen_ai.agent.id` of that agent in
   * OpenTelemetry.
   */
  from_agent_id: string;
  /**
   * Name of the agent that gives the work away, for humans.
   */
  from_agent_name?: string;
  /**
   * Identifier of the agent that takes the work over. `gen_ai.agent.id` of that agent in
   * OpenTelemetry.
   */
  to_agent_id: string;
  /**
   * Name of the agent that takes the work over, for humans.
   */
  to_agent_name?: string;
  /**
   * What is passed along: context, partial results, instructions. Absent when nothing is, or when
   * the producer withholds it.
   */
  handoff_data?: { [key: string]: unknown };
  /**
   * Why the work is passed on, in words.
   */
  reason?: string;
  /**
   * How the two agents work together. Free-form; well-known values are `sequential` (the first
   * stops), `parallel` (both go on) and `conditional` (a condition chose the second).
   */
  handoff_type?: string;
}

/**
 * A message of another schema, as bytes. It is stored and hashed as it is, and never interpreted.
 */
export interface Any {
  /**
   * Name of the message's type, behind a host that says who defines it.
   */
  type_url?: string;
  /**
   * The message in binary form.
   */
  value?: string;
}

/**
 * Who brought the event about.
 *
 * - absent: The producer did not say.
 * - `USER`: A human who uses the agent, or a program that calls it in that place.
 * - `AGENT`: The agent itself: its plan, its answer, its handoff.
 * - `TOOL`: A tool that the agent called.
 * - `SYSTEM`: The runtime around the agent: framework, policy engine, scheduler.
 * - `LLM`: A language model, as opposed to the agent that called it.
 */
export type Author = string | number;

/**
 * What a server can do. A member that is false or absent must not be relied on.
 */
export interface Capabilities {
  /**
   * Whether events are kept write-once: no interface of the server alters or deletes one. False where
   * values of stored events may be redacted, though what is redacted still verifies.
   */
  worm_retention?: boolean;
  /**
   * Whether the server sets hash_prev, content_hash and worm_proof_id and gives out signed
   * checkpoints and proofs by the profile chaukas-integrity/1.
   */
  audit_proofs?: boolean;
  /**
   * Whether one query covers events that are spread over several servers or shards.
   */
  distributed_query?: boolean;
  /**
   * Whether what a caller may do depends on the caller's roles or scopes.
   */
  rbac?: boolean;
  /**
   * Whether users can sign in through an identity provider of their organisation.
   */
  sso?: boolean;
  /**
   * Whether events of type POLICY_DECISION are accepted and can be queried.
   */
  policy_decisions?: boolean;
  /**
   * Whether events of type DATA_ACCESS are accepted and can be queried.
   */
  data_access_events?: boolean;
  /**
   * Whether IngestEventBatch is implemented.
   */
  supports_batch_ingestion?: boolean;
  /**
   * Whether QueryEvents is implemented.
   */
  supports_event_querying?: boolean;
  /**
   * Whether GetEventStats is implemented. The call belongs to the server service only.
   */
  supports_statistics?: boolean;
  /**
   * Most events that the server takes in one batch, never above 1000. 0 means that the server does
   * not say; assume 1000.
   */
  max_batch_size?: number;
}

/**
 * One leaf of the commitment of a redacted event. A surviving leaf has path and salt, from which its
 * digest follows with the value that the event shows there; a redacted one has nothing but its
 * digest.
 *
 * Rule `commitment_leaf.kind`: either digest alone must be set, or path and salt.
 */
export interface CommitmentLeaf {
  /**
   * Place of the value, from the root of the event: members of objects as strings, elements of lists
   * as numbers, such as `["metadata","a",0]`. Absent for a redacted leaf, so that names of keys are
   * erased with the values.
   */
  path?: unknown[];
  /**
   * Salt of the leaf, 16 bytes. Empty for a redacted leaf, whose salt is destroyed.
   */
  salt?: string;
  /**
   * Digest of the leaf, SHA-256. Empty for a surviving leaf.
   */
  digest?: string;
}

/**
 * What the operation cost. The producer works it out from its price list; the server does not check
 * the sums.
 */
export interface CostDetails {
  /**
   * Who charges for the service, such as `openai`.
   */
  provider?: string;
  /**
   * What is charged for, such as a model's name or `embeddings`.
   */
  service?: string;
  /**
   * Tokens of input that are charged. 0 when the service is not charged by token.
   */
  input_tokens?: number;
  /**
   * Tokens of output that are charged. 0 when the service is not charged by token.
   */
  output_tokens?: number;
  /**
   * Tokens that are charged in all.
   */
  total_tokens?: number;
  /**
   * Cost of the input, in units of currency. Negative for a credit.
   */
  input_cost?: number;
  /**
   * Cost of the output, in units of currency. Negative for a credit.
   */
  output_cost?: number;
  /**
   * Cost of the operation in all, in units of currency. It may hold charges beyond input and
   * output.
   */
  total_cost?: number;
  /**
   * Currency of all costs and rates of this message, as an ISO 4217 code such as `USD`. Empty when
   * the producer does not say; a reader must not add up costs of unlike currencies.
   */
  currency?: string;
  /**
   * Price of one token of input, in units of currency.
   */
  input_rate_per_token?: number;
  /**
   * Price of one token of output, in units of currency.
   */
  output_rate_per_token?: number;
}

/**
 * Access to a data source, such as a retrieval from a vector store. It is the content of
 * DATA_ACCESS.
 */
export interface DataAccess {
  /**
   * Identifies this kind of content.
   */
  kind: "data_access";
  /**
   * Source that was accessed, as a name or a URI. `gen_ai.data_source.id` in OpenTelemetry.
   */
  datasource: string;
  /**
   * Identifiers of the documents that were accessed, in the source's own terms.
   */
  document_ids?: string[];
  /**
   * Identifiers of the chunks of those documents that were accessed. Empty when the source does not
   * split its documents.
   */
  chunk_ids?: string[];
  /**
   * Kinds of personal data in what was accessed, such as `EMAIL` or `PHONE`. Free-form. Empty means
   * that none was found or none was looked for.
   */
  pii_categories?: string[];
  /**
   * What was done to the source. Free-form; well-known values are `read`, `search`, `write` and
   * `delete`. Empty when the producer does not say, as a rule for a read.
   */
  operation?: string;
  /**
   * What was searched for, in the words of the agent or in the language of the source.
   * `gen_ai.retrieval.query.text` in OpenTelemetry. Empty when nothing was, or when the producer
   * withholds it.
   */
  query?: string;
  /**
   * How well the documents fit the query, by the source's own measure: one score for each of
   * document_ids, in their order, or for each of chunk_ids where there are any. `document.score` in
   * OpenInference. Empty when the source does not score.
   */
  scores?: number[];
}

/**
 * A failure. It is the content of ERROR, and of an event that ends an operation which failed.
 */
export interface ErrorInfo {
  /**
   * Identifies this kind of content.
   */
  kind: "error_info";
  /**
   * What went wrong, in words. `exception.message` in OpenTelemetry.
   */
  error_message: string;
  /**
   * Class of the error, for programs: an exception's type, a status name, a provider's code.
   * `error.type` in OpenTelemetry. Empty when unknown.
   */
  error_code?: string;
  /**
   * Stack trace in the notation of the language at hand. `exception.stacktrace` in OpenTelemetry.
   * Empty when there is none or the producer withholds it.
   */
  stack_trace?: string;
  /**
   * Whether the work can go on in spite of the error. False also when the producer does not know.
   */
  recoverable?: boolean;
  /**
   * What is done about the error, such as a retry or a fallback to another model. Empty when
   * nothing is.
   */
  recovery_action?: string;
}

/**
 * A judgement of something that the agent did: of its quality, its safety or its conformity. It is
 * the content of EVALUATION.
 */
export interface EvaluationResult {
  /**
   * Identifies this kind of content.
   */
  kind: "evaluation";
  /**
   * Name of what is measured, such as `relevance`. `gen_ai.evaluation.name` in OpenTelemetry.
   */
  name?: string;
  /**
   * Score on the scale of the evaluator. `gen_ai.evaluation.score.value` in OpenTelemetry. Absent
   * when the evaluator gave none, which is not the same as 0.
   */
  score?: number;
  /**
   * What the score means, such as `pass` or `not_relevant`. `gen_ai.evaluation.score.label` in
   * OpenTelemetry. Empty when the evaluator gave none.
   */
  label?: string;
  /**
   * Why the evaluator judged so, in words. `gen_ai.evaluation.explanation` in OpenTelemetry.
   */
  explanation?: string;
  /**
   * Who judged: a person, a program, or the service behind a model. Absent when the producer does
   * not say.
   */
  evaluator?: Principal;
  /**
   * Event that was judged: its event_id. Empty when the judgement is about an operation or about the
   * whole session.
   */
  target_event_id?: string;
  /**
   * Operation that was judged: its span_id. Empty when the judgement is about an event or about the
   * whole session.
   */
  target_span_id?: string;
}

/**
 * One thing that happened in an agent's work: a step, an input, a decision, a failure. An event is
 * immutable once it is acknowledged: tenant_id and event_id identify it for ever, and what happens
 * later is a new event. Identifiers are strings of any shape, up to 256 bytes long. Where the
 * producer uses OpenTelemetry, an event maps to a log record of the span that it names.
 */
export interface Event {
  /**
   * Identifier of the event, made by the SDK and unique within its tenant. Any string; a
   * time-ordered UUID is advised. Sending the same content again under one identifier is safe,
   * other content under it is rejected. It cannot be redacted, so it should be a pseudonym, not
   * personal data.
   */
  event_id: string;
  /**
   * Tenant that owns the event. Tenants never see each other's events. A server that knows the
   * tenant from the caller's credentials fills it in when it is empty, and refuses a tenant that is
   * not the caller's. It cannot be redacted, so it should be a pseudonym, not personal data.
   */
  tenant_id?: string;
  /**
   * Project within the tenant, for scoping keys and queries. Empty when the tenant has no projects.
   * It cannot be redacted, so it should be a pseudonym, not personal data.
   */
  project_id?: string;
  /**
   * Session that the event belongs to: one conversation or one job. `session.id` in OpenTelemetry,
   * and `gen_ai.conversation.id` where the session is a conversation. It cannot be redacted, so it
   * should be a pseudonym, not personal data.
   */
  session_id: string;
  /**
   * Operation that the event belongs to; start and end of one operation share it. The span id in
   * OpenTelemetry, where it is 16 hex digits; here any string is allowed. It cannot be redacted, so
   * it should be a pseudonym, not personal data.
   */
  span_id?: string;
  /**
   * Operation that the event's operation is part of. The parent span id in OpenTelemetry. Empty for
   * an operation at the root. It cannot be redacted, so it should be a pseudonym, not personal
   * data.
   */
  parent_span_id?: string;
  /**
   * What happened. Numbers that this version does not name are valid, 0 is not.
   */
  type: EventType;
  /**
   * How serious the event is. SeverityNumber in the OpenTelemetry log data model.
   */
  severity?: Severity;
  /**
   * How far the operation had got when the event was made.
   */
  status: EventStatus;
  /**
   * Who brought the event about.
   */
  author?: Author;
  /**
   * When it happened, by the producer's clock. Timestamp in the OpenTelemetry log data model.
   * Events are sorted by it; server_timestamp tells when the server took note.
   */
  timestamp: string;
  /**
   * Identifier of the agent at work. `gen_ai.agent.id` in OpenTelemetry. Empty when no single agent
   * is.
   */
  agent_id?: string;
  /**
   * Name of the agent at work, for humans. `gen_ai.agent.name` in OpenTelemetry.
   */
  agent_name?: string;
  /**
   * Identifier of one run of the agent, from the input that set it off to its final output. Empty
   * when the framework has no such notion.
   */
  invocation_id?: string;
  /**
   * Identifier that the model's provider gave to the response. `gen_ai.response.id` in
   * OpenTelemetry. Empty when the event comes from no response.
   */
  response_id?: string;
  /**
   * Whether the event holds one part of a streamed answer, with more to follow.
   */
  is_partial?: boolean;
  /**
   * Whether the event is the last word of the agent in this run. False also when the producer does
   * not know.
   */
  is_final?: boolean;
  /**
   * Link to the record before this one in the tenant's log: the hash of that record's leaf in
   * lower-case hex. Set by the server only, which replaces what a client sends; empty on a server
   * without audit proofs. The first record of a log has the SHA-256 of the empty string.
   */
  hash_prev?: string;
  /**
   * Fingerprint of the event: SHA-256 in lower-case hex over its canonical form, as the profile
   * chaukas-integrity/1 defines it. A client may send it; the server computes it anew and rejects
   * the event when the two differ. Empty after redaction, and on a server without audit proofs.
   */
  content_hash?: string;
  /**
   * Place of the event in the tamper-evident log, written `<origin>#<sequence>`, under which the
   * server gives out the proof of inclusion. Set by the server only, which replaces what a client
   * sends; empty on a server without audit proofs.
   */
  worm_proof_id?: string;
  /**
   * Line of work that the event belongs to, such as a branch of the agent's code or the path of
   * agents in a workflow. Free-form; `main` by custom.
   */
  branch?: string;
  /**
   * Labels for finding the event again, such as an environment or a region. Free-form.
   */
  tags?: string[];
  /**
   * Trace that the event belongs to, across agents and services. The trace id in OpenTelemetry,
   * where it is 32 hex digits; here any string is allowed. It cannot be redacted, so it should be a
   * pseudonym, not personal data.
   */
  trace_id?: string;
  /**
   * When the server accepted the event, by the server's clock. ObservedTimestamp in the
   * OpenTelemetry log data model. Set by the server only, which replaces what a client sends.
   */
  server_timestamp?: string;
  /**
   * Version of the agent at work, in the numbering of its maker. `gen_ai.agent.version` in
   * OpenTelemetry. Empty when the producer does not say.
   */
  agent_version?: string;
  /**
   * What the event is about. At most one member is set, which one depends on the type; none is set
   * where the type says everything or metadata holds the details.
   */
  content?: EventContent;
  /**
   * Attempt that the event belongs to. Absent when nothing is repeated.
   */
  retry?: RetryInfo;
  /**
   * What was taken out of the event, before sending or after ingest. Absent when nothing was.
   */
  redaction?: RedactionInfo;
  /**
   * Kinds of personal data anywhere in the event, such as `EMAIL` or `PHONE`. Free-form. Empty
   * means that none was found or none was looked for.
   */
  pii_categories?: string[];
  /**
   * What the operation demanded of the machine. Absent when not measured.
   */
  performance?: PerformanceMetrics;
  /**
   * Where the operation ran. Absent when the producer does not say.
   */
  infrastructure?: InfrastructureMetrics;
  /**
   * What the operation cost. Absent when unknown or free of charge.
   */
  cost?: CostDetails;
  /**
   * On whose authority it happened: the user who asked, or the service or agent that acted on its
   * own account. It is not who brought the event about, which author says. `user.id` in
   * OpenTelemetry and OpenInference, `actor` in OCSF. Absent when the producer does not know.
   */
  principal?: Principal;
  /**
   * How the authority was passed on: who gave it first, then each that received it and passed it on,
   * to the agent at work. `act` in OAuth 2.0 Token Exchange (RFC 8693) nests the same chain from the
   * other end. Empty when the agent has it from the principal itself.
   */
  delegation?: Principal[];
  /**
   * Details that have no field of their own, by name. The producer chooses the names.
   */
  metadata?: { [key: string]: unknown };
  /**
   * Typed messages of other schemas. They are stored and hashed as bytes and never interpreted, so
   * the server needs no knowledge of their types.
   */
  extensions?: Any[];
}

/**
 * Events that are sent together. A batch is a means of transport: it is not a transaction, and the
 * log keeps its events one by one.
 */
export interface EventBatch {
  /**
   * Identifier of the batch, for matching an answer with what was sent. Empty when the client does
   * not need one; the server then makes one for its answer.
   */
  batch_id?: string;
  /**
   * When the client put the batch together, by the client's clock.
   */
  timestamp?: string;
  /**
   * Events of the batch, in the order in which they enter the log. Each is judged by itself, so
   * that a bad event does not keep the others out.
   */
  events: Event[];
  /**
   * What else the client says about the batch. A server need not keep it.
   */
  metadata?: { [key: string]: unknown };
  /**
   * Sum of the costs of the events, as the client counts it, in the currency of the events. A
   * server need not keep it and does not check it. 0 when not counted.
   */
  total_cost?: number;
  /**
   * Sum of the tokens of the events, as the client counts them. A server need not keep it and does
   * not check it. 0 when not counted.
   */
  total_tokens?: number;
  /**
   * Sum of the durations of the events in milliseconds, as the client counts it. A server need not
   * keep it and does not check it. 0 when not counted.
   */
  total_duration_ms?: number;
}

/**
 * One of the following, distinguished by `kind`:
 *
 * - `message`: Message into or out of the agent.
 * - `tool_call`: Call to a tool.
 * - `tool_response`: Outcome of a tool call.
 * - `llm_invocation`: Call to a language model, with its request or its response.
 * - `policy_decision`: Decision of a policy.
 * - `data_access`: Access to a data source.
 * - `state_update`: State that has changed, by name. The producer decides whether it sends the whole state or
 *   only what has changed.
 * - `error_info`: Failure: of the operation that this event ends, or one that stands alone.
 * - `agent_handoff`: Passing of work from one agent to another.
 * - `mcp_call`: Request to a Model Context Protocol server.
 * - `evaluation`: Judgement of something that the agent did.
 * - `redaction_record`: Record of a redaction of another event. Set by the server only: an event that a client sends
 *   with it is refused.
 * - `step`: Step of the work that no other content describes.
 */
export type EventContent = MessageContent | ToolCall | ToolResponse | LLMInvocation | PolicyDecision | DataAccess | StateUpdate | ErrorInfo | AgentHandoff | MCPCall | EvaluationResult | RedactionRecord | StepContent;

/**
 * What was left out of an event that is stored, so that it is not stored as it was sent.
 */
export interface EventNotice {
  /**
   * Position of the event in the batch, from 0. 0 for an event that was sent alone. Absent in JSON
   * means 0.
   */
  index?: number;
  /**
   * Identifier of the event, as the client sent it.
   */
  event_id?: string;
  /**
   * What happened. `unknown_field`: the event has a field that the server does not know, which is
   * left out. There may be other kinds in later versions.
   */
  kind?: string;
  /**
   * Place in the event, as a JSON Pointer (RFC 6901) by the names of the proto. A field that the
   * server does not know is given by its number: `/tool_call/900`.
   */
  field?: string;
  /**
   * What was left out, and what to do about it, for people.
   */
  message?: string;
}

/**
 * Why an event of a batch is not stored.
 */
export interface EventRejection {
  /**
   * Position of the event in the batch, from 0. Absent in JSON means 0.
   */
  index?: number;
  /**
   * Identifier of the event, as the client sent it. Empty when the event came without one, or when
   * it cannot be read.
   */
  event_id?: string;
  /**
   * Kind of the reason: the name of the status with which IngestEvent would fail for this event, in
   * lower case, such as `invalid_argument`, `already_exists` or `resource_exhausted`.
   */
  code?: string;
  /**
   * Place in the event that is to blame, as a JSON Pointer (RFC 6901): over REST into public JSON,
   * such as `/content/name`; over gRPC and Connect by the names of the proto, such as
   * `/tool_call/name`, or by those that were sent when the event cannot be read. The first place when
   * several are. Empty when the event as a whole is to blame.
   */
  field?: string;
  /**
   * What was expected there and what was found, for people.
   */
  message?: string;
}

/**
 * How far the operation had got that the event reports on. It is a fact about the agent's
 * operation, not about the delivery of the event, and it never changes after the event was sent.
 *
 * - absent: The producer did not say.
 * - `STARTED`: The operation has begun; an event that ends it is expected to follow.
 * - `IN_PROGRESS`: The operation goes on: a streamed part, or a retry that is about to run.
 * - `COMPLETED`: The operation ended as intended. In OpenTelemetry the span status is Unset or Ok.
 * - `FAILED`: The operation ended with an error. In OpenTelemetry the span status is Error.
 * - `CANCELLED`: The operation was given up before it ended, by a user, a policy or a shutdown.
 * - `INPUT_REQUIRED`: The operation waits for a human or for a credential, and goes on when it has it. In Agent2Agent
 *   (A2A) the state of the task is input-required or auth-required.
 * - `REJECTED`: The operation was refused before it began, by the agent, a tool or a policy. In A2A the state of
 *   the task is rejected.
 */
export type EventStatus = string | number;

/**
 * What happened. The type says which member of an event's content to expect, but a reader must look
 * at the content itself: a call that fails may end with an error in place of a result. Readers must
 * keep and pass on numbers that they do not know, since later versions add types.
 *
 * - absent: No type was given. An event of this type is invalid and is rejected.
 * - `SESSION_START`: A session begins: the first event of a conversation or a job.
 * - `SESSION_END`: A session is over. The status says whether it was completed, failed or was cancelled.
 * - `AGENT_START`: An agent starts to work. In OpenTelemetry this is the start of an `invoke_agent` span.
 * - `AGENT_END`: An agent stops working. It carries the span_id of the matching AGENT_START.
 * - `AGENT_HANDOFF`: One agent passes the work to another. The content is agent_handoff.
 * - `MODEL_INVOCATION_START`: A request goes out to a model. The content is llm_invocation with the request filled in; in
 *   OpenTelemetry this is the start of an inference span, such as `chat`.
 * - `MODEL_INVOCATION_END`: A model has answered or failed. The content is llm_invocation with response, usage and
 *   duration, or error; it carries the span_id of the matching MODEL_INVOCATION_START.
 * - `TOOL_CALL_START`: A tool is called. The content is tool_call; in OpenTelemetry this is the start of an
 *   `execute_tool` span.
 * - `TOOL_CALL_END`: A tool has returned or failed. The content is tool_response or error; it carries the span_id of
 *   the matching TOOL_CALL_START.
 * - `MCP_CALL_START`: A request goes out to a Model Context Protocol server. The content is mcp_call with the request
 *   filled in.
 * - `MCP_CALL_END`: A Model Context Protocol server has answered or failed. The content is mcp_call with the
 *   response filled in, or error; it carries the span_id of the matching MCP_CALL_START.
 * - `STEP_START`: A step of the work begins that no other type names, such as a workflow, a chain or a rerank. The
 *   content is step with the input filled in; in OpenTelemetry this is the start of an
 *   `invoke_workflow` or an `embeddings` span, in OpenInference of a span of the kind CHAIN,
 *   EMBEDDING, RERANKER or GUARDRAIL.
 * - `STEP_END`: A step of the work is over. The content is step with output and duration filled in, or error; it
 *   carries the span_id of the matching STEP_START.
 * - `INPUT_RECEIVED`: The agent has received input from outside, as a rule from a user. The content is message.
 * - `OUTPUT_EMITTED`: The agent has given output to the outside. The content is message.
 * - `ERROR`: Something has failed. The content is error.
 * - `RETRY`: A failed operation is about to be tried again. The retry field says which attempt it is.
 * - `POLICY_DECISION`: A policy has allowed, denied or escalated an action. The content is policy.
 * - `DATA_ACCESS`: The agent has read from a data source, or changed what is in it. The content is data_access.
 * - `STATE_UPDATE`: The working state of the agent or the session has changed. The content is state_update.
 * - `SYSTEM`: Something that concerns the runtime rather than the agent's work. Details are in metadata.
 * - `EVALUATION`: A human, a program or a model has judged the quality or the safety of something that the agent
 *   did. The content is evaluation; in OpenTelemetry this is the event `gen_ai.evaluation.result`.
 */
export type EventType = string | number;

/**
 * Proves that a log has only grown.
 */
export interface GetConsistencyProofResponse {
  /**
   * Smaller size, as in the request.
   */
  from_size?: number;
  /**
   * Larger size: that of the request, or of the newest checkpoint.
   */
  to_size?: number;
  /**
   * Hashes of the proof, in the order of RFC 9162. Empty when the sizes are equal.
   */
  hashes?: string[];
  /**
   * Newest checkpoint, as GetCheckpointResponse.checkpoint has it, when to_size is its size. Empty
   * when the request asked for another size.
   */
  checkpoint?: string;
}

/**
 * Counts over the events that were asked for.
 */
export interface GetEventStatsResponse {
  /**
   * Events in all.
   */
  total_events?: number;
  /**
   * Different sessions that the counted events belong to.
   */
  total_sessions?: number;
  /**
   * Events by type. Keys are the names of EventType without prefix, such as `AGENT_START`, and the
   * decimal number for a type that the server does not know; types without events are left out.
   */
  events_by_type?: { [key: string]: number };
  /**
   * Mean duration of the counted sessions in milliseconds, where a session lasts from its first to
   * its last counted event by Event.timestamp, records of redactions left out. 0 when there is no
   * session.
   */
  avg_session_duration_ms?: number | "NaN" | "Infinity" | "-Infinity";
}

/**
 * Proves that an event is in the log.
 */
export interface GetInclusionProofResponse {
  /**
   * Record that is proved, whose sequence is the index of the leaf. Always set by the server.
   */
  entry?: LogEntry;
  /**
   * Size of the tree in which it is proved: that of the request, or of the newest checkpoint.
   */
  tree_size?: number;
  /**
   * Hashes beside the path from the leaf to the root, beginning at the leaf. Empty when the record
   * is the only one of the tree.
   */
  hashes?: string[];
  /**
   * Newest checkpoint, as GetCheckpointResponse.checkpoint has it, when tree_size is its size.
   * Empty when the request asked for another size.
   */
  checkpoint?: string;
}

/**
 * Where the operation ran.
 */
export interface InfrastructureMetrics {
  /**
   * Kind of place, such as `host`, `container` or `function`. Free-form.
   */
  resource_type?: string;
  /**
   * Readings of the place that have no field of their own, by name.
   */
  metrics?: { [key: string]: unknown };
  /**
   * Name of the machine. `host.name` in OpenTelemetry.
   */
  host?: string;
  /**
   * Number of the operating system process. `process.pid` in OpenTelemetry. 0 when unknown.
   */
  process_id?: number;
  /**
   * Identifier of the thread, or of the task in a runtime that has no threads. `thread.id` in
   * OpenTelemetry, which allows numbers only.
   */
  thread_id?: string;
}

/**
 * Says what became of the events of a batch. The accepted ones are durable when this is received,
 * and accepted_count and rejected_count add up to the number of events that were sent.
 */
export interface IngestEventBatchResponse {
  /**
   * Identifier of the batch, as the client sent it. Made by the server when the client sent none.
   */
  batch_id?: string;
  /**
   * Events that are stored now, including those that were stored before with the same content.
   */
  accepted_count?: number;
  /**
   * Events that are not stored because they are invalid, too large or in conflict with a stored
   * one.
   */
  rejected_count?: number;
  /**
   * Identifiers of the rejected events, in the order of the batch, one for each. An event that came
   * without an identifier is listed as an empty string.
   */
  rejected_event_ids?: string[];
  /**
   * Why each of these events is rejected, in the order of rejected_event_ids and as many. Empty from
   * servers before 1.2.0.
   */
  rejections?: EventRejection[];
  /**
   * What the server left out of events that are stored, in the order of the batch. Empty when all of
   * them are stored as they were sent.
   */
  notices?: EventNotice[];
}

/**
 * Acknowledges one event, which is durable when this is received.
 */
export interface IngestEventResponse {
  /**
   * Identifier of the event, as the client sent it.
   */
  event_id?: string;
  /**
   * What became of the event: `accepted` when this call stored it, `duplicate` when the same
   * content was stored before. Both mean success.
   */
  status?: string;
  /**
   * When the server handled this call, by the server's clock, in milliseconds since the Unix epoch.
   */
  processed_at?: number;
  /**
   * What the server left out of the event, such as fields that it does not know. Empty when the event
   * is stored as it was sent.
   */
  notices?: EventNotice[];
}

/**
 * A call to a language model. It is the content of MODEL_INVOCATION_START, which carries request
 * and parameters, and of MODEL_INVOCATION_END, which carries response, usage and duration.
 */
export interface LLMInvocation {
  /**
   * Identifies this kind of content.
   */
  kind: "llm_invocation";
  /**
   * Provider of the model, such as `openai` or `anthropic`. `gen_ai.provider.name` in
   * OpenTelemetry, whose well-known values are preferred.
   */
  provider: string;
  /**
   * Name of the model that was asked for. `gen_ai.request.model` in OpenTelemetry. The one that
   * answered is in response_model.
   */
  model: string;
  /**
   * Request in the provider's own shape: messages, tools, parameters. Absent on the end event, and
   * when the producer withholds it.
   */
  request?: { [key: string]: unknown };
  /**
   * Response in the provider's own shape. Absent on the start event, and when the producer
   * withholds it.
   */
  response?: { [key: string]: unknown };
  /**
   * Tokens in the input, cached ones included. `gen_ai.usage.input_tokens` in OpenTelemetry. 0 when
   * not reported.
   */
  prompt_tokens?: number;
  /**
   * Tokens in the output, those of reasoning included. `gen_ai.usage.output_tokens` in
   * OpenTelemetry. 0 when not reported.
   */
  completion_tokens?: number;
  /**
   * Tokens in all, as the provider counts them, which may be more than input and output together. 0
   * when not reported.
   */
  total_tokens?: number;
  /**
   * Sampling temperature that was asked for. `gen_ai.request.temperature` in OpenTelemetry. 0 also
   * when none was set; the request tells the two apart.
   */
  temperature?: number;
  /**
   * Most tokens that the model may generate. `gen_ai.request.max_tokens` in OpenTelemetry. 0 means
   * no limit was set, and so does -1, which some frameworks send.
   */
  max_tokens?: number;
  /**
   * Probability mass of nucleus sampling. `gen_ai.request.top_p` in OpenTelemetry. 0 also when none
   * was set.
   */
  top_p?: number;
  /**
   * Penalty for tokens by how often they have occurred. `gen_ai.request.frequency_penalty` in
   * OpenTelemetry. 0 also when none was set.
   */
  frequency_penalty?: number;
  /**
   * Penalty for tokens that have occurred at all. `gen_ai.request.presence_penalty` in
   * OpenTelemetry. 0 also when none was set.
   */
  presence_penalty?: number;
  /**
   * When the request was sent, by the producer's clock. Absent when not measured.
   */
  start_time?: string;
  /**
   * When the response was complete, by the producer's clock. Absent on the start event.
   */
  end_time?: string;
  /**
   * Time from request to complete response, in milliseconds. 0 means not measured; it is measured
   * by a monotonic clock where there is one, so it need not equal end_time minus start_time.
   */
  duration_ms?: number;
  /**
   * Why the model stopped, in the provider's words, such as `stop`, `length` or `tool_calls`. One
   * of `gen_ai.response.finish_reasons` in OpenTelemetry. Empty on the start event.
   */
  finish_reason?: string;
  /**
   * Name of the model that answered, which may be more exact than the one that was asked for.
   * `gen_ai.response.model` in OpenTelemetry. Empty on the start event, and when the provider does
   * not say.
   */
  response_model?: string;
  /**
   * Tokens of the input that the provider read from its cache. They are part of prompt_tokens.
   * `gen_ai.usage.cache_read.input_tokens` in OpenTelemetry,
   * `llm.token_count.prompt_details.cache_read` in OpenInference. 0 when not reported.
   */
  cached_input_tokens?: number;
  /**
   * Tokens of the input that the provider wrote to its cache. They are part of prompt_tokens.
   * `gen_ai.usage.cache_creation.input_tokens` in OpenTelemetry,
   * `llm.token_count.prompt_details.cache_write` in OpenInference. 0 when not reported.
   */
  cache_write_input_tokens?: number;
  /**
   * Tokens of the output that the model spent on reasoning. They are part of completion_tokens.
   * `gen_ai.usage.reasoning.output_tokens` in OpenTelemetry,
   * `llm.token_count.completion_details.reasoning` in OpenInference. 0 when not reported.
   */
  reasoning_tokens?: number;
  /**
   * Number of most likely tokens from which each next one is drawn. `gen_ai.request.top_k` in
   * OpenTelemetry. 0 also when none was set.
   */
  top_k?: number;
  /**
   * Seed of the sampling, with which equal requests are likely to get equal responses.
   * `gen_ai.request.seed` in OpenTelemetry. 0 also when none was set; the request tells the two
   * apart. It lies within ±(2^53 − 1), which numbers of JSON keep exactly; one beyond goes into
   * metadata, as a string.
   */
  seed?: number;
  /**
   * Texts at which the model was to stop. `gen_ai.request.stop_sequences` in OpenTelemetry. Empty
   * when none were set.
   */
  stop_sequences?: string[];
  /**
   * Number of answers that were asked for. `gen_ai.request.choice.count` in OpenTelemetry. 0 when
   * none was set, which means one.
   */
  choice_count?: number;
  /**
   * Time from request to the first part of the response, in milliseconds.
   * `gen_ai.response.time_to_first_chunk` in OpenTelemetry, which counts seconds. 0 means not
   * measured.
   */
  time_to_first_token_ms?: number;
}

/**
 * Carries one page of a log.
 */
export interface ListEntriesResponse {
  /**
   * Records of this page in the order of their sequence, without gaps. Empty beyond the end of the
   * log.
   */
  entries?: LogEntry[];
  /**
   * Size of the log when the page was read. It may be above that of the newest checkpoint.
   */
  log_size?: number;
}

/**
 * Carries one page of sessions.
 */
export interface ListSessionsResponse {
  /**
   * Sessions of this page, by the time of their last event, newest first. A session whose events
   * belong to several projects has a summary for each of them. Empty when nothing matches.
   */
  sessions?: SessionSummary[];
  /**
   * Token for the page after this one, to be sent as page_token. Empty on the last page.
   */
  next_page_token?: string;
}

/**
 * One record of a log with what a verifier needs to compute its leaf again.
 *
 * Rule `log_entry.opening`: salt_key must be empty when there are leaves.
 */
export interface LogEntry {
  /**
   * Place of the record in the log, from 0. It is also the index of the record's leaf.
   */
  sequence?: number;
  /**
   * Text of the record, byte for byte as it was hashed: JSON in canonical form (RFC 8785) with the
   * members `commit`, `event_id`, `hash_prev`, `seq`, `ts` and `v`. The leaf is the SHA-256 of a
   * byte 0 and this text.
   */
  record?: string;
  /**
   * Event of the record, with the fields that the server sets, and with redacted values masked,
   * hashed or dropped. Always set by the server.
   */
  event?: Event;
  /**
   * Key that the salts of all leaves are derived from, 32 bytes. Empty once the event was redacted,
   * because the key is destroyed then.
   */
  salt_key?: string;
  /**
   * Leaves of the commitment in their order, surviving and redacted ones. Empty until the event is
   * redacted, because they follow from event and salt_key until then.
   */
  leaves?: CommitmentLeaf[];
  /**
   * What Event.redaction held when the event came in, which the commitment binds, while
   * Event.redaction itself tells of later redaction too. Absent until the event is redacted, and
   * when it came in without.
   */
  source_redaction?: RedactionInfo;
}

/**
 * A request to a Model Context Protocol (MCP) server. It is the content of MCP_CALL_START and
 * MCP_CALL_END.
 */
export interface MCPCall {
  /**
   * Identifies this kind of content.
   */
  kind: "mcp_call";
  /**
   * Name of the MCP server, as the agent's configuration has it.
   */
  server_name: string;
  /**
   * Address of the MCP server. Empty for a server that runs as a child process over stdio.
   */
  server_url?: string;
  /**
   * MCP method that is called, such as `tools/call` or `resources/read`. `mcp.method.name` in
   * OpenTelemetry.
   */
  operation: string;
  /**
   * Method of the transport that carries the call, such as `POST`. `http.request.method` in
   * OpenTelemetry. Empty over stdio.
   */
  method?: string;
  /**
   * Parameters of the call. Absent on the end event, and when the producer withholds them.
   */
  request?: { [key: string]: unknown };
  /**
   * Result of the call. Absent on the start event, and when the producer withholds it.
   */
  response?: { [key: string]: unknown };
  /**
   * Version of MCP that client and server agreed on, such as `2025-06-18`. `mcp.protocol.version`
   * in OpenTelemetry.
   */
  protocol_version?: string;
  /**
   * Time that the call took, in milliseconds. 0 means not measured.
   */
  execution_time_ms?: number;
  /**
   * Identifier of the session between client and server, which the server gives out. `mcp.session.id`
   * in OpenTelemetry. It need not be that of the agent's session. A server may accept it as a
   * credential while the session lasts. Empty without a session, and when the producer withholds it.
   */
  session_id?: string;
  /**
   * Identifier of the request in JSON-RPC, with a number written in decimal digits.
   * `jsonrpc.request.id` in OpenTelemetry. Empty for a notification, which has none.
   */
  request_id?: string;
}

/**
 * A message that goes into or comes out of an agent. It is the content of INPUT_RECEIVED and
 * OUTPUT_EMITTED.
 */
export interface MessageContent {
  /**
   * Identifies this kind of content.
   */
  kind: "message";
  /**
   * Part that the sender of the message plays in the conversation. Free-form; well-known values are
   * `user`, `assistant`, `system` and `tool`, as in the messages of `gen_ai.input.messages`.
   */
  role?: string;
  /**
   * Text of the message. Content that is not text goes into metadata.
   */
  text: string;
  /**
   * What else the producer knows about the message, such as its language, channel or attachments.
   */
  metadata?: { [key: string]: unknown };
}

/**
 * What the operation demanded of the machine, as the producer measured it. 0 means not measured.
 */
export interface PerformanceMetrics {
  /**
   * Processor time used, in percent of one core, so that several busy cores give more than 100.
   */
  cpu_percent?: number;
  /**
   * Memory in use by the process, in mebibytes (1,048,576 bytes). `process.memory.usage` in
   * OpenTelemetry, which counts bytes.
   */
  memory_mb?: number;
  /**
   * Time that the operation took from begin to end, in milliseconds.
   */
  duration_ms?: number;
  /**
   * Units of work per second. The producer chooses the unit, for a model as a rule tokens.
   */
  throughput?: number;
  /**
   * Time until the first part of the answer reached the producer, in milliseconds. At most
   * duration_ms where both are measured.
   */
  latency_ms?: number;
}

/**
 * What a policy said about an action. It is the content of POLICY_DECISION.
 */
export interface PolicyDecision {
  /**
   * Identifies this kind of content.
   */
  kind: "policy_decision";
  /**
   * Identifier of the policy that decided, in the policy engine's own terms. `uid` of the policy in
   * OCSF.
   */
  policy_id: string;
  /**
   * What was decided. Free-form; well-known values are `allow`, `deny` and `review`, where `review`
   * means that a human has to decide.
   */
  outcome: string;
  /**
   * Rules of the policy that led to the outcome, in the order in which they applied. Empty when the
   * engine does not say.
   */
  rule_ids?: string[];
  /**
   * Reason for the outcome, in words that an auditor understands.
   */
  rationale?: string;
  /**
   * Version of the policy that decided. `version` of the policy in OCSF. Empty when the engine does
   * not say.
   */
  policy_version?: string;
  /**
   * Who approved the action or overruled the policy. Absent when the policy decided alone.
   */
  approver?: Principal;
  /**
   * Operation that the decision is about: its span_id. Empty when that is the operation to which the
   * event belongs.
   */
  target_span_id?: string;
  /**
   * Whether the outcome took effect. False for a policy that only watches, or whose denial was
   * overruled. `is_applied` of the policy in OCSF. Absent when the producer does not know.
   */
  enforced?: boolean;
}

/**
 * Who: the person, service or agent that does something, or on whose authority it is done. All of it
 * may be personal data, and can be redacted.
 */
export interface Principal {
  /**
   * Identifier of the principal, which is the same in all of its events. A pseudonym is best.
   * `user.id` or `enduser.pseudo.id` in OpenTelemetry, `user.id` in OpenInference, and `uid` of the
   * user in OCSF. For an agent, its `gen_ai.agent.id`.
   */
  id?: string;
  /**
   * What kind of party it is.
   */
  kind?: PrincipalKind;
  /**
   * Name of the principal, for humans. `user.full_name` or `user.name` in OpenTelemetry. Empty when
   * the identifier says enough.
   */
  name?: string;
  /**
   * Who vouches for the identifier, such as the URL of an identity provider, which is `iss` in
   * OpenID Connect. `idp` of the actor in OCSF. Empty when the producer gave the identifier out
   * itself.
   */
  issuer?: string;
  /**
   * Roles in which the principal acted. `user.roles` in OpenTelemetry. Empty when there are none or
   * the producer does not know them.
   */
  roles?: string[];
}

/**
 * What kind of party a principal is.
 *
 * - absent: The producer did not say.
 * - `HUMAN`: A person.
 * - `SERVICE`: A program that acts by itself, such as a scheduled job or a service account. A model that judges
 *   is one too.
 * - `AGENT`: An AI agent.
 */
export type PrincipalKind = string | number;

/**
 * What went wrong, as problem details for HTTP (RFC 9457).
 */
export interface Problem {
  /**
   * Kind of the problem as a URI. `about:blank` means that the status says it all.
   */
  type: string;
  /**
   * Name of the kind of problem, the same for each occurrence.
   */
  title: string;
  /**
   * HTTP status of the answer.
   */
  status: number;
  /**
   * What is wrong with this request, for people.
   */
  detail?: string;
  /**
   * This occurrence of the problem as a URI. Absent when it has none.
   */
  instance?: string;
  /**
   * Each place of the request that is wrong. Absent when the problem is not in the body.
   */
  errors?: ProblemError[];
}

/**
 * One place of a request that is wrong, and why.
 */
export interface ProblemError {
  /**
   * The place as a JSON Pointer (RFC 6901) into the body of the request. Empty for the body as a whole.
   */
  pointer: string;
  /**
   * What was expected there, and what was found.
   */
  detail: string;
}

/**
 * Which events a query is after. An event matches when it matches every member that is set, and it
 * matches a list when it matches any value of the list. An empty filter matches every event that
 * the caller may see.
 */
export interface QueryFilter {
  /**
   * Tenant whose events are looked for. Empty means the tenant of the caller's credentials; a
   * tenant that is not the caller's is refused with PERMISSION_DENIED.
   */
  tenant_id?: string;
  /**
   * Project that the event belongs to. Empty means every project that the caller may see.
   */
  project_id?: string;
  /**
   * Session that the event belongs to. Empty means any.
   */
  session_id?: string;
  /**
   * Agent at work. Empty means any.
   */
  agent_id?: string;
  /**
   * Operation that the event belongs to; operations inside it are not included. Empty means any.
   */
  span_id?: string;
  /**
   * Trace that the event belongs to. Empty means any.
   */
  trace_id?: string;
  /**
   * Identifiers of which the event has one. Empty means any.
   */
  event_ids?: string[];
  /**
   * Names of agents, one of which is at work: Event.agent_name. Empty means any.
   */
  agent_names?: string[];
  /**
   * Runs of agents, to one of which the event belongs: Event.invocation_id. Empty means any.
   */
  invocation_ids?: string[];
  /**
   * Types of which the event has one. Empty means any.
   */
  types?: EventType[];
  /**
   * Statuses of which the event has one. Empty means any, including events without a status.
   */
  statuses?: EventStatus[];
  /**
   * Severities of which the event has one. Empty means any, including events without a severity.
   */
  severities?: Severity[];
  /**
   * Identifiers of principals of which the event names one: as its principal, in its delegation, as
   * the approver of a policy decision or as the evaluator of an evaluation. Empty means any.
   */
  principal_ids?: string[];
  /**
   * Outcomes of policy decisions of which the event has one: PolicyDecision.outcome. Empty means any,
   * including events of other kinds.
   */
  policy_outcomes?: string[];
  /**
   * Names of tools of which the event calls one: ToolCall.name. Events that end a call do not name the
   * tool; they share the span_id of the one that starts it. Empty means any, including events of other
   * kinds.
   */
  tool_names?: string[];
  /**
   * Names of models of which one was asked or answered: LLMInvocation.model and
   * LLMInvocation.response_model. Empty means any, including events of other kinds.
   */
  models?: string[];
  /**
   * Tags of which the event carries at least one, compared exactly. Empty means any, including
   * events without tags.
   */
  tags?: string[];
  /**
   * Words that all occur in the event's strings, in any order and without regard to case. In Korean
   * and in scripts without spaces between words, such as Chinese, Japanese and Thai, any part of a
   * word is found. The text is searched for as it stands, without operators. Empty means any.
   */
  text_query?: string;
  /**
   * Range that Event.timestamp lies in: start is inside, end is outside. Absent means all time.
   */
  time?: TimeRange;
}

/**
 * A query for events, one page at a time.
 */
export interface QueryRequest {
  /**
   * Which events to return. Absent means every event that the caller may see.
   */
  filter: QueryFilter;
  /**
   * Most events to return in one page, up to 1000. 0 and less mean 100.
   */
  page_size?: number;
  /**
   * Where to go on: next_page_token of the page before. Empty for the first page. The token is
   * opaque and bound to filter and order; with others, or when altered, it is refused with
   * INVALID_ARGUMENT.
   */
  page_token?: string;
  /**
   * In which order events come. Not set means newest first; an order that the server does not know is
   * refused with INVALID_ARGUMENT.
   */
  order_by_time?: SortOrder;
}

/**
 * One page of the answer to a query.
 */
export interface QueryResponse {
  /**
   * Events of this page, in the order that was asked for. Empty when nothing matches.
   */
  events?: Event[];
  /**
   * Token for the page after this one, to be sent as page_token. Empty on the last page.
   */
  next_page_token?: string;
  /**
   * Events that match the filter, over all pages, at the time of this request.
   */
  total_count?: number;
  /**
   * Whether there is a page after this one. True exactly when next_page_token is not empty.
   */
  has_more?: boolean;
}

/**
 * Asks to erase values from a stored event.
 */
export interface RedactEventRequest {
  /**
   * Tenant that owns the event. Empty means the tenant of the caller's credentials; a tenant that
   * is not the caller's is refused with PERMISSION_DENIED.
   */
  tenant_id?: string;
  /**
   * Identifier of the event.
   */
  event_id: string;
  /**
   * Places to redact, in the form of RedactionInfo.fields: JSON Pointers (RFC 6901) such as
   * `/message/text` or `/tags/0`. They lie in any member but type, severity, status, author,
   * timestamp, redaction, what only the server sets, and the ids of the event, its tenant, project,
   * session, spans and trace. A place that holds other values stands for all of them.
   */
  fields: string[];
  /**
   * What the event shows in place of the values: `mask` (a fixed text), `hash` (a salted hash, by
   * which equal values can be matched) or `drop` (nothing).
   */
  method: string;
  /**
   * Why the values are erased, in words, such as a request of the person concerned. It is recorded
   * in the log for ever, so it must not repeat what is erased.
   */
  reason: string;
  /**
   * Who asked for the redaction, as the caller says, such as an office or the number of a case. It
   * is recorded beside the caller's key. Empty when the caller does not say.
   */
  requested_by?: string;
}

/**
 * Says that values were erased, durably.
 */
export interface RedactEventResponse {
  /**
   * Event as it is now, with Event.redaction set. Absent if the caller may redact events but not
   * read them.
   */
  event?: Event;
  /**
   * Sequence of the event that records the redaction, in the log of the same tenant.
   */
  redaction_sequence?: number;
  /**
   * Identifier of the event that records the redaction.
   */
  redaction_event_id?: string;
}

/**
 * What was taken out of an event. It is set by the SDK when it redacts before sending, and by the
 * server on an event that was redacted after ingest.
 */
export interface RedactionInfo {
  /**
   * Redacted places, each as a JSON Pointer (RFC 6901) over the field names of the event, such as
   * `/message/text` or `/tool_call/arguments/email`. A place that holds other values stands for all
   * of them. Keys in a place stay when the values are gone: to hide a key as well, name the object
   * that holds it.
   */
  fields?: string[];
  /**
   * How the values were treated. Free-form; well-known values are `mask` (overwritten in part or in
   * whole), `hash` (replaced by a salted hash) and `drop` (left out).
   */
  method?: string;
  /**
   * Identifier of the salt that the method `hash` used, never the salt itself. Equal values under
   * one salt have equal hashes. Empty for other methods.
   */
  salt_id?: string;
}

/**
 * Record of a redaction after ingest, which the server appends to the log of the redacted event. It
 * vouches for what that event shows since then, as the profile chaukas-integrity/1 defines in
 * section 6. The event that carries it is of type SYSTEM, belongs to the session of the redacted
 * event, and cannot be redacted.
 */
export interface RedactionRecord {
  /**
   * Identifies this kind of content.
   */
  kind: "redaction_record";
  /**
   * Identifier of the redacted event.
   */
  event_id: string;
  /**
   * Sequence of the redacted event in the log, which is below that of the record.
   */
  sequence?: number;
  /**
   * Number of this redaction of the event: 1 for the first, without gaps.
   */
  ordinal: number;
  /**
   * Places that were redacted, in the form of RedactionInfo.fields. Keys in them are part of the
   * log for ever.
   */
  fields: string[];
  /**
   * What the event shows in place of the values: `mask`, `hash` or `drop`, as RedactionInfo.method
   * has it.
   */
  method: string;
  /**
   * Identifier of the salt that the method `hash` used. Empty for other methods.
   */
  salt_id?: string;
  /**
   * Indexes of all leaves of the event that are erased after this redaction, those of earlier
   * redactions included, in ascending order.
   */
  erased: number[];
  /**
   * Hash of what the event shows after this redaction: SHA-256 in lower-case hex, as the profile
   * defines it.
   */
  shown_hash: string;
  /**
   * Why the values were erased, in words.
   */
  reason?: string;
  /**
   * Who asked for the redaction, as the caller said. Empty when the caller did not say.
   */
  requested_by?: string;
  /**
   * Identifier of the API key that redacted. Empty when an operator did, or a caller without a key.
   */
  key_id?: string;
  /**
   * Account of the operating system that ran the command which redacted. Empty when a call did.
   */
  operator?: string;
}

/**
 * How an operation is tried again after a failure.
 */
export interface RetryInfo {
  /**
   * Ordinal of the retry: 1 is the first repetition of the operation. `http.request.resend_count`
   * in OpenTelemetry where the operation is an HTTP request.
   */
  attempt?: number;
  /**
   * Rule by which the delay grows, such as `exponential_backoff` or `fixed`. Free-form.
   */
  strategy?: string;
  /**
   * Delay before this attempt, in milliseconds. 0 means at once.
   */
  backoff_ms?: number;
}

/**
 * What the operations of a session cost in one currency.
 */
export interface SessionCost {
  /**
   * Currency, as an ISO 4217 code such as `USD`. Empty for costs whose producer does not say.
   */
  currency?: string;
  /**
   * Sum of CostDetails.total_cost over the events, in units of currency. Each cost counts as the
   * shortest decimal that stands for it, and the sum is exact before it is rounded to a double, so it
   * does not depend on the order of the events. Negative for a credit.
   */
  cost?: number | "NaN" | "Infinity" | "-Infinity";
}

/**
 * Whether a session goes on.
 *
 * - absent: The state is not known, or does not matter.
 * - `OPEN`: No event has told that the session ended.
 * - `ENDED`: The session has an event of type SESSION_END.
 */
export type SessionState = string | number;

/**
 * What the events of a session in a project add up to.
 */
export interface SessionSummary {
  /**
   * Identifier of the session.
   */
  session_id?: string;
  /**
   * Project that the events belong to. Empty for events without one.
   */
  project_id?: string;
  /**
   * Time of the first event, by Event.timestamp. Records of redactions are left out, unless the
   * session has no other events.
   */
  first_event_at?: string;
  /**
   * Time of the last event, in the same way.
   */
  last_event_at?: string;
  /**
   * Events in all, records of redactions included.
   */
  event_count?: number;
  /**
   * Whether the session goes on.
   */
  state?: SessionState;
  /**
   * Calls to models, counted by the events that start them or by those that end them, whichever are
   * more.
   */
  model_calls?: number;
  /**
   * Calls to tools and to MCP servers, each counted in the same way.
   */
  tool_calls?: number;
  /**
   * Events of type AGENT_HANDOFF.
   */
  handoffs?: number;
  /**
   * Events of type DATA_ACCESS.
   */
  data_accesses?: number;
  /**
   * Operations that ended with the status FAILED, and events of type ERROR.
   */
  errors?: number;
  /**
   * Events of type POLICY_DECISION.
   */
  policy_decisions?: number;
  /**
   * Policy decisions by PolicyDecision.outcome, for the 20 outcomes with the most of them. Decisions
   * without an outcome are left out.
   */
  policy_outcomes?: { [key: string]: number };
  /**
   * Outcomes beyond those of policy_outcomes.
   */
  more_policy_outcomes?: number;
  /**
   * Tokens in the input of calls to models that have ended: LLMInvocation.prompt_tokens.
   */
  input_tokens?: number;
  /**
   * Tokens in the output of these calls: LLMInvocation.completion_tokens.
   */
  output_tokens?: number;
  /**
   * Tokens of these calls in all: LLMInvocation.total_tokens, or input and output together for a call
   * that does not report it.
   */
  total_tokens?: number;
  /**
   * Costs by currency, for the 20 currencies with the most events.
   */
  costs?: SessionCost[];
  /**
   * Currencies beyond those of costs.
   */
  more_costs?: number;
  /**
   * Agents that were at work, by Event.agent_id, the 20 with the most events, and of these the one
   * with the most first. Events without an agent are left out.
   */
  agent_ids?: string[];
  /**
   * Agents beyond those of agent_ids.
   */
  more_agents?: number;
}

/**
 * How serious the event is. Each value stands for a range of SeverityNumber in the OpenTelemetry
 * log data model.
 *
 * - absent: The producer did not say. SeverityNumber 0 in OpenTelemetry.
 * - `DEBUG`: Detail for debugging. SeverityNumber 5 to 8 in OpenTelemetry.
 * - `INFO`: Normal operation. SeverityNumber 9 to 12 in OpenTelemetry.
 * - `WARN`: Unexpected, but the work goes on. SeverityNumber 13 to 16 in OpenTelemetry.
 * - `ERROR`: The operation failed. SeverityNumber 17 to 20 in OpenTelemetry; FATAL, 21 to 24, is mapped here
 *   too.
 */
export type Severity = string | number;

/**
 * In which order events come, by Event.timestamp. Events of the same instant are ordered by their
 * place in the log, in the same direction.
 *
 * - absent: The client did not say. The order is DESC.
 * - `ASC`: Oldest first.
 * - `DESC`: Newest first.
 */
export type SortOrder = string | number;

/**
 * State that has changed, under a name of its own beside the kind.
 */
export interface StateUpdate {
  /**
   * Identifies this kind of content.
   */
  kind: "state_update";
  /**
   * The state by name.
   */
  state: { [key: string]: unknown };
}

/**
 * A step of an agent's work that no other content describes: a workflow, a chain, a plan, an
 * embedding, a rerank. It is the content of STEP_START, which carries the input, and of STEP_END,
 * which carries output and duration.
 */
export interface Step {
  /**
   * Name of the step, as the framework or its user calls it. `gen_ai.workflow.name` in OpenTelemetry
   * where the step is a workflow, `graph.node.name` in OpenInference.
   */
  name?: string;
  /**
   * What kind of step it is. Free-form; well-known values are `workflow`, `chain`, `plan`,
   * `embedding`, `rerank` and `guardrail`, after `gen_ai.operation.name` in OpenTelemetry and
   * `openinference.span.kind` in OpenInference.
   */
  kind?: string;
  /**
   * What goes into the step. `input.value` in OpenInference. Absent on the end event, and when the
   * producer withholds it.
   */
  input?: { [key: string]: unknown };
  /**
   * What comes out of the step. `output.value` in OpenInference. Absent on the start event, and when
   * the producer withholds it.
   */
  output?: { [key: string]: unknown };
  /**
   * Time that the step took, in milliseconds. 0 means not measured.
   */
  duration_ms?: number;
}

/**
 * Step of the work, under a name of its own beside the kind.
 */
export interface StepContent {
  /**
   * Identifies this kind of content.
   */
  kind: "step";
  /**
   * The step.
   */
  step: Step;
}

/**
 * A span of time. An end that is absent is open, so that an empty range means all time.
 *
 * Rule `time_range.order`: start must not be after end.
 */
export interface TimeRange {
  /**
   * Start of the range, inclusive. Absent means from the beginning.
   */
  start?: string;
  /**
   * End of the range, exclusive. Absent means without end; equal to start means that the range
   * holds nothing.
   */
  end?: string;
}

/**
 * A call to a tool, as the agent asked for it. It is the content of TOOL_CALL_START.
 */
export interface ToolCall {
  /**
   * Identifies this kind of content.
   */
  kind: "tool_call";
  /**
   * Identifier of the call, which ToolResponse.tool_call_id refers to. `gen_ai.tool.call.id` in
   * OpenTelemetry.
   */
  id?: string;
  /**
   * Name of the tool, as the model was told it. `gen_ai.tool.name` in OpenTelemetry.
   */
  name: string;
  /**
   * Arguments that the tool was called with. `gen_ai.tool.call.arguments` in OpenTelemetry. Absent
   * when there were none or the producer withholds them.
   */
  arguments?: { [key: string]: unknown };
  /**
   * Whether the tool needs credentials or a user's consent before it may run. False also when the
   * producer does not know.
   */
  auth_required?: boolean;
  /**
   * Function inside the tool that is called, where one tool has several. Empty when the tool is the
   * function.
   */
  function_name?: string;
  /**
   * Kind of the tool. `gen_ai.tool.type` in OpenTelemetry, whose well-known values are `function`,
   * `extension` and `datastore`. Free-form. Empty when the producer does not say.
   */
  tool_type?: string;
}

/**
 * The outcome of a tool call. It is the content of TOOL_CALL_END.
 */
export interface ToolResponse {
  /**
   * Identifies this kind of content.
   */
  kind: "tool_response";
  /**
   * Identifier of the call that this answers: the id of its ToolCall. `gen_ai.tool.call.id` in
   * OpenTelemetry.
   */
  tool_call_id: string;
  /**
   * What the tool returned. `gen_ai.tool.call.result` in OpenTelemetry. A result that is not an
   * object is wrapped in one by the producer; absent when the tool returned nothing or failed.
   */
  output?: { [key: string]: unknown };
  /**
   * What went wrong, in words. Empty when the tool succeeded.
   */
  error_message?: string;
  /**
   * Time that the tool ran, in milliseconds. 0 means not measured.
   */
  execution_time_ms?: number;
  /**
   * HTTP status of the tool's answer. `http.response.status_code` in OpenTelemetry. 0 when the tool
   * is not called over HTTP or no answer came.
   */
  http_status?: number;
}
