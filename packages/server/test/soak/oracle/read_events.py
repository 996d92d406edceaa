# Copyright 2026 The Chaukas Authors
# SPDX-License-Identifier: Apache-2.0

"""Reads events with the Python protobuf library: python read_events.py DESCRIPTOR_SET

Answers each line on stdin, a JSON object, with one on stdout, until the input ends:

  {"id": 1, "form": "binary" | "protojson" | "public" | "line", "call": "event" | "batch" | "stored", "tenant": "acme",
   "body": BASE64}
  {"id": 1, "events": [{"event": BASE64, "event_id": "event-1", "odd": ["…"]} | {"error": "…"}]}
  {"id": 1, "error": "…"}

An event is given as the server should store it: with the tenant of the caller, without what only servers set, with
strings for the numbers in a Struct that are not finite, and the one null for a value in it that has no kind. Those of a batch are
read one by one. `odd` lists what decoders disagree on: fields of another wire type than their own, and unknown fields in
an entry of a map, for which this library leaves out the entry.
"""

import base64
import json
import math
import sys
import threading

from google.protobuf import descriptor_pb2, descriptor_pool, empty_pb2, json_format, message_factory, unknown_fields

COMMON = "chaukas.spec.common.v1"
CLIENT = "chaukas.spec.client.v1"
SERVER_FIELDS = ("server_timestamp", "content_hash", "hash_prev", "worm_proof_id")
PREFIXES = {"EventType": "EVENT_TYPE_", "EventStatus": "EVENT_STATUS_", "Severity": "SEVERITY_", "Author": "AUTHOR_",
            "PrincipalKind": "PRINCIPAL_KIND_"}  # fmt: skip
CONTENT_NAMES = {"policy_decision": "policy", "error_info": "error"}
CONTENT_KINDS = {
    "message", "tool_call", "tool_response", "llm_invocation", "policy_decision", "data_access", "state_update",
    "error_info", "agent_handoff", "mcp_call", "evaluation", "redaction_record", "step",
}  # fmt: skip
# Kinds whose value has an object of its own, beside the kind.
WRAPPED = {"state_update": "state", "step": "step"}
# Wire types of the field types that are not varints: double, string, message and bytes.
WIRE_TYPES = {1: 1, 9: 2, 11: 2, 12: 2}
NOT_FINITE = {"NaN", "Infinity", "-Infinity"}


class ReadError(Exception):
    """The text is not of the form."""


class Duplicated(dict):
    """An object that has a key twice."""


class Constant:
    """A number that Python reads, although it is not JSON."""


def load_pool(descriptor_set: str) -> descriptor_pool.DescriptorPool:
    pool = descriptor_pool.DescriptorPool()
    with open(descriptor_set, "rb") as file:
        files = list(descriptor_pb2.FileDescriptorSet.FromString(file.read()).file)
    for each in files:
        pool.Add(each)
    pool.Add(create_shells(files))
    return pool


def create_shells(files) -> descriptor_pb2.FileDescriptorProto:
    """Describes the request and the batch with events that are left undecoded."""
    found = {f"{file.package}.{each.name}": each for file in files for each in file.message_type}
    shells = descriptor_pb2.FileDescriptorProto(name="shells.proto", package="shells", syntax="proto3")
    shells.dependency.extend(file.name for file in files)
    for name in (f"{CLIENT}.IngestEventBatchRequest", f"{COMMON}.EventBatch"):
        shell = shells.message_type.add()
        shell.CopyFrom(found[name])
        shell.ClearField("options")
        for field in shell.field:
            field.ClearField("options")
            if field.type_name == f".{COMMON}.Event":
                field.type = descriptor_pb2.FieldDescriptorProto.TYPE_BYTES
                field.ClearField("type_name")
            elif field.type_name == f".{COMMON}.EventBatch":
                field.type_name = ".shells.EventBatch"
    return shells


def keep_pairs(pairs):
    made = dict(pairs)
    return made if len(made) == len(pairs) else Duplicated(made)


def parse_json(body: bytes):
    """Parses JSON, with or without a byte order mark, which parsers may ignore (RFC 8259, section 8.1)."""
    # The sign of zero matters to doubles.
    parse_int = lambda text: -0.0 if text == "-0" else int(text)
    options = {"object_pairs_hook": keep_pairs, "parse_constant": lambda name: Constant(), "parse_int": parse_int}
    return json.loads(body.decode("utf-8-sig"), **options)


def is_in_oneof(field):
    """Returns whether a field is in a oneof, other than the one that each optional field has for itself."""
    return field.containing_oneof is not None and field.containing_oneof.name != f"_{field.name}"


def require(value, kind, name):
    if not isinstance(value, kind):
        raise ReadError(f"{name}: expected {kind.__name__}, got {type(value).__name__}")
    return value


