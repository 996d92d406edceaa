// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import "fmt"

// ErrorCode says what kind of an [Error] it is.
type ErrorCode string

const (
	// UnknownField: a message has fields that this version of the schema does not know.
	UnknownField ErrorCode = "unknown_field"
	// BadUnicode: a string is not UTF-8.
	BadUnicode ErrorCode = "bad_unicode"
	// OutOfRange: a number or a time is outside the range that the profile allows.
	OutOfRange ErrorCode = "out_of_range"
	// WrongType: a value does not have the type of its field.
	WrongType ErrorCode = "wrong_type"
	// TooDeep: more than 100 messages are nested.
	TooDeep ErrorCode = "too_deep"
	// Malformed: a text does not have the expected form.
	Malformed ErrorCode = "malformed"
	// Mismatch: the parts do not belong together.
	Mismatch ErrorCode = "mismatch"
)

// Error is returned for input that has no result. Test for it with [errors.As].
type Error struct {
	Code ErrorCode
	// Path is a JSON Pointer (RFC 6901) to the value, over the field names of the event. Empty for a value that is not
	// part of an event, and for the event itself.
	Path string
	// Subject names the value if the path is empty, such as "origin".
	Subject string
	// Problem says what was expected and what was found.
	Problem string
}

// Error returns the path, or the subject, and the problem.
func (e *Error) Error() string {
	if e.Path != "" {
		return e.Path + ": " + e.Problem
	}
	return e.Subject + ": " + e.Problem
}

func errorAt(code ErrorCode, path, format string, args ...any) error {
	return &Error{Code: code, Path: path, Subject: "event", Problem: fmt.Sprintf(format, args...)}
}

func errorOf(code ErrorCode, subject, format string, args ...any) error {
	return &Error{Code: code, Subject: subject, Problem: fmt.Sprintf(format, args...)}
}
