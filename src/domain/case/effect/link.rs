//! The signed link by which a body without an account opens the one case that was referred to it.

use jiff::ToSpan as _;

use super::super::decide::{Draft, Scene};
use super::super::event::Fact;
use super::super::refusal::{No, RefusalCode as Code};

/// A new link, which takes the place of the one before.
pub(in super::super) fn issue(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let term = (24 * s.ctx.limits.link_days).hours();
    let expires_at = s.ctx.now.checked_add(term).map_err(|_| No::rule(Code::DateTooFar))?;
    Ok(vec![(Fact::LinkIssued { expires_at }, None)])
}

/// Nothing is opened by it any more.
pub(in super::super) fn revoke(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::LinkRevoked, None)])
}

/// The body has looked: written down once for each link.
pub(in super::super) fn open(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::LinkOpened, None)])
}