def refuse_repeated(value):
    if isinstance(value, (Duplicated, Constant)):
        raise ReadError("expected each key once, and JSON")
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        refuse_repeated(each)


class Reader:
    def __init__(self, pool):
        self.pool = pool
        self.event, self.response, self.answer = (
            self.find(name)
            for name in (f"{COMMON}.Event", f"{COMMON}.QueryResponse", f"{CLIENT}.QueryEventsResponse")
        )
        self.request = self.find(f"{CLIENT}.IngestEventRequest")
        self.batch = self.find(f"{COMMON}.EventBatch")
        self.shell = self.find("shells.IngestEventBatchRequest")
        self.any = self.find("google.protobuf.Any")

    def find(self, name):
        return message_factory.GetMessageClass(self.pool.FindMessageTypeByName(name))

    def read(self, form: str, call: str, body: bytes):
        """Returns functions that read one event each, with its messages and bytes that may be odd, or raise."""
        if form == "line":
            reads = [self.from_public, self.from_proto]
            return [lambda read=read: (read(parse_json(body)), []) for read in reads]
        if form == "binary":
            return self.read_binary(call, body)
        tree = parse_json(body)
        read_one = self.from_public if form == "public" else self.from_proto
        return [lambda each=each: (read_one(each), []) for each in self.split(tree, form, call)]

    def read_binary(self, call, body):
        if call == "event":
            request = self.request.FromString(body)
            raws = [(self.request, body)]
            return [lambda: (request.event, raws)] if request.HasField("event") else []
        if call == "batch":
            events = self.shell.FromString(body).event_batch.events
            around = (self.shell, body)
            return [lambda raw=raw: (self.event.FromString(raw), [around, (self.event, raw)]) for raw in events]
        page = self.answer.FromString(body).response
        return [lambda each=each: (each, []) for each in page.events]

    def split(self, tree, form, call):
        """Takes the events out of the tree of a request or a page, whose other members are checked."""
        if form == "public" and call == "event":
            return [tree]
        require(tree, dict, "request")
        if call == "stored":
            page = tree if form == "public" else tree.get("response", {})
            return page.get("events", [])
        if form == "protojson":
            name, other = ("event", None) if call == "event" else ("event_batch", "eventBatch")
            holder = self.take(tree, name, other, "request")
            if call == "event":
                return [] if holder is None else [holder]
            if holder is None:
                return []
            tree = require(holder, dict, "event_batch")
        events = tree.get("events")
        rest = {key: value for key, value in tree.items() if key != "events"}
        refuse_repeated(Duplicated(rest) if isinstance(tree, Duplicated) else rest)
        rest = self.to_proto(self.batch.DESCRIPTOR, rest) if form == "public" else rest
        json_format.ParseDict(rest, self.batch(), descriptor_pool=self.pool)
        return [] if events is None else require(events, list, "events")

    def take(self, tree, name, other, what):
        if isinstance(tree, Duplicated) or any(key not in (name, other) for key in tree) or len(tree) > 1:
            raise ReadError(f"{what}: expected only {name}")
        return tree.get(name, tree.get(other) if other else None)

    def from_proto(self, tree):
        """Reads an event in ProtoJSON. An Any may be in the form that servers write, without its type."""
        refuse_repeated(require(tree, dict, "event"))
        rest = {key: value for key, value in tree.items() if key != "extensions"}
        event = json_format.ParseDict(rest, self.event(), descriptor_pool=self.pool)
        extensions = tree.get("extensions")
        for each in require([] if extensions is None else extensions, list, "extensions"):
            if "@value" in require(each, dict, "extension"):
                if any(key not in ("@type", "@value") for key in each):
                    raise ReadError("extension: expected @type and @value")
                self.add_any(event, each.get("@type", ""), each["@value"])
            else:
                json_format.ParseDict(each, event.extensions.add(), descriptor_pool=self.pool)
        return event

    def add_any(self, event, url, value):
        wrapped = json_format.ParseDict({"value": value}, self.bytes_value(), descriptor_pool=self.pool)
        event.extensions.add(type_url=require(url, str, "type"), value=wrapped.value)

    def bytes_value(self):
        # Any is the only message with bytes, and json_format reads it in another form.
        if not hasattr(self, "holder"):
            file = descriptor_pb2.FileDescriptorProto(name="holder.proto", package="shells", syntax="proto3")
            file.message_type.add(name="Holder").field.add(name="value", number=1, type=12, label=1)
            self.pool.Add(file)
            self.holder = self.find("shells.Holder")
        return self.holder()

    def from_public(self, tree):
        """Reads an event in public JSON."""
        refuse_repeated(require(tree, dict, "event"))
        rest = {key: value for key, value in tree.items() if key not in ("content", "extensions")}
        converted = self.to_proto(self.event.DESCRIPTOR, rest)
        if tree.get("content") is not None:
            content = dict(require(tree["content"], dict, "content"))
            kind = content.pop("kind", None)
            if not isinstance(kind, str) or kind not in CONTENT_KINDS:
                raise ReadError("content: expected a kind")
            if kind in WRAPPED:
                if list(content) != [WRAPPED[kind]] or content[WRAPPED[kind]] is None:
                    raise ReadError(f"content: expected a {WRAPPED[kind]}")
                content = content[WRAPPED[kind]]
            name = CONTENT_NAMES.get(kind, kind)
            field = self.event.DESCRIPTOR.fields_by_name[name]
            converted[name] = self.value_to_proto(field, content)
        event = json_format.ParseDict(converted, self.event(), descriptor_pool=self.pool)
        extensions = tree.get("extensions")
        for each in require([] if extensions is None else extensions, list, "extensions"):
            if any(key not in ("type_url", "value") for key in require(each, dict, "extension")):
                raise ReadError("extension: expected type_url and value")
            members = {key: value for key, value in each.items() if value is not None}
            self.add_any(event, members.get("type_url", ""), members.get("value", ""))
        return event

    def to_proto(self, descriptor, tree):
        converted = {}
        for key, value in require(tree, dict, descriptor.name).items():
            field = descriptor.fields_by_name.get(key)
            if field is None or is_in_oneof(field):
                raise ReadError(f"{descriptor.name}: unknown member")
            if value is not None:
                values = require(value, list, key) if field.is_repeated else [value]
                made = [self.value_to_proto(field, each) for each in values]
                converted[key] = made if field.is_repeated else made[0]
        return converted

    def value_to_proto(self, field, value):
        if field.message_type is not None:
            is_known = field.message_type.full_name.startswith("google.protobuf.")
            return value if is_known else self.to_proto(field.message_type, value)
        if field.enum_type is not None and isinstance(value, str):
            return PREFIXES[field.enum_type.name] + value
        is_text = field.type in (field.TYPE_STRING, field.TYPE_BYTES)
        if isinstance(value, str) and not is_text and not (field.type == field.TYPE_DOUBLE and value in NOT_FINITE):
            raise ReadError(f"{field.name}: expected no string")
        return value


