//! Live streams. One reader a process follows the change feed (`tail`) and hands each portion to every listener; the listener
//! keeps what its person may know, by the same scope that filters lists. Nobody asks the database for one listener and one
//! change.
//!
//! A portion says from where to where it reaches, so that a listener who meets a gap reads what he missed from the feed
//! itself. What of a person's own has changed is told in the same way: whoever changes it calls
//! `store::feed::record_person_event` in his transaction, and every stream of the person, on every node, is told.

mod listener;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::broadcast;

use crate::domain::case::Case;
use crate::domain::feed::{Cursor, PersonEvent, Sight};
use crate::domain::ids::{CaseId, PersonId};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::feed::{self as store, Changed};

pub use listener::{Listener, Message, Told, listen};

/// Portions that wait for a listener; one that is further behind is cut.
const WAITING: usize = 256;
/// Changes in one portion.
const PORTION: i64 = 200;
/// Streams that one person may have open: windows and devices.
const PER_PERSON: usize = 6;

/// A change, with what it is about as it is now. Shared by every listener.
struct Item {
    cursor: Cursor,
    what: About,
}

enum About {
    Case { case: Box<Case>, kind: String, former: Option<Box<Sight>> },
    Person(PersonId, PersonEvent),
}

/// Changes in their order, all that lie after `from` up to `to`.
struct Portion {
    from: Cursor,
    to: Cursor,
    items: Vec<Item>,
}

/// Where streams hang on; one a process.
pub struct Hub {
    portions: broadcast::Sender<Arc<Portion>>,
    /// How far the reader has come; none while nobody listens.
    position: Mutex<Option<Cursor>>,
    seats: Mutex<HashMap<PersonId, usize>>,
}

impl Default for Hub {
    fn default() -> Self {
        Self { portions: broadcast::channel(WAITING).0, position: Mutex::default(), seats: Mutex::default() }
    }
}

impl Hub {
    /// Takes a place for one more stream of a person, which is given back when it is dropped.
    fn take_seat(self: &Arc<Self>, person: PersonId) -> Result<Seat, ServiceError> {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = seats.entry(person).or_default();
        if *taken >= PER_PERSON {
            return Err(ServiceError::TooMany { retry_after: 30 });
        }
        *taken += 1;
        Ok(Seat { hub: Arc::clone(self), person })
    }

    fn position(&self) -> Option<Cursor> {
        *self.position.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_position(&self, position: Option<Cursor>) {
        *self.position.lock().unwrap_or_else(PoisonError::into_inner) = position;
    }
}

/// A place among the streams of a person.
struct Seat {
    hub: Arc<Hub>,
    person: PersonId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.hub.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.person) {
            *taken = taken.saturating_sub(1);
            if *taken == 0 {
                seats.remove(&self.person);
            }
        }
    }
}

/// Reads what lies after a position, with the cases as they are now.
fn read(conn: &mut Conn, after: Cursor) -> Result<Portion, ServiceError> {
    let changes = store::list_changes(conn, after, PORTION)?;
    let ids: BTreeSet<CaseId> = changes
        .iter()
        .filter_map(|change| match change.what {
            Changed::Case { case, .. } => Some(case),
            Changed::Person { .. } => None,
        })
        .collect();
    let cases = if ids.is_empty() { HashMap::new() } else { store::list_cases(conn, &ids)? };
    let to = changes.last().map_or(after, |change| change.cursor);
    let items = changes.into_iter().filter_map(|change| {
        let what = match change.what {
            Changed::Case { case, kind, former } => {
                let case = Box::new(cases.get(&case)?.clone());
                About::Case { case, kind, former }
            }
            Changed::Person { person, event } => About::Person(person, event),
        };
        Some(Item { cursor: change.cursor, what })
    });
    Ok(Portion { from: after, to, items: items.collect() })
}

/// Hands on what is new, one portion at a time; tells whether more may be waiting. While nobody listens nothing is read.
pub async fn tail(core: &Core) -> Result<bool, ServiceError> {
    let hub = &core.stream;
    if hub.portions.receiver_count() == 0 {
        hub.set_position(None);
        return Ok(false);
    }
    let portion = if let Some(after) = hub.position() {
        core.db.read(move |conn| read(conn, after)).await?
    } else {
        // The first listener: he reads for himself what came before this.
        let head = core.db.read(|conn| Ok::<_, ServiceError>(store::find_head(conn)?)).await?;
        Portion { from: head, to: head, items: Vec::new() }
    };
    let first = hub.position().is_none();
    let full = i64::try_from(portion.items.len()).is_ok_and(|count| count >= PORTION);
    hub.set_position(Some(portion.to));
    if first || portion.from != portion.to {
        // Everybody may have left meanwhile; then nobody misses it.
        let _ = hub.portions.send(Arc::new(portion));
    }
    Ok(full)
}
