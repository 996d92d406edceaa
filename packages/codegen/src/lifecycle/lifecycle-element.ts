// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescMessage,
  type DescMethod,
  type DescService,
  getOption,
} from "@bufbuild/protobuf";
import * as options from "../gen/chaukas/spec/options/v1/options_pb.js";

/** Elements of a proto file that have a lifecycle. */
export type LifecycleElement = DescMessage | DescField | DescEnum | DescEnumValue | DescService | DescMethod;

/** Returns the lifecycle that an element itself declares, without what it inherits from its parent. */
export function ownLifecycle(desc: LifecycleElement): options.Lifecycle {
  switch (desc.kind) {
    case "message":
      return getOption(desc, options.message);
    case "field":
      return getOption(desc, options.field);
    case "enum":
      return getOption(desc, options.enum$);
    case "enum_value":
      return getOption(desc, options.value);
    case "service":
      return getOption(desc, options.service);
    case "rpc":
      return getOption(desc, options.method);
  }
}

/** Returns the message, enum or service that an element belongs to, or the element itself if it is one. */
export function containerOf(element: LifecycleElement): DescMessage | DescEnum | DescService {
  return "parent" in element && element.kind !== "message" && element.kind !== "enum" ? element.parent : element;
}

/** Returns the full name of an element. Unlike in protobuf, that of an enum value starts with the enum's. */
export function fullName(element: LifecycleElement): string {
  return "typeName" in element ? element.typeName : `${element.parent.typeName}.${element.name}`;
}

/**
 * Returns where an element is and its full name, such as `proto/a.proto:12: a.v1.Thing.b`. Without a line if the
 * descriptors come without the positions in the source.
 */
export function placeOf(element: LifecycleElement): string {
  const { proto } = containerOf(element).file;
  const path = sourcePath(element).join();
  const start = proto.sourceCodeInfo?.location.find((location) => location.path.join() === path)?.span[0];
  return `proto/${proto.name}${start === undefined ? "" : `:${start + 1}`}: ${fullName(element)}`;
}

/** Returns the path of an element in the descriptor of its file, as `SourceCodeInfo.Location.path` has it. */
function sourcePath(element: LifecycleElement): number[] {
  switch (element.kind) {
    case "message":
      return element.parent === undefined
        ? [4, element.file.proto.messageType.indexOf(element.proto)]
        : [...sourcePath(element.parent), 3, element.parent.proto.nestedType.indexOf(element.proto)];
    case "enum":
      return element.parent === undefined
        ? [5, element.file.proto.enumType.indexOf(element.proto)]
        : [...sourcePath(element.parent), 4, element.parent.proto.enumType.indexOf(element.proto)];
    case "service":
      return [6, element.file.proto.service.indexOf(element.proto)];
    case "field":
      return [...sourcePath(element.parent), 2, element.parent.proto.field.indexOf(element.proto)];
    case "enum_value":
      return [...sourcePath(element.parent), 2, element.parent.proto.value.indexOf(element.proto)];
    case "rpc":
      return [...sourcePath(element.parent), 2, element.parent.proto.method.indexOf(element.proto)];
  }
}

/** Returns the option for the lifecycle of an element, as written in a proto. */
export function optionOf(element: LifecycleElement): string {
  return `(chaukas.spec.options.v1.${optionNames[element.kind]})`;
}

const optionNames: Record<LifecycleElement["kind"], string> = {
  message: "message",
  field: "field",
  enum: "enum",
  enum_value: "value",
  service: "service",
  rpc: "method",
};
