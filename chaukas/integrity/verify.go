// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"bufio"
	"fmt"
	"io"
	"unicode/utf8"
)

// MaxLineBytes is the size of the longest line that is read. A longer one is a fault, which bounds memory.
const MaxLineBytes = 64 << 20

// Line is what a listener is told about a line of a file that was verified.
type Line struct {
	// Number is from 1, which is the header.
	Number int64
	// Fault is what is wrong with the line, or nil.
	Fault *Fault
	// Export and Evidence are the record of a line that could be read, by the format of the file.
	Export   *ExportedRecord
	Evidence *EvidenceRecord
}

// VerifyExport verifies an export of a whole log (§7), and reads it line by line, so that its size does not matter. The
// listener, which may be nil, is called with every line after the header.
//
// It returns an error only if there is no result: an [*Error] for an invalid expectation, one of code [Malformed] for a
// text that does not begin as an export does, one of code [Mismatch] for the export of another log, and the error of the
// reader.
func VerifyExport(r io.Reader, expected TrailExpectation, listener func(Line)) (TrailResult, error) {
	verifier, err := NewTrailVerifier(expected)
	if err != nil {
		return TrailResult{}, err
	}
	lines := newLineReader(r)
	text, problem, err := lines.next()
	if err != nil && err != io.EOF {
		return TrailResult{}, err
	}
	header, err := ParseExportHeader(text)
	if problem != "" {
		return TrailResult{}, errorOf(Malformed, "header", "%s", problem)
	}
	if err != nil {
		return TrailResult{}, err
	}
	if header.Origin != expected.Origin {
		return TrailResult{}, errorOf(Mismatch, "the export", "expected the origin %s, got %s", expected.Origin, header.Origin)
	}
	for number := int64(2); ; number++ {
		text, problem, err := lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return TrailResult{}, err
		}
		line := Line{Number: number}
		if record, err := ParseExportLine(text); problem != "" {
			line.Fault = verifier.PushUnreadable(problem)
		} else if err != nil {
			line.Fault = verifier.PushUnreadable(err.Error())
		} else {
			line.Export, line.Fault = &record, verifier.Push(record)
		}
		if listener != nil {
			listener(line)
		}
	}
	result := verifier.Finish()
	if result.Records != header.Size {
		message := fmt.Sprintf("the export: expected the %d records announced in its first line, got %d", header.Size, result.Records)
		result.add(&Fault{FaultSize, NoSequence, "", message})
	}
	return result, nil
}

// add adds a fault that is not one of a record.
func (r *TrailResult) add(fault *Fault) {
	r.Faults[fault.Code]++
	r.AtEnd = append(r.AtEnd, fault)
	if r.First == nil {
		r.First = fault
	}
	r.Verdict, r.Conditions = Failed, nil
}

// VerifyEvidence verifies evidence (§7a), and reads it line by line, so that its size does not matter. The listener, which
// may be nil, is called with every line. It returns an error only if there is no result: an [*Error] for an invalid
// expectation, and the error of the reader.
func VerifyEvidence(r io.Reader, expected EvidenceExpectation, listener func(Line)) (EvidenceResult, error) {
	verifier, err := NewEvidenceVerifier(expected)
	if err != nil {
		return EvidenceResult{}, err
	}
	lines := newLineReader(r)
	for number := int64(1); ; number++ {
		text, problem, err := lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return EvidenceResult{}, err
		}
		line := Line{Number: number}
		if number == 1 {
			line.Fault = verifier.PushLine(text)
		} else if record, err := ParseEvidenceLine(text); problem != "" {
			line.Fault = verifier.PushUnreadable(problem)
		} else if err != nil {
			line.Fault = verifier.PushUnreadable(err.Error())
		} else {
			line.Evidence, line.Fault = &record, verifier.Push(record)
		}
		if listener != nil {
			listener(line)
		}
	}
	return verifier.Finish(), nil
}

// lineReader reads the lines of a file. It keeps no more of one than the limit.
type lineReader struct {
	buffered *bufio.Reader
	line     []byte
}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{buffered: bufio.NewReaderSize(r, 256<<10)}
}

// next returns the next line without its line feed, which the last one may lack, or why it cannot be read as text. It returns [io.EOF] at the end.
func (l *lineReader) next() (text, problem string, err error) {
	l.line = l.line[:0]
	length := 0
	for {
		part, err := l.buffered.ReadSlice('\n')
		length += len(part)
		if length <= MaxLineBytes+1 {
			l.line = append(l.line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err == io.EOF && length > 0 {
			break
		}
		if err != nil {
			return "", "", err
		}
		length--
		break
	}
	if length > MaxLineBytes {
		return "", fmt.Sprintf("expected at most %d bytes, got %d", MaxLineBytes, length), nil
	}
	line := l.line[:length]
	if !utf8.Valid(line) {
		return "", "expected UTF-8", nil
	}
	return string(line), "", nil
}