def normalize(event, tenant):
    """Changes an event to what the server should store of it."""
    event.DiscardUnknownFields()
    for name in SERVER_FIELDS:
        event.ClearField(name)
    if event.tenant_id == "":
        event.tenant_id = tenant
    write_not_finite(event)
    return event


def write_not_finite(message):
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        if field.message_type.GetOptions().map_entry:
            for key in value:
                write_value(value[key])
        elif field.is_repeated:
            for each in value:
                write_value(each)
        else:
            write_value(value)


def write_value(message):
    kind = message.WhichOneof("kind") if message.DESCRIPTOR.full_name == "google.protobuf.Value" else ""
    if kind in (None, "null_value"):
        message.null_value = 0
    elif kind == "number_value" and not math.isfinite(message.number_value):
        number = message.number_value
        message.string_value = "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    else:
        write_not_finite(message)


def find_odd(descriptor, data):
    """Yields what decoders disagree on in the bytes of a message, also in what a later field replaces."""
    for unknown in unknown_fields.UnknownFieldSet(empty_pb2.Empty.FromString(data)):
        field = descriptor.fields_by_number.get(unknown.field_number)
        if field is None:
            if descriptor.GetOptions().map_entry:
                yield "map entry"
        elif unknown.wire_type != WIRE_TYPES.get(field.type, 0) and not field.is_packed:
            yield "wire type"
        elif field.message_type is not None:
            yield from find_odd(field.message_type, unknown.data)


def describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()[:300]


def answer(reader: Reader, asked: dict) -> dict:
    try:
        reads = reader.read(asked["form"], asked["call"], base64.b64decode(asked["body"]))
    except Exception as error:  # Whatever fails, the text cannot be read.
        return {"error": describe(error)}
    events = []
    for read in reads:
        try:
            event, raws = read()
            event_id = event.event_id
            odd = sorted({each for kind, raw in raws for each in find_odd(kind.DESCRIPTOR, raw)})
            encoded = normalize(event, asked["tenant"]).SerializeToString(deterministic=True)
            events.append({"event_id": event_id, "event": base64.b64encode(encoded).decode(), "odd": odd})
        except Exception as error:
            events.append({"error": describe(error)})
    return {"events": events}


def main() -> None:
    reader = Reader(load_pool(sys.argv[1]))
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps({"id": asked["id"], **answer(reader, asked)}), flush=True)


if __name__ == "__main__":
    # Deep JSON is read by recursion.
    sys.setrecursionlimit(100_000)
    threading.stack_size(512 * 1024 * 1024)
    thread = threading.Thread(target=main)
    thread.start()
    thread.join()
