//! The clocks of a case: one for each thing that is waited for, in cycles, each with the segments in which it ran or stood
//! still and who held the case meanwhile. They follow from the events alone: [`follow`] says what an event does to them, and
//! folding that gives the same clocks whether it happens event by event or in a replay. How much of a limit is used is counted
//! when somebody asks ([`explain`]) and stored nowhere.

pub mod explain;
pub mod telling;
mod ticking;
mod verdict;

use jiff::Timestamp;

use super::apply::{BrokenHistory, apply};
use super::parts::{Holder, Terms};
use super::words::{Reason, RequestKind};
use super::{Case, Event};
use crate::domain::codes::{ClockKind, code_enum};
use crate::domain::ids::CaseId;

use ticking::{Ticking, ticking};

code_enum! {
    /// Whether a clock runs, or why it stands still.
    pub enum Course {
        Running = "running", "计时中", "Running";
        Waiting = "waiting", "等待，不计时", "Waiting, not counted";
        Suspended = "suspended", "挂账，不计时", "Suspended, not counted";
        Mediating = "mediating", "调解中，不计时", "In mediation, not counted";
        Merged = "merged", "已并案，不计时", "Merged, not counted";
        Resting = "resting", "两轮之间，不计时", "Between rounds, not counted";
        LeftOut = "left_out", "按时限规则不计时", "Left out by the policy";
        Answered = "answered", "已答复，不计时", "Answered, not counted";
    }
}

code_enum! {
    /// How a clock ended. Said once, when it ends; no later edit of calendar or limits changes it.
    pub enum Verdict {
        Met = "met", "按时", "In time";
        Missed = "missed", "超期", "Late";
        Cancelled = "cancelled", "终止", "Cancelled";
        Unlimited = "unlimited", "无时限", "No limit";
    }
}

/// A stretch in which a clock ran or stood, under one holder and one due time. It lasts until the next one begins or the
/// clock ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The number of the event that began it.
    pub seq: i64,
    /// When it began.
    pub from: Timestamp,
    /// Whether the clock runs.
    pub course: Course,
    /// Why it stands, as the request for it said.
    pub reason: Option<Reason>,
    /// Who has the case.
    pub holder: Option<Holder>,
    /// When the clock is due; for one that stands, when it would be due if it went on at once.
    pub due_at: Option<Timestamp>,
    /// Whether that date was set by somebody.
    pub fixed: bool,
    /// What it is counted by.
    pub terms: Option<Terms>,
}

/// How a clock came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// The number of the event that ended it.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// In time or not.
    pub verdict: Verdict,
}

/// One clock in one cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClock {
    /// What is waited for.
    pub kind: ClockKind,
    /// Which run of this kind: 1, 2, …; for an order the number of the event that opened it.
    pub cycle: i64,
    /// When it began to count.
    pub since: Timestamp,
    /// Its segments in order, at least one.
    pub segments: Vec<Segment>,
    /// How it ended; none while it is open.
    pub ended: Option<Ended>,
}

impl CaseClock {
    /// The last segment: what holds now.
    pub fn last(&self) -> Option<&Segment> {
        self.segments.last()
    }

    /// When it is, or was, due.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.last().and_then(|segment| segment.due_at)
    }
}

/// What an event does to one clock. Of one kind only one clock is open at a time, orders apart, whose number names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Which clock.
    pub kind: ClockKind,
    /// The order's number; none for other clocks.
    pub order: Option<i64>,
    /// What happens.
    pub what: What,
}

/// A change of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It begins, with its first segment.
    Begins {
        /// When it begins to count; earlier than the segment where the limit says so.
        since: Timestamp,
        /// The segment.
        first: Segment,
    },
    /// A new segment: it stands, goes on, changes hands, or has another due time.
    Goes(Segment),
    /// It ends.
    Ends(Ended),
}

/// What an event does to the clocks, from the case before and after it. In a fixed order, so that what happens at one instant
/// is told the same way every time: what ends, what goes on otherwise, what begins; each by kind.
pub fn follow(before: Option<&Case>, after: &Case, event: &Event) -> Vec<Turn> {
    let at = if event.is_filing() { after.filed_at } else { event.at };
    let old = before.map(ticking).unwrap_or_default();
    let new = ticking(after);
    let scene = Scene { before, after, event, at };
    let ends = old.iter().filter(|clock| find(&new, clock).is_none()).map(|clock| scene.ends(clock));
    let goes = new
        .iter()
        .filter_map(|clock| find(&old, clock).map(|was| (was, clock)))
        .filter(|(was, clock)| was.differs(clock) || scene.changed_hands())
        .map(|(_, clock)| scene.goes(clock));
    let begins = new.iter().filter(|clock| find(&old, clock).is_none()).flat_map(|clock| scene.begins(clock));
    ends.chain(goes).chain(begins).collect()
}

fn find<'a>(clocks: &'a [Ticking], clock: &Ticking) -> Option<&'a Ticking> {
    clocks.iter().find(|other| (other.kind, other.key) == (clock.kind, clock.key))
}

