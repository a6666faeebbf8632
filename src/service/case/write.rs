//! How what was decided is written: words apart, events chained, the row projected, the timer armed, notices queued and the
//! change told. Every change of a case goes through here, whoever caused it.

use jiff::Timestamp;
use rand::random;
use sha2::{Digest as _, Sha256};

use crate::domain::calendar::Calendar;
use crate::domain::case::apply::apply;
use crate::domain::case::clocks::follow;
use crate::domain::case::{Case, Event, Fact, TextDigest};
use crate::domain::feed::Sight;
use crate::domain::geo::Point;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::mapping::notices;
use crate::domain::notice::{Notice, Owed};
use crate::domain::report::fact::{Told, Traits};
use crate::domain::words::Words;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::report::record;
use crate::store::case::{self as store, Appended, EventText, StoredCase};
use crate::store::case_part::parts_differ;
use crate::store::case_text::{Spoken, list_spoken};
use crate::store::outbox::{self, NewNotice};
use crate::store::{StoreError, Tx};
use crate::store::{attachment, feed, request, search};

/// The words that came with a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Words of the actor: a report, a reason, a note.
    pub body: Option<String>,
    /// The reply to the reporter.
    pub reply: Option<String>,
    /// The place in words, at filing.
    pub address: Option<String>,
}

/// Words with the salt under which their digests go into the event.
#[derive(Debug, Clone)]
pub struct Salted {
    salt: [u8; 16],
    given: Given,
}

impl Given {
    /// Salts the words. Done once for each command, since a transaction may run twice and must write the same.
    pub fn salted(self) -> Salted {
        Salted { salt: random(), given: self }
    }
}

impl Salted {
    /// The digest of the actor's words, for the event.
    pub fn body_digest(&self) -> Option<TextDigest> {
        self.given.body.as_deref().map(|text| self.digest("body", text))
    }

    /// The digest of the reply, for the event.
    pub fn reply_digest(&self) -> Option<TextDigest> {
        self.given.reply.as_deref().map(|text| self.digest("reply", text))
    }

    /// SHA-256 over the salt, the field's name and the words: without the salt, which is erased with them, nobody can try
    /// out what was said.
    fn digest(&self, field: &str, text: &str) -> TextDigest {
        let mut hash = Sha256::new();
        hash.update(self.salt);
        hash.update(field);
        hash.update([0]);
        hash.update(text);
        TextDigest(hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            for nibble in [byte >> 4, byte & 15] {
                hex.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
            }
            hex
        }))
    }

    /// The words as they are stored beside their event.
    pub(in crate::service) fn row(&self) -> Option<EventText> {
        let Given { body, reply, address } = &self.given;
        let said = body.is_some() || reply.is_some() || address.is_some();
        said.then(|| EventText {
            salt: self.salt,
            body: body.clone(),
            reply: reply.clone(),
            address: address.clone(),
        })
    }
}

