//! Checking a chain: names the row that was altered, removed or inserted, and the tail that was cut.

use jiff::Timestamp;

use super::{Digest, FIRST_SEQ, Record, link};
use crate::domain::codes::Lang;
use crate::domain::ids::CaseId;

/// So many missing rows in a row are named one by one; a forged number cannot ask for more.
pub(super) const MOST_GAPS: usize = 100;

/// What does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A row does not have the hash it should have: it, or the row before it, was altered.
    Altered {
        /// The case.
        case: CaseId,
        /// The row.
        seq: i64,
    },
    /// A row is gone.
    Removed {
        /// The case.
        case: CaseId,
        /// The row.
        seq: i64,
    },
    /// A row is there that was not written when it says.
    Inserted {
        /// The case.
        case: CaseId,
        /// The row.
        seq: i64,
    },
    /// The last rows are gone.
    TailCut {
        /// The case.
        case: CaseId,
        /// The last row there must be.
        expected: i64,
        /// The last row there is; 0 when there is none.
        found: i64,
    },
    /// A row is sound in itself, but a seal or the case's own head says it was another.
    Rewritten {
        /// The case.
        case: CaseId,
        /// The row.
        seq: i64,
    },
    /// A case that was sealed, or filed, is gone.
    MissingCase {
        /// The case.
        case: CaseId,
    },
    /// A seal is gone.
    SealMissing {
        /// Its number.
        number: i64,
    },
    /// A seal's root does not follow from its heads, or its predecessor is not the one it was made on.
    SealAltered {
        /// Its number.
        number: i64,
    },
    /// A seal was not signed by our key.
    SealForged {
        /// Its number.
        number: i64,
    },
}

impl Fault {
    /// The fault as a sentence.
    pub fn describe(&self, lang: Lang) -> String {
        let (zh, en) = match *self {
            Self::Altered { case, seq } => (
                format!("案件 {case} 的第 {seq} 条记录（或其前一条）被改动"),
                format!("case {case}: row {seq} was altered, or the row before it was rewritten"),
            ),
            Self::Removed { case, seq } => (
                format!("案件 {case} 的第 {seq} 条记录被删除"),
                format!("case {case}: row {seq} was removed"),
            ),
            Self::Inserted { case, seq } => (
                format!("案件 {case} 的第 {seq} 条记录是后来插入的"),
                format!("case {case}: row {seq} was inserted"),
            ),
            Self::TailCut { case, expected, found } => (
                format!("案件 {case} 的末尾被截断：应有 {expected} 条，现有 {found} 条"),
                format!("case {case}: the tail was cut, {expected} rows expected, {found} found"),
            ),
            Self::Rewritten { case, seq } => (
                format!("案件 {case} 到第 {seq} 条为止的记录被整体改写"),
                format!("case {case}: the rows up to {seq} were rewritten"),
            ),
            Self::MissingCase { case } => (format!("案件 {case} 不见了"), format!("case {case} is missing")),
            Self::SealMissing { number } => {
                (format!("第 {number} 号封印不见了"), format!("seal {number} is missing"))
            }
            Self::SealAltered { number } => {
                (format!("第 {number} 号封印被改动"), format!("seal {number} was altered"))
            }
            Self::SealForged { number } => (
                format!("第 {number} 号封印的签名不符"),
                format!("seal {number} is not signed by this office's key"),
            ),
        };
        lang.pick(&zh, &en).to_owned()
    }
}

/// A head that somebody vouches for: a row's number and hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The row.
    pub seq: i64,
    /// Its hash.
    pub hash: Digest,
}

/// A head in a seal: rows after it were recorded after the seal's cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedHead {
    /// The head.
    pub head: Head,
    /// The seal's cut.
    pub cut_at: Timestamp,
}

/// Checks one case's rows as they come, in order of `seq`.
pub struct ChainCheck<'a> {
    case: CaseId,
    sealed: &'a [SealedHead],
    faults: Vec<Fault>,
    /// Hash stored in the last row, and in the one before it.
    last: Digest,
    before_last: Digest,
    last_seq: i64,
    /// How far the stored numbers run ahead of the numbers that were hashed: 1 after an inserted row, −1 after a removed one
    /// whose successors were renumbered.
    shift: i64,
    /// A row whose hash did not match, not yet explained.
    suspect: Option<i64>,
}

