//! The change feed: where a reader stands in it, and what a change of a case is to him. The rules are those of every list: the
//! same scope is asked about the case as it is now and as it was before.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::area_path::AreaPath;
use super::codes::{Level, code_enum};
use super::ids::{PersonId, UnitId};
use super::policy::{Form, Scope, Target};

/// How long a change can be read. Longer than the fourteen days for which a telephone stays logged in.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 21);

code_enum! {
    /// What a person is told besides the changes of cases: that something of his own has changed and is to be read anew.
    pub enum PersonEvent {
        InboxNew = "inbox.new", "新消息", "A new message";
    }
}

/// A position in the feed: everything up to it has been read. Transactions become final in the order of their own numbers,
/// rows get theirs before; so both together make the order (on SQLite, with its single writer, the first is always 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cursor {
    /// The number of the transaction.
    pub xid: i64,
    /// The number of the row.
    pub id: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.xid, self.id)
    }
}

/// Text that is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a position in the feed")]
pub struct BadCursor;

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let part = |text: &str| text.parse().ok().filter(|n| *n >= 0);
        let (xid, id) = text.split_once('-').ok_or(BadCursor)?;
        let cursor = Self { xid: part(xid).ok_or(BadCursor)?, id: part(id).ok_or(BadCursor)? };
        // One way to write it: no plus, no leading zero.
        if cursor.to_string() == text { Ok(cursor) } else { Err(BadCursor) }
    }
}

/// The facts about a case on which its place in lists depends, as the feed keeps them. Ids and codes only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    areas: AreaPath,
    level: Option<Level>,
    sensitive: bool,
    open: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reporter: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    proxy_by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    holder_unit: Option<UnitId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    co_units: Vec<UnitId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    past_units: Vec<UnitId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handler: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    past_handlers: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checker: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claimed_by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    offered_to: Vec<PersonId>,
}

impl Sight {
    /// The facts of a target.
    pub fn of(target: Target) -> Self {
        Self {
            areas: target.areas,
            level: target.level,
            sensitive: target.sensitive,
            open: target.open,
            reporter: target.reporter,
            proxy_by: target.proxy_by,
            holder_unit: target.holder_unit,
            co_units: target.co_units,
            past_units: target.past_units,
            handler: target.handler,
            past_handlers: target.past_handlers,
            checker: target.checker,
            claimed_by: target.claimed_by,
            offered_to: target.offered_to,
        }
    }

    /// The target again, as far as a scope looks at it.
    pub fn target(&self) -> Target {
        Target {
            areas: self.areas,
            level: self.level,
            sensitive: self.sensitive,
            open: self.open,
            reporter: self.reporter,
            proxy_by: self.proxy_by,
            holder_unit: self.holder_unit,
            co_units: self.co_units.clone(),
            past_units: self.past_units.clone(),
            handler: self.handler,
            past_handlers: self.past_handlers.clone(),
            checker: self.checker,
            claimed_by: self.claimed_by,
            offered_to: self.offered_to.clone(),
            ..Target::default()
        }
    }
}

/// What a change is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sighting {
    /// He sees the case, in this form.
    Seen(Form),
    /// He saw it before the change and sees it no longer: he may know its id, and nothing else.
    Gone,
}

/// What the change of a case is to the reader with this scope; nothing, if it is none of his business.
pub fn sighting(scope: &Scope, now: &Target, former: Option<&Sight>) -> Option<Sighting> {
    if let Some(form) = scope.form(now) {
        return Some(Sighting::Seen(form));
    }
    former.is_some_and(|former| scope.matches(&former.target())).then_some(Sighting::Gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Role;
    use crate::domain::ids::AreaId;
    use crate::domain::policy::{Actor, Grant, Room, visible_scope};

    #[test]
    fn a_cursor_is_written_in_one_way() {
        let cursor = Cursor { xid: 734, id: 12 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        assert!(cursor < Cursor { xid: 735, id: 1 } && cursor < Cursor { xid: 734, id: 13 });
        for bad in ["", "7", "7-", "-7", "7-8-9", "+7-8", "07-8", "7--8", "7-99999999999999999999", "a-b"] {
            assert_eq!(bad.parse::<Cursor>(), Err(BadCursor), "{bad}");
        }
    }

    fn member_of(grid: AreaId) -> Scope {
        let grant = Grant { role: Role::GridMember, area: grid, unit: None, sensitive_desk: false };
        let actor = Actor { person: Some(PersonId(9)), grants: vec![grant], ..Actor::default() };
        visible_scope(&actor, Room::Ordinary)
    }

    #[test]
    fn a_case_that_moves_is_gone_for_those_who_saw_it_and_nothing_to_others() {
        let lies_in = |grid, sensitive| Target {
            areas: AreaPath { grid: Some(AreaId(grid)), ..AreaPath::default() },
            sensitive,
            open: true,
            ..Target::default()
        };
        let before = Sight::of(lies_in(1, false));
        let kept: Sight = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
        assert_eq!(kept, before);
        let (old, new, far) = (member_of(AreaId(1)), member_of(AreaId(2)), member_of(AreaId(3)));
        let moved = lies_in(2, false);
        assert_eq!(sighting(&old, &moved, Some(&before)), Some(Sighting::Gone));
        assert_eq!(sighting(&new, &moved, Some(&before)), Some(Sighting::Seen(Form::Ordinary)));
        assert_eq!(sighting(&far, &moved, Some(&before)), None);
        assert_eq!(sighting(&old, &lies_in(1, true), Some(&before)), Some(Sighting::Gone), "sealed");
        let sealed = Sight::of(lies_in(1, true));
        assert_eq!(sighting(&old, &lies_in(2, true), Some(&sealed)), None, "a sealed case is nowhere");
        assert_eq!(sighting(&old, &lies_in(2, false), None), None);
    }
}