/// Opens a case with the events that its filing decided. The words belong to the first of them.
pub fn open_case(
    tx: &mut Tx<'_>,
    id: CaseId,
    place: Option<Point>,
    events: Vec<Event>,
    words: &Salted,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<Case, ServiceError> {
    let case = Case::replay(id, &events).map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
    let appended = with_words(events, words, None);
    store::insert_case(tx, &case, place, &appended, now)?;
    record::opened(tx, &case, appended.iter().map(|item| &item.event), calendar)?;
    tell(tx, &case, &appended, None, now)?;
    Ok(case)
}

/// Writes a case whose whole history is known already: an import, or a demonstration. The change is told, but nobody gets
/// notices of what happened long ago.
pub(in crate::service) fn write_history(
    tx: &mut Tx<'_>,
    case: &Case,
    place: Option<Point>,
    appended: &[Appended],
    calendar: &Calendar,
    now: Timestamp,
) -> Result<(), ServiceError> {
    store::insert_case(tx, case, place, appended, now)?;
    record::opened(tx, case, appended.iter().map(|item| &item.event), calendar)?;
    for (seq, item) in (1..).zip(appended) {
        bind_photos(tx, case.id, seq, &item.event)?;
    }
    if !case.requests.is_empty() || case.needs_arbitration() {
        request::replace_requests(tx, case)?;
    }
    let kind = appended.last().map_or("changed", |item| item.event.fact.code());
    feed::record_case_change(tx, case, kind, None, now)?;
    Ok(())
}

/// Appends events to a locked case and writes what follows from them. The words belong to the first; a cause guards the first
/// event of the system against having its effect twice.
pub fn append(
    tx: &mut Tx<'_>,
    stored: &mut StoredCase,
    events: Vec<Event>,
    words: &Salted,
    cause: Option<String>,
    calendar: &Calendar,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let counted = Traits::of(&stored.case);
    let seen = Sight::of(stored.case.target());
    let asked = (stored.case.requests.clone(), stored.case.needs_arbitration());
    let (mut turns, mut told, mut parts) = (Vec::new(), Vec::new(), false);
    for event in &events {
        let before = stored.case.clone();
        apply(&mut stored.case, event);
        let turned = follow(Some(&before), &stored.case, event);
        told.push(Told::by(&before, &stored.case, event, &turned, calendar));
        turns.extend(turned);
        parts |= parts_differ(&before, &stored.case);
    }
    let appended = with_words(events, words, cause);
    stored.chain_head =
        store::update_case(tx, stored, &appended, &store::Told { turns: &turns, parts }, now)?;
    record::changed(tx, counted.as_ref(), &stored.case, told, calendar)?;
    if asked != (stored.case.requests.clone(), stored.case.needs_arbitration()) {
        request::replace_requests(tx, &stored.case)?;
    }
    let former = Some(seen).filter(|seen| *seen != Sight::of(stored.case.target()));
    tell(tx, &stored.case, &appended, former.as_ref(), now)
}

fn with_words(events: Vec<Event>, words: &Salted, cause: Option<String>) -> Vec<Appended> {
    let mut first = Some((words.row(), cause));
    events
        .into_iter()
        .map(|event| {
            let (text, cause) = first.take().unwrap_or_default();
            Appended { event, cause, text }
        })
        .collect()
}

/// Queues the notices of the events and tells the change.
fn tell(
    tx: &mut Tx<'_>,
    case: &Case,
    appended: &[Appended],
    former: Option<&Sight>,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let first = case.seq - i64::try_from(appended.len()).unwrap_or(i64::MAX) + 1;
    for (seq, item) in (first..).zip(appended) {
        bind_photos(tx, case.id, seq, &item.event)?;
        for (index, notice) in notices(case, &item.event).into_iter().enumerate() {
            outbox::insert_notice(tx, queued(case.id, (seq, index), item.event.by, &notice, now)?)?;
        }
    }
    index_words(tx, case, appended)?;
    let kind = appended.last().map_or("changed", |item| item.event.fact.code());
    feed::record_case_change(tx, case, kind, former, now)?;
    Ok(())
}

/// Photos belong to one event from the moment it names them; somebody else's cannot be named.
fn bind_photos(tx: &mut Tx<'_>, case: CaseId, seq: i64, event: &Event) -> Result<(), ServiceError> {
    if event.attachments.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = event.attachments.iter().map(|given| given.attachment).collect();
    let missed = attachment::bind_to_event(tx, &ids, event.by, case, seq)?;
    if missed.is_empty() {
        return Ok(());
    }
    let fault = |index| {
        let words = Words::fixed(
            "没有这个由您上传且尚未使用的附件。",
            "is no attachment that you uploaded and have not used yet.",
        );
        FieldError::new(format!("/attachments/{index}/attachment"), words)
    };
    Err(ServiceError::Invalid(InvalidKind::Content, missed.into_iter().map(fault).collect()))
}

/// Keeps the search index in step: what was reported, added and replied. A sealed case has no row there.
fn index_words(tx: &mut Tx<'_>, case: &Case, appended: &[Appended]) -> Result<(), StoreError> {
    if case.sensitive {
        if case.seq > 1 {
            search::forget(tx, case.id);
        }
        return Ok(());
    }
    let unsealed =
        |item: &Appended| matches!(item.event.fact, Fact::MarkedSensitive { .. } | Fact::TextErased);
    if !appended.iter().any(|item| item.text.is_some() || unsealed(item)) {
        return Ok(());
    }
    // A case that was just opened is known from what opened it; any other is read again.
    if i64::try_from(appended.len()) == Ok(case.seq) {
        let spoken = appended.iter().filter_map(spoken_with).collect();
        search::insert(tx, case.id, &open_words(spoken).join("\n"));
    } else {
        let spoken = list_spoken(tx, case.id)?;
        search::index(tx, case.id, &open_words(spoken).join("\n"));
    }
    Ok(())
}

fn spoken_with(item: &Appended) -> Option<Spoken> {
    let text = item.text.clone()?;
    Some((item.event.fact.code().to_owned(), text.body, text.reply, text.address))
}

/// The words of a case that whoever may read it may search: what was reported and added, where, and the replies. Notes and
/// reasons of the office are not among them.
fn open_words(spoken: Vec<Spoken>) -> Vec<String> {
    let mut words = Vec::new();
    for (kind, body, reply, address) in spoken {
        if matches!(kind.as_str(), "reported" | "self_handled" | "supplemented") {
            words.extend(body);
        }
        words.extend(address);
        words.extend(reply);
    }
    words
}

/// A notice as the outbox holds it: its cause is the event and its place among the event's notices.
fn queued(
    case: CaseId,
    (seq, index): (i64, usize),
    by: Option<PersonId>,
    notice: &Notice,
    now: Timestamp,
) -> Result<NewNotice, StoreError> {
    let owed = Owed { to: notice.to, by };
    Ok(NewNotice {
        cause: format!("case:{case}:{seq}:{index}"),
        case_id: Some(case.0),
        notice: notice.code.code().to_owned(),
        payload: serde_json::to_string(&owed).map_err(|error| StoreError::Corrupt(error.to_string()))?,
        state: "waiting".to_owned(),
        next_at: now.into(),
        failures: 0,
        created_at: now.into(),
    })
}
