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
