//! What a case is made of: its holder, its clock, offers, check orders, requests and supervision orders. Values only.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::words::{CheckKind, Field, OrderColour, Outcome, ProofUse, Reason, RequestKind};
use crate::domain::codes::{CheckMode, ClockKind, Level, State, UnitKind};
use crate::domain::ids::{AreaId, AttachmentId, CaseId, CheckId, OfferId, PersonId, UnitId};
use crate::domain::limit::Limit;
use crate::domain::limit_policy::LimitOrigin;

/// The one who answers for an open case. A desk is the staff of a level in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Holder {
    /// The desk of a level; `area` is the area of that level which the case lies in.
    Desk {
        /// The level of the desk.
        level: Level,
        /// The area whose desk it is; absent while the place is unknown, which the street sees.
        area: Option<AreaId>,
    },
    /// A handling unit, until it names somebody.
    Unit {
        /// The unit.
        unit: UnitId,
    },
    /// A named person, with the unit for which the work is done.
    Person {
        /// Who.
        person: PersonId,
        /// For which unit; none for volunteers and checkers.
        unit: Option<UnitId>,
    },
}

/// A running clock. Due times are fixed when it starts, so that replaying events needs no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// What is waited for.
    pub kind: ClockKind,
    /// When it started.
    pub since: Timestamp,
    /// From when on its colour is yellow: four fifths of the limit used.
    pub warn_at: Option<Timestamp>,
    /// When it is due.
    pub due_at: Timestamp,
    /// Whether the lapse of `due_at` has been recorded.
    #[serde(default, skip_serializing_if = "is_false")]
    pub overdue: bool,
    /// How often the lateness was brought up again; the next time is twice as far away.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub nags: u8,
    /// Whether it runs round the clock instead of in working time.
    #[serde(default, skip_serializing_if = "is_false")]
    pub natural: bool,
    /// Whether somebody set the due time (an extension, a dispatcher's earlier date, an outside body's promise), so that it
    /// does not follow from the limit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub fixed: bool,
    /// What it is counted by; none where no limit stands behind the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// The next step of its ladder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Armed>,
    /// The step of its ladder that was taken last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub climbed: Option<u8>,
    /// Whether that step waits for somebody to say that he has seen it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub awaits: bool,
    /// How often the due time was put off: each time the ladder begins anew.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub leg: u8,
}

/// A step of a ladder that is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Armed {
    /// The number of the step in its ladder, from 0.
    pub step: u8,
    /// Which repetition of it; 0 is the step itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub repeat: u8,
    /// When.
    pub at: Timestamp,
}

/// What a due time was counted by: pinned when the clock starts, so that no later edit changes what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// How long it may take.
    #[serde(with = "as_text")]
    pub limit: Limit,
    /// Who said so: a rule of the policy, the catalogue, or nobody.
    pub origin: LimitOrigin,
    /// The version of the limit policy that was asked.
    pub policy: i64,
    /// The version of the catalogue, which speaks where the policy has no rule.
    pub catalogue: i64,
    /// The version of the calendar.
    pub calendar: i64,
    /// Whether the due time may still move, because the holidays of one of its years were not published.
    #[serde(default, skip_serializing_if = "is_false")]
    pub provisional: bool,
}

/// Limits as short texts inside events: there are many of them.
mod as_text {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::Limit;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub(super) fn serialize<S: Serializer>(limit: &Limit, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(limit)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Limit, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A time in which every clock of the case stood still: it waited, was suspended, or was merged into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// When it began.
    pub from: Timestamp,
    /// When work went on.
    pub to: Timestamp,
}

/// Serde helper: leaves a zero out of the stored form.
pub(super) fn is_zero<T: Default + PartialEq>(count: &T) -> bool {
    *count == T::default()
}

/// Serde helper: leaves a false flag out of the stored form.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// An offer of work to volunteers or a team: the first to say yes has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The offer's id, which is the case's event number that made it.
    pub no: i64,
    /// Volunteers who were asked and have not declined.
    pub people: Vec<PersonId>,
    /// The team that was asked: any of its members may say yes.
    pub team: Option<UnitId>,
    /// When it lapses.
    pub expires_at: Timestamp,
}

