// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package jsontext

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Canonical writes a value in the form of RFC 8785 (JCS). A Number must be an integer within ±(2^53 − 1) in the form of
// an int64; callers convert others. It panics for a value of a type that Object does not list, which no input leads to.
func Canonical(value any) string {
	return string(AppendCanonical(nil, value))
}

// AppendCanonical appends what Canonical returns.
func AppendCanonical(text []byte, value any) []byte {
	switch value := value.(type) {
	case nil:
		return append(text, "null"...)
	case bool:
		return strconv.AppendBool(text, value)
	case int64:
		return strconv.AppendInt(text, value, 10)
	case float64:
		return append(text, canonicalNumber(value)...)
	case Number:
		return append(text, value...)
	case string:
		return AppendString(text, value)
	case []any:
		text = append(text, '[')
		for i, item := range value {
			if i > 0 {
				text = append(text, ',')
			}
			text = AppendCanonical(text, item)
		}
		return append(text, ']')
	case Object:
		text = append(text, '{')
		for i, key := range SortedKeys(value) {
			if i > 0 {
				text = append(text, ',')
			}
			text = append(AppendString(text, key), ':')
			text = AppendCanonical(text, value[key])
		}
		return append(text, '}')
	}
	panic(fmt.Sprintf("jsontext: a value cannot be a %T", value))
}

// AppendString appends a string, which must be UTF-8.
func AppendString(text []byte, value string) []byte {
	text = append(text, '"')
	start := 0
	for at := range len(value) {
		char := value[at]
		if char >= 0x20 && char != '"' && char != '\\' {
			continue
		}
		text = append(text, value[start:at]...)
		start = at + 1
		switch short := strings.IndexByte("\b\t\n\f\r\"\\", char); {
		case short >= 0:
			text = append(text, '\\', "btnfr\"\\"[short])
		default:
			text = fmt.Appendf(text, `\u%04x`, char)
		}
	}
	return append(append(text, value[start:]...), '"')
}

// canonicalNumber is Number::toString of ECMAScript.
func canonicalNumber(value float64) string {
	if value == 0 {
		return "0"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(math.Abs(value), 'e', -1, 64), "e")
	digits := strings.Replace(mantissa, ".", "", 1)
	power, _ := strconv.Atoi(exponent)
	point := power + 1
	text := ""
	switch {
	case len(digits) <= point && point <= 21:
		text = digits + strings.Repeat("0", point-len(digits))
	case 0 < point && point <= 21:
		text = digits[:point] + "." + digits[point:]
	case -6 < point && point <= 0:
		text = "0." + strings.Repeat("0", -point) + digits
	default:
		fraction := ""
		if len(digits) > 1 {
			fraction = "." + digits[1:]
		}
		text = fmt.Sprintf("%s%se%+d", digits[:1], fraction, power)
	}
	if value < 0 {
		return "-" + text
	}
	return text
}

// SortedKeys returns the keys of an object in the order of their UTF-16 code units.
func SortedKeys(members Object) []string {
	keys := make([]string, 0, len(members))
	for key := range members {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, compareUTF16)
	return keys
}

// compareUTF16 differs from the order of bytes only above U+D7FF, where surrogates come before other code units.
func compareUTF16(a, b string) int {
	for at := range min(len(a), len(b)) {
		if a[at] == b[at] {
			continue
		}
		if a[at] < utf8.RuneSelf || b[at] < utf8.RuneSelf {
			break
		}
		for !utf8.RuneStart(a[at]) {
			at--
		}
		one, _ := utf8.DecodeRuneInString(a[at:])
		other, _ := utf8.DecodeRuneInString(b[at:])
		if (one > 0xffff) != (other > 0xffff) && min(one, other) > 0xdfff {
			return strings.Compare(b[at:], a[at:])
		}
		break
	}
	return strings.Compare(a, b)
}
