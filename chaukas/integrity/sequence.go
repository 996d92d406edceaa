// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

package integrity

import (
	"fmt"
	"slices"
)

// SequenceRange are the sequences from Start to before End.
type SequenceRange struct {
	Start, End int64
}

func (r SequenceRange) contains(sequence int64) bool {
	return r.Start <= sequence && sequence < r.End
}

func (r SequenceRange) areOrIs() string {
	if r.End-r.Start == 1 {
		return fmt.Sprintf("record %d is", r.Start)
	}
	return fmt.Sprintf("records %d to %d are", r.Start, r.End-1)
}

type place int

const (
	isNext place = iota
	isAhead
	isLate
	isRepeated
)

// order tracks the sequences of a trail in which some may be missing, repeated or misplaced. It keeps only the gaps.
type order struct {
	next int64
	gaps []SequenceRange
}

func (o *order) place(sequence int64) place {
	if sequence == o.next {
		o.next++
		return isNext
	}
	if sequence > o.next {
		o.gaps = append(o.gaps, SequenceRange{o.next, sequence})
		o.next = sequence + 1
		return isAhead
	}
	at := slices.IndexFunc(o.gaps, func(gap SequenceRange) bool { return gap.contains(sequence) })
	if at < 0 {
		return isRepeated
	}
	rest := []SequenceRange{}
	for _, part := range []SequenceRange{{o.gaps[at].Start, sequence}, {sequence + 1, o.gaps[at].End}} {
		if part.Start < part.End {
			rest = append(rest, part)
		}
	}
	o.gaps = slices.Replace(o.gaps, at, at+1, rest...)
	return isLate
}