/// A look that somebody is to take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckOrder {
    /// The case's event number that ordered it.
    pub no: i64,
    /// Before registering or before closing.
    pub kind: CheckKind,
    /// How to look.
    pub mode: CheckMode,
    /// Who ordered it.
    pub by: Option<PersonId>,
    /// From when on the neighbours of the duty grid see it too.
    pub widen_at: Timestamp,
    /// The neighbours: the other grids of the community.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<AreaId>,
    /// Who took it.
    pub taken_by: Option<PersonId>,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// Before registering or before closing.
    pub kind: CheckKind,
    /// The finding.
    pub outcome: Outcome,
    /// Who looked; none when the check was waived.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// Something that one person asked for and another must decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What is asked.
    pub kind: RequestKind,
    /// Who asked; none for a resident with a tracking code.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// Why, as a code.
    pub reason: Option<Reason>,
    /// Until when, for extensions, waits, suspensions and answer times.
    pub until: Option<Timestamp>,
    /// The district body called, or the colleague who is to take over.
    pub unit: Option<UnitId>,
    /// The colleague who is to take over.
    pub person: Option<PersonId>,
    /// The one who agreed at the first of two stages.
    pub first: Option<PersonId>,
    /// Whether the next decision is the final one.
    pub last_stage: bool,
}

/// A supervision order or a leader's instruction: both want an answer by a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The case's event number that opened it.
    pub no: i64,
    /// Its weight; none for an instruction.
    pub colour: Option<OrderColour>,
    /// Who issued it; none when the system's ladder did.
    pub by: Option<PersonId>,
    /// By when an answer is due; none where the issuer may set no date.
    pub due_at: Option<Timestamp>,
    /// Whether the answer is there.
    pub answered: bool,
    /// When it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// Whether the lapse of `due_at` has been recorded.
    #[serde(default, skip_serializing_if = "is_false")]
    pub overdue: bool,
}

/// An outside body at work, watched by the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct External {
    /// The body.
    pub unit: Option<UnitId>,
    /// Its own number for the matter.
    pub number: Option<String>,
    /// Whether it was called by the duty list (`whistle`).
    pub called: bool,
    /// The link by which it may open the case; each new one takes the place of the one before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
}

/// A signed link that opens one case to the body which has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The number of the event that issued it.
    pub no: i64,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Until when it holds, if the case stays with the body so long.
    pub expires_at: Timestamp,
    /// When it was first opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_at: Option<Timestamp>,
}

/// Who did the work of the present round, kept so that they neither check nor close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The person, unless an outside body.
    pub person: Option<PersonId>,
    /// The unit, unless a volunteer.
    pub unit: Option<UnitId>,
    /// What the unit is.
    pub unit_kind: Option<UnitKind>,
}

/// What a case was before it was merged, to be restored by `unmerge`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// State before.
    pub state: State,
    /// Holder before.
    pub holder: Option<Holder>,
    /// Clock before.
    pub clock: Option<Clock>,
    /// When it was merged.
    pub at: Timestamp,
    /// Into which case.
    pub into: CaseId,
}

/// A photo or document given with a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Attached {
    /// The stored file.
    pub attachment: AttachmentId,
    /// What it proves.
    pub r#use: ProofUse,
}

/// The salted SHA-256 of a personal text, in hexadecimal: events carry this, the text itself lies in a table of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextDigest(pub String);

/// What an action asks for in one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Need {
    /// The field.
    pub field: Field,
    /// Whether the command is refused without it.
    pub required: bool,
    /// The codes it may hold; empty where any value of its type will do.
    pub options: Vec<&'static str>,
}

/// The id of the check order that event `no` of a case opened.
pub const fn check_id(case: CaseId, no: i64) -> CheckId {
    CheckId(case.0 * EVENTS_PER_CASE + no)
}

/// The id of the offer that event `no` of a case opened.
pub const fn offer_id(case: CaseId, no: i64) -> OfferId {
    OfferId(case.0 * EVENTS_PER_CASE + no)
}

/// Ids of offers and check orders are made from the case and its event number, so that replay gives the same ones. A case
/// has fewer events than this; `decide` refuses more.
pub const EVENTS_PER_CASE: i64 = 100_000;
