// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A value of JSON is nil, bool, string, number, []any or object. One of a normal form has int64 and float64 for number.
type number string

type object map[string]any

// document is parsed JSON. Package encoding/json repairs lone surrogates and keys that occur twice; an export must not
// have them.
type document struct {
	value any
	// Keys of the outermost object, in order.
	keys []string
	// Whether there is white space outside strings.
	isSpaced bool
}

type parser struct {
	text     string
	at       int
	depth    int
	keys     []string
	isSpaced bool
}

const maxDepth = 500

var numberPattern = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`)

func parseJSON(text string) (document, error) {
	if !utf8.ValidString(text) {
		return document{}, errors.New("expected UTF-8")
	}
	p := &parser{text: text}
	value, err := p.value()
	if err != nil {
		return document{}, err
	}
	p.space()
	if p.at != len(text) {
		return document{}, p.problem("the end")
	}
	return document{value, p.keys, p.isSpaced}, nil
}

func (p *parser) problem(expected string) error {
	return fmt.Errorf("expected %s at byte %d", expected, p.at)
}

func (p *parser) space() {
	for p.at < len(p.text) && strings.ContainsRune(" \t\r\n", rune(p.text[p.at])) {
		p.at++
		p.isSpaced = true
	}
}

func (p *parser) take(token string) bool {
	if !strings.HasPrefix(p.text[p.at:], token) {
		return false
	}
	p.at += len(token)
	return true
}

func (p *parser) value() (any, error) {
	p.space()
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return nil, p.problem("less depth")
	}
	switch {
	case p.take("null"):
		return nil, nil
	case p.take("true"):
		return true, nil
	case p.take("false"):
		return false, nil
	case p.take("["):
		return p.array()
	case p.take("{"):
		return p.object()
	case strings.HasPrefix(p.text[p.at:], `"`):
		return p.string()
	}
	literal := numberPattern.FindString(p.text[p.at:])
	if literal == "" {
		return nil, p.problem("a value")
	}
	p.at += len(literal)
	return number(literal), nil
}

func (p *parser) array() (any, error) {
	items := []any{}
	p.space()
	if p.take("]") {
		return items, nil
	}
	for {
		item, err := p.value()
		if err != nil {
			return nil, err
		}
		items = append(items, item)
		p.space()
		if p.take("]") {
			return items, nil
		}
		if !p.take(",") {
			return nil, p.problem("a comma")
		}
	}
}

func (p *parser) object() (any, error) {
	isOutermost := p.depth == 1
	members := object{}
	p.space()
	if p.take("}") {
		return members, nil
	}
	for {
		p.space()
		key, err := p.string()
		if err != nil {
			return nil, err
		}
		p.space()
		if !p.take(":") {
			return nil, p.problem("a colon")
		}
		if _, isKnown := members[key]; isKnown {
			return nil, p.problem("each key once")
		}
		if members[key], err = p.value(); err != nil {
			return nil, err
		}
		if isOutermost {
			p.keys = append(p.keys, key)
		}
		p.space()
		if p.take("}") {
			return members, nil
		}
		if !p.take(",") {
			return nil, p.problem("a comma")
		}
	}
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (p *parser) string() (string, error) {
	if !p.take(`"`) {
		return "", p.problem("a string")
	}
	var text strings.Builder
	for p.at < len(p.text) {
		char := p.text[p.at]
		p.at++
		switch {
		case char == '"':
			return text.String(), nil
		case char < 0x20:
			return "", p.problem("no control character")
		case char != '\\':
			text.WriteByte(char)
			continue
		}
		if p.at == len(p.text) {
			break
		}
		escaped := p.text[p.at]
		if plain, isKnown := escapes[escaped]; isKnown {
			p.at++
			text.WriteByte(plain)
			continue
		}
		unit, err := p.unit()
		if err != nil {
			return "", err
		}
		if utf16.IsSurrogate(unit) {
			// A low surrogate alone does not become a valid rune either.
			low, err := p.unitAfterBackslash()
			if err != nil {
				return "", err
			}
			if unit = utf16.DecodeRune(unit, low); unit == utf8.RuneError {
				return "", p.problem("no lone surrogate")
			}
		}
		text.WriteRune(unit)
	}
	return "", p.problem("the end of a string")
}

func (p *parser) unitAfterBackslash() (rune, error) {
	if !p.take(`\`) {
		return 0, p.problem("no lone surrogate")
	}
	return p.unit()
}

func (p *parser) unit() (rune, error) {
	if !p.take("u") || len(p.text) < p.at+4 {
		return 0, p.problem("an escape")
	}
	unit, err := strconv.ParseUint(p.text[p.at:p.at+4], 16, 16)
	p.at += 4
	return rune(unit), err
}

// canonical returns a value of a normal form in the form of RFC 8785 (JCS).
func canonical(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(value)
	case int64:
		return strconv.FormatInt(value, 10)
	case float64:
		return canonicalNumber(value)
	case string:
		return canonicalString(value)
	case []any:
		items := make([]string, len(value))
		for i, item := range value {
			items[i] = canonical(item)
		}
		return "[" + strings.Join(items, ",") + "]"
	case object:
		members := []string{}
		for _, key := range sortedKeys(value) {
			members = append(members, canonicalString(key)+":"+canonical(value[key]))
		}
		return "{" + strings.Join(members, ",") + "}"
	}
	panic(fmt.Sprintf("a normal form has no %T", value))
}

func canonicalString(text string) string {
	var written strings.Builder
	written.WriteByte('"')
	for _, char := range text {
		switch {
		case char == '"' || char == '\\':
			written.WriteString(`\` + string(char))
		case char >= 0x20:
			written.WriteRune(char)
		default:
			at := strings.IndexRune("\b\t\n\f\r", char)
			if at >= 0 {
				written.WriteString(`\` + string("btnfr"[at]))
			} else {
				fmt.Fprintf(&written, `\u%04x`, char)
			}
		}
	}
	written.WriteByte('"')
	return written.String()
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

// sortedKeys returns the keys of an object by UTF-16 code units.
func sortedKeys(members object) []string {
	keys := make([]string, 0, len(members))
	for key := range members {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
	})
	return keys
}