impl<'a> ChainCheck<'a> {
    /// Begins with a case and the heads that seals hold of it, in order.
    pub fn new(case: CaseId, sealed: &'a [SealedHead]) -> Self {
        Self {
            case,
            sealed,
            faults: Vec::new(),
            last: Digest::GENESIS,
            before_last: Digest::GENESIS,
            last_seq: FIRST_SEQ - 1,
            shift: 0,
            suspect: None,
        }
    }

    /// The next row with the hash stored in it.
    pub fn push(&mut self, record: &Record<'_>, stored: Digest) {
        let case = self.case;
        let gap = self.last_seq + 1..record.seq;
        let after_gap = !gap.is_empty();
        self.faults.extend(gap.take(MOST_GAPS).map(|seq| Fault::Removed { case, seq }));
        let hashed_as = |shift: i64, previous: &Digest| {
            link(previous, &Record { seq: record.seq - shift, ..*record }) == stored
        };
        // After a gap the hash before is unknown, so this row's own cannot be judged; its successor's can.
        if !after_gap && !hashed_as(self.shift, &self.last) {
            self.explain(record.seq, &hashed_as);
        } else if let Some(seq) = self.suspect.take() {
            self.faults.push(Fault::Altered { case, seq });
        }
        self.compare_with_seals(record, stored);
        self.before_last = self.last;
        self.last = stored;
        self.last_seq = record.seq;
    }

    /// Finds out why a row's hash does not match.
    fn explain(&mut self, seq: i64, hashed_as: &dyn Fn(i64, &Digest) -> bool) {
        let case = self.case;
        if hashed_as(self.shift + 1, &self.before_last) {
            // It was hashed on the row before the last: the last was put in between.
            self.faults.push(Fault::Inserted { case, seq: seq - 1 });
            self.suspect = None;
            self.shift += 1;
        } else if let Some(first) = self.suspect.filter(|_| hashed_as(self.shift - 1, &self.last)) {
            // It follows the suspect, but both once had higher numbers: a row before the suspect is gone.
            self.faults.push(Fault::Removed { case, seq: first });
            self.suspect = None;
            self.shift -= 1;
        } else {
            self.faults.extend(self.suspect.map(|seq| Fault::Altered { case, seq }));
            self.suspect = Some(seq);
        }
    }

    fn compare_with_seals(&mut self, record: &Record<'_>, stored: Digest) {
        let case = self.case;
        let clean = self.faults.is_empty() && self.suspect.is_none();
        for SealedHead { head, cut_at } in self.sealed {
            if record.seq == head.seq && stored != head.hash && clean {
                self.faults.push(Fault::Rewritten { case, seq: record.seq });
                return;
            }
            if record.seq > head.seq && record.recorded_at <= *cut_at {
                self.faults.push(Fault::Inserted { case, seq: record.seq });
                return;
            }
        }
    }

    /// Ends with the head that the case's own row holds, and answers what does not hold.
    pub fn finish(mut self, own: Head) -> Vec<Fault> {
        let case = self.case;
        // A row beyond the head that the case knows was put there by somebody else.
        self.faults.extend(self.suspect.map(|seq| {
            if seq > own.seq { Fault::Inserted { case, seq } } else { Fault::Altered { case, seq } }
        }));
        let sealed = self.sealed.iter().map(|sealed| sealed.head.seq).max().unwrap_or(0);
        let expected = own.seq.max(sealed);
        let clean = self.faults.is_empty();
        if self.last_seq < expected {
            if clean || self.shift == 0 {
                self.faults.push(Fault::TailCut { case, expected, found: self.last_seq });
            }
        } else if self.last_seq > own.seq && clean {
            self.faults.push(Fault::Inserted { case, seq: own.seq + 1 });
        } else if self.last != own.hash && clean {
            self.faults.push(Fault::Rewritten { case, seq: self.last_seq });
        }
        self.faults
    }
}
