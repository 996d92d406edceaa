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

/** What an element itself says of its lifecycle, without what it shares with its parent. */
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