struct Scene<'a> {
    before: Option<&'a Case>,
    after: &'a Case,
    event: &'a Event,
    at: Timestamp,
}

impl Scene<'_> {
    fn changed_hands(&self) -> bool {
        self.before.is_some_and(|before| before.holder != self.after.holder)
    }

    fn turn(clock: &Ticking, what: What) -> Turn {
        Turn { kind: clock.kind, order: (clock.kind == ClockKind::Order).then_some(clock.key), what }
    }

    fn segment(&self, clock: &Ticking) -> Segment {
        let asked = match clock.course {
            Course::Waiting => Some(RequestKind::Pause),
            Course::Suspended => Some(RequestKind::Suspend),
            _ => None,
        };
        let request = asked.and_then(|kind| self.before.and_then(|before| before.request(kind)));
        Segment {
            seq: self.after.seq,
            from: self.at,
            course: clock.course,
            reason: request.and_then(|request| request.reason),
            holder: self.after.holder,
            due_at: clock.due_at,
            fixed: clock.fixed,
            terms: clock.terms,
        }
    }

    fn ends(&self, clock: &Ticking) -> Turn {
        let verdict = verdict::of(&self.event.fact, clock, self.at);
        Self::turn(clock, What::Ends(Ended { seq: self.after.seq, at: self.at, verdict }))
    }

    fn goes(&self, clock: &Ticking) -> Turn {
        Self::turn(clock, What::Goes(self.segment(clock)))
    }

    /// A clock may count from earlier than its event, as one that starts with the registration does: until the event it was in
    /// the hands of whoever had the case before.
    fn begins(&self, clock: &Ticking) -> Vec<Turn> {
        let segment = self.segment(clock);
        let since = clock.since.unwrap_or(self.at).min(self.at);
        let earlier = self.before.filter(|_| since < self.at).map(|before| before.holder);
        let first = Segment { from: since, holder: earlier.unwrap_or(segment.holder), ..segment };
        let mut turns = vec![Self::turn(clock, What::Begins { since, first })];
        if clock.kind == ClockKind::Handling && since < self.at {
            turns.extend(self.rested(&first).into_iter().map(|part| Self::turn(clock, What::Goes(part))));
        }
        turns.extend(earlier.map(|_| Self::turn(clock, What::Goes(segment))));
        turns
    }

    /// Where a handling clock that goes on from an earlier round stood and ran until now.
    fn rested(&self, first: &Segment) -> Vec<Segment> {
        let (mut parts, mut from) = (Vec::new(), first.from);
        for wait in self.after.handling_waits().iter().filter(|wait| wait.to <= self.at) {
            if wait.to <= from {
                continue;
            }
            let between = self.after.rests.contains(wait);
            let course = if between { Course::Resting } else { Course::Waiting };
            parts.push(Segment { from: wait.from.max(from), course, ..*first });
            if wait.to < self.at {
                parts.push(Segment { from: wait.to, ..*first });
            }
            from = wait.to;
        }
        parts
    }
}

/// All clocks of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClockBook {
    /// In the order in which they began.
    pub clocks: Vec<CaseClock>,
}

impl ClockBook {
    /// The clocks that a history leaves.
    pub fn replay<'a>(
        id: CaseId,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Result<Self, BrokenHistory> {
        let mut book = Self::default();
        let mut case: Option<Case> = None;
        for event in events {
            let turns = match &mut case {
                None => {
                    let opened = Case::open(id, event)?;
                    let turns = follow(None, &opened, event);
                    case = Some(opened);
                    turns
                }
                Some(case) => {
                    let before = case.clone();
                    apply(case, event);
                    follow(Some(&before), case, event)
                }
            };
            for turn in turns {
                book.turn(turn);
            }
        }
        case.map(|_| book).ok_or(BrokenHistory)
    }

    /// Does what an event does to one clock.
    pub fn turn(&mut self, turn: Turn) {
        match turn.what {
            What::Begins { since, first } => {
                let before = self.clocks.iter().filter(|clock| clock.kind == turn.kind).count();
                let cycle = turn.order.unwrap_or_else(|| i64::try_from(before).unwrap_or(i64::MAX) + 1);
                self.clocks.push(CaseClock {
                    kind: turn.kind,
                    cycle,
                    since,
                    segments: vec![first],
                    ended: None,
                });
            }
            What::Goes(segment) => {
                if let Some(clock) = self.open(turn) {
                    clock.segments.push(segment);
                }
            }
            What::Ends(ended) => {
                if let Some(clock) = self.open(turn) {
                    clock.ended = Some(ended);
                }
            }
        }
    }

    fn open(&mut self, turn: Turn) -> Option<&mut CaseClock> {
        self.clocks.iter_mut().rev().find(|clock| {
            clock.kind == turn.kind
                && clock.ended.is_none()
                && turn.order.is_none_or(|order| clock.cycle == order)
        })
    }
}
