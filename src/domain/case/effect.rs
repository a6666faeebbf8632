//! What each transition does, one file per part of the workflow. An effect sees a scene in which state, right, guards and
//! fields have already agreed, applies the action's own rules and drafts events.

#![expect(
    clippy::unnecessary_wraps,
    reason = "every effect has one signature, so that the table can hold it"
)]

pub(super) mod anytime;
pub(super) mod checks;
pub(super) mod closed;
pub(super) mod desk;
pub(super) mod handling;
pub(super) mod hands;
pub(super) mod link;
pub(super) mod requests;
pub(super) mod review;

use jiff::{Timestamp, ToSpan as _};

use super::decide::Scene;
use super::refusal::{No, RefusalCode as Code};
use super::words::Field;

/// The longest date anybody may set: suspensions and references run a year at most (workflow §2).
const YEAR_HOURS: i32 = 24 * 366;

/// A required field, after `check_fields` has seen that it is there.
fn given<T: Clone>(value: Option<&T>, field: Field) -> Result<T, No> {
    value.cloned().ok_or(No::field(Code::Missing, field))
}

/// A date ahead, within a year.
fn date_ahead(s: &Scene<'_>) -> Result<Timestamp, No> {
    let until = given(s.input.until.as_ref(), Field::Until)?;
    if until <= s.ctx.now {
        return Err(No::field(Code::DateInPast, Field::Until));
    }
    let latest = s.ctx.now.checked_add(YEAR_HOURS.hours()).unwrap_or(Timestamp::MAX);
    if until > latest {
        return Err(No::field(Code::DateTooFar, Field::Until));
    }
    Ok(until)
}
