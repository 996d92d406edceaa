// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Package jsontext reads JSON without repairing it, and writes it in the form of RFC 8785 (JCS). Package encoding/json
// accepts lone surrogates and keys that occur twice, which an audit trail must not have.
package jsontext

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Number is a number as it is written.
type Number string

// Object is an object. A value is nil, bool, string, Number, []any or Object; a value to be written may also be an int64
// or a float64.
type Object map[string]any

// Member is a member of the outermost object, with the text of its value.
type Member struct {
	Key, Text string
}

// Document is a text that was read.
type Document struct {
	Value any
	// Members are those of the outermost object, in order. Empty for other values.
	Members []Member
	// Spaced says whether there is white space outside strings.
	Spaced bool
}

// maxDepth is more than any message of a valid nesting needs, and bounds the stack.
const maxDepth = 500

type parser struct {
	text    string
	at      int
	depth   int
	members []Member
	spaced  bool
}

// Parse reads a JSON text. Its error names the byte at which something else was expected.
func Parse(text string) (Document, error) {
	if !utf8.ValidString(text) {
		return Document{}, fmt.Errorf("expected UTF-8")
	}
	p := &parser{text: text}
	value, err := p.value()
	if err != nil {
		return Document{}, err
	}
	p.space()
	if p.at != len(text) {
		return Document{}, p.problem("the end")
	}
	return Document{value, p.members, p.spaced}, nil
}

func (p *parser) problem(expected string) error {
	return fmt.Errorf("expected %s at byte %d", expected, p.at)
}

func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\r', '\n':
			p.at++
			p.spaced = true
		default:
			return
		}
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
		return nil, p.problem(fmt.Sprintf("at most %d nested values", maxDepth))
	}
	switch {
	case strings.HasPrefix(p.text[p.at:], `"`):
		return p.string()
	case p.take("{"):
		return p.object()
	case p.take("["):
		return p.array()
	case p.take("null"):
		return nil, nil
	case p.take("true"):
		return true, nil
	case p.take("false"):
		return false, nil
	}
	return p.number()
}

func (p *parser) number() (any, error) {
	start := p.at
	p.take("-")
	if !p.take("0") && !p.digits() {
		p.at = start
		return nil, p.problem("a value")
	}
	if p.take(".") && !p.digits() {
		return nil, p.problem("a digit")
	}
	if p.take("e") || p.take("E") {
		_ = p.take("+") || p.take("-")
		if !p.digits() {
			return nil, p.problem("a digit")
		}
	}
	return Number(p.text[start:p.at]), nil
}

func (p *parser) digits() bool {
	start := p.at
	for p.at < len(p.text) && '0' <= p.text[p.at] && p.text[p.at] <= '9' {
		p.at++
	}
	return p.at > start
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
	members := Object{}
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
			return nil, p.problem(fmt.Sprintf("each key once, got %q twice,", key))
		}
		start := p.at
		if members[key], err = p.value(); err != nil {
			return nil, err
		}
		if p.depth == 1 {
			p.members = append(p.members, Member{key, p.text[start:p.at]})
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
	start := p.at
	for p.at < len(p.text) {
		switch char := p.text[p.at]; {
		case char == '"':
			p.at++
			return p.text[start : p.at-1], nil
		case char == '\\':
			return p.escapedString(p.text[start:p.at])
		case char < 0x20:
			return "", p.problem("no control character")
		}
		p.at++
	}
	return "", p.problem("the end of a string")
}

// escapedString reads the rest of a string that has escapes.
func (p *parser) escapedString(start string) (string, error) {
	var text strings.Builder
	text.WriteString(start)
	for p.at < len(p.text) {
		char := p.text[p.at]
		p.at++
		switch {
		case char == '"':
			return text.String(), nil
		case char < 0x20:
			return "", p.problem("no control character")
		case char == '\\':
			char, err := p.escape()
			if err != nil {
				return "", err
			}
			text.WriteRune(char)
		default:
			text.WriteByte(char)
		}
	}
	return "", p.problem("the end of a string")
}

func (p *parser) escape() (rune, error) {
	if p.at == len(p.text) {
		return 0, p.problem("an escape")
	}
	if plain, isKnown := escapes[p.text[p.at]]; isKnown {
		p.at++
		return rune(plain), nil
	}
	unit, err := p.unit()
	if err != nil || !utf16.IsSurrogate(unit) {
		return unit, err
	}
	if !p.take(`\`) {
		return 0, p.problem("no lone surrogate")
	}
	low, err := p.unit()
	if err != nil {
		return 0, err
	}
	if pair := utf16.DecodeRune(unit, low); pair != utf8.RuneError {
		return pair, nil
	}
	return 0, p.problem("no lone surrogate")
}

func (p *parser) unit() (rune, error) {
	if !p.take("u") || len(p.text) < p.at+4 {
		return 0, p.problem("an escape")
	}
	unit, err := strconv.ParseUint(p.text[p.at:p.at+4], 16, 16)
	if err != nil {
		return 0, p.problem("four digits of hex")
	}
	p.at += 4
	return rune(unit), nil
}
