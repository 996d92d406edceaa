// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/chaukasai/chaukas-spec/chaukas/integrity"
	"github.com/chaukasai/chaukas-spec/chaukas/integrity/internal/jsontext"
)

const (
	maxPlaces          = 8
	maxSelectionLength = 1000
)

// lines writes the report as text: the verdict, its faults, what was checked, what was redacted, and what is not proved.
// A failed report ends with the verdict again, so that no later line is taken for it.
func (r *report) lines() []string {
	verdict := r.verdictLine()
	lines := []string{verdict}
	for _, fault := range r.First {
		line := ""
		if fault.Line > 0 {
			line = fmt.Sprintf("line %d: ", fault.Line)
		}
		lines = append(lines, "  "+line+fault.Message)
	}
	if r.faultCount() > len(r.First) {
		counts := []string{}
		for code, count := range r.Faults {
			counts = append(counts, fmt.Sprintf("%d %s", count, code))
		}
		slices.Sort(counts)
		lines = append(lines, "  and more, in total: "+strings.Join(counts, ", "))
	}
	for _, missing := range r.Missing {
		name := fmt.Sprintf("records %d to %d", missing.Start, missing.End-1)
		if missing.End-missing.Start == 1 {
			name = fmt.Sprintf("record %d", missing.Start)
		}
		lines = append(lines, "  missing: "+name)
	}
	lines = append(lines, r.checkLines()...)
	for _, redaction := range r.Redactions {
		lines = append(lines, "redacted: "+redaction.line())
	}
	if rest := r.RedactionCount - len(r.Redactions); rest > 0 {
		lines = append(lines, fmt.Sprintf("redacted: and %s more redactions", group(int64(rest))))
	}
	for _, condition := range r.Conditions {
		lines = append(lines, "not proved: "+condition.Message)
	}
	if r.Selection != nil {
		selection := []rune(string(r.Selection))
		if len(selection) > maxSelectionLength {
			selection = append(selection[:maxSelectionLength], '…')
		}
		lines = append(lines, fmt.Sprintf("never proved: that these are all records of the selection %s, or of the log", string(selection)))
	}
	if r.Verdict == integrity.Failed {
		lines = append(lines, verdict)
	}
	return lines
}

func (r *report) faultCount() (count int) {
	for _, each := range r.Faults {
		count += each
	}
	return count
}

func (r *report) verdictLine() string {
	found := ""
	if r.Verdict == integrity.Failed {
		found = plural(int64(r.faultCount()), "fault") + " in "
	}
	erased := ""
	if r.Redacted > 0 {
		erased = fmt.Sprintf(", %s of them redacted", group(r.Redacted))
	}
	return fmt.Sprintf("%s: %s: %s%s%s", strings.ToUpper(string(r.Verdict)), r.Origin, found, plural(r.Records, "record"), erased)
}

func plural(count int64, noun string) string {
	if count == 1 {
		return "1 " + noun
	}
	return group(count) + " " + noun + "s"
}

func (r *report) checkLines() (lines []string) {
	for _, checkpoint := range r.Checkpoints {
		name := fmt.Sprintf("the kept checkpoint of size %d", checkpoint.Size)
		if checkpoint.From == "evidence" {
			name = fmt.Sprintf("the checkpoint of size %d that the key signed, in the evidence", checkpoint.Size)
		}
		lines = append(lines, fmt.Sprintf("checked: %s: %s", name, checkpoint.State))
	}
	if len(r.Checkpoints) > 0 && r.Records > 0 {
		lines = append(lines, fmt.Sprintf("checked: %s of %s records match a checkpoint", group(min(r.Covered, r.Records)), group(r.Records)))
	}
	if r.Root != "" {
		lines = append(lines, "checked: the root of the tree is "+r.Root)
	}
	return lines
}

func (r reportedRedaction) line() string {
	places := []string{}
	for _, place := range r.Places[:min(len(r.Places), maxPlaces)] {
		places = append(places, quote(place))
	}
	more := ""
	if rest := len(r.Places) - maxPlaces; rest > 0 {
		more = fmt.Sprintf(" and %d more", rest)
	}
	parts := []string{fmt.Sprintf("%s%s (%s)", strings.Join(places, " "), more, r.Method), r.Time}
	for _, part := range []struct{ label, text string }{
		{"by the key", r.KeyID}, {"by the operator", r.Operator}, {"requested by", r.RequestedBy},
	} {
		if part.text != "" {
			parts = append(parts, part.label+" "+quote(part.text))
		}
	}
	parts = append(parts, "reason "+quote(r.Reason), fmt.Sprintf("recorded by record %d", r.RecordedBy))
	return fmt.Sprintf("record %d (%s): %s", r.Sequence, r.EventID, strings.Join(parts, ", "))
}

func quote(text string) string {
	return string(jsontext.AppendString(nil, text))
}

// unprintable returns whether a terminal obeys a character rather than showing it: controls, line separators, and marks
// that change the direction of text.
func unprintable(char rune) bool {
	return unicode.IsControl(char) || char == 0x61c || char == 0x200e || char == 0x200f ||
		(0x2028 <= char && char <= 0x202e) || (0x2066 <= char && char <= 0x2069)
}

// printLines prints lines with whatever they contain, and escapes what could change what a terminal shows, as JSON does.
// JSON remains the same JSON. All output passes here, since any part of it may come from a file.
func printLines(w io.Writer, lines ...string) {
	var text strings.Builder
	for _, line := range lines {
		for _, char := range line {
			if unprintable(char) {
				fmt.Fprintf(&text, `\u%04x`, char)
			} else {
				text.WriteRune(char)
			}
		}
		text.WriteByte('\n')
	}
	_, _ = io.WriteString(w, text.String())
}
