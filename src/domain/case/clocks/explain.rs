//! How a due time follows: segment by segment and window by window, what was counted and what was not, up to the due time,
//! also where that still lies ahead. Counted anew whenever somebody asks.

use jiff::Timestamp;

use super::{CaseClock, Course, Segment};
use crate::domain::calendar::{Calendar, CountedWindow, OutsideHorizon, Spent};
use crate::domain::limit::Limit;

/// A clock with its reckoning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    /// The clock.
    pub clock: CaseClock,
    /// What of the limit is used now, or was when it ended, in the grain of the unit; none without a limit.
    pub used: Option<Spent>,
    /// Its spans in order.
    pub spans: Vec<Span>,
}

/// A segment, or the part of it before or after now or the due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The segment.
    pub segment: Segment,
    /// When this span begins.
    pub from: Timestamp,
    /// When it ends; none while the clock stands still or has no due time.
    pub to: Option<Timestamp>,
    /// Whether it lies ahead.
    pub ahead: bool,
    /// Whether it lies behind the due time, where nothing counts towards it any more.
    pub late: bool,
    /// What it counted; none without a limit.
    pub counted: Option<Spent>,
    /// Its windows; none without a limit, where the clock stood still, and beyond the calendar.
    pub windows: Vec<CountedWindow>,
}

/// The reckoning of a clock as of `now`, by the calendar that it pins.
pub fn reckon(clock: CaseClock, calendar: &Calendar, now: Timestamp) -> Reckoning {
    let mut spans = Vec::with_capacity(clock.segments.len() + 1);
    let end = clock.ended.map(|ended| ended.at);
    let due = clock.due_at();
    let nexts = clock.segments.iter().skip(1).map(|next| Some(next.from)).chain([end]);
    for (segment, next) in clock.segments.iter().zip(nexts) {
        cut(&mut spans, segment, next, due, now);
    }
    if let Some(terms) = clock.segments.last().and_then(|segment| segment.terms) {
        for span in &mut spans {
            // Beyond the calendar's years the limit ran on in natural time, and there is nothing to lay out.
            let _beyond = count(span, terms.limit, clock.since, calendar);
        }
    }
    let used = clock.last().and_then(|segment| segment.terms).and_then(|terms| {
        let past = spans.iter().filter(|span| span.segment.course == Course::Running && !span.ahead);
        let mut sum = 0;
        for span in past {
            sum += calendar.spent(terms.limit.unit(), clock.since, span.from, span.to?).ok()?.0;
        }
        Some(Spent(sum))
    });
    Reckoning { clock, used, spans }
}

/// Cuts a segment at now and at the due time.
fn cut(
    spans: &mut Vec<Span>,
    segment: &Segment,
    next: Option<Timestamp>,
    due: Option<Timestamp>,
    now: Timestamp,
) {
    let span = |from, to, ahead, late| Span {
        segment: *segment,
        from,
        to,
        ahead,
        late,
        counted: None,
        windows: Vec::new(),
    };
    let from = segment.from;
    if segment.course != Course::Running {
        spans.push(span(from, next, false, false));
        return;
    }
    let to = next.unwrap_or_else(|| now.max(from));
    match due {
        Some(due) if due < to => {
            let turning = due.max(from);
            if from < turning {
                spans.push(span(from, Some(turning), false, false));
            }
            spans.push(span(turning, Some(to), false, true));
        }
        _ => spans.push(span(from, Some(to), false, false)),
    }
    if let Some(due) = due.filter(|due| next.is_none() && *due > to) {
        spans.push(span(to, Some(due), true, false));
    }
}

fn count(span: &mut Span, limit: Limit, since: Timestamp, calendar: &Calendar) -> Result<(), OutsideHorizon> {
    if span.segment.course != Course::Running {
        span.counted = Some(Spent(0));
        return Ok(());
    }
    let Some(to) = span.to else { return Ok(()) };
    span.counted = Some(calendar.spent(limit.unit(), since, span.from, to)?);
    if !span.late {
        span.windows = calendar.windows(limit.unit(), since, span.from, to)?;
    }
    Ok(())
}
