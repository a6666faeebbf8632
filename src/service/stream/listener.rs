//! One stream of one person: what of the feed he may know, from where he left off, for as long as he is who he was.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::{About, Item, Portion, Seat, read};
use crate::domain::case::Case;
use crate::domain::codes::State;
use crate::domain::feed::{Cursor, PersonEvent, Sighting, sighting};
use crate::domain::ids::CaseId;
use crate::domain::policy::{Form, Room, Scope, visible_scope};
use crate::service::access::{Caller, authenticate_again};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::feed as store;

/// Portions that are read for one listener who comes back; who missed more starts anew.
const MOST_MISSED: usize = 25;

/// Something that a listener is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where in the feed it stands: the listener may come back with it.
    pub cursor: Cursor,
    /// What.
    pub message: Message,
}

/// What a listener is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A case that he may see has changed.
    Changed {
        /// Which.
        case: CaseId,
        /// Where it stands now.
        state: State,
        /// Its version now.
        version: i64,
        /// How much of it he may see.
        form: Form,
        /// The code of the last event; told to those who see the case at least with names masked.
        kind: Option<String>,
    },
    /// A case that he saw before is no longer in his sight.
    Gone {
        /// Which.
        case: CaseId,
    },
    /// Something of his own has changed.
    Own(PersonEvent),
    /// He has missed something, or sees other cases than before: what he holds is to be read anew.
    Resync,
    /// The stream is over: the token ran out, or he is logged out. He comes back with a new one.
    End,
}

/// A stream.
pub struct Listener {
    core: Core,
    caller: Caller,
    scope: Scope,
    portions: Receiver<Arc<Portion>>,
    last: Cursor,
    /// Something lies between `last` and what the tail hands on: it is to be read.
    behind: bool,
    /// A portion that has come and was not looked at yet.
    waiting: Option<Arc<Portion>>,
    backlog: VecDeque<Told>,
    over: bool,
    _seat: Seat,
}

/// Opens a stream from where the person left off, or from now on. Who left off longer ago than the feed is kept, or further
/// behind than is worth reading, is told to start anew.
pub async fn listen(core: &Core, caller: Caller, after: Option<Cursor>) -> Result<Listener, ServiceError> {
    let seat = core.stream.take_seat(caller.person)?;
    // Taken first: what is read by the tail from here on is not missed.
    let portions = core.stream.portions.subscribe();
    let (head, oldest) = core
        .db
        .read(|conn| Ok::<_, ServiceError>((store::find_head(conn)?, store::find_oldest(conn)?)))
        .await?;
    // The very first change of all is the only one before which nothing can have been forgotten.
    let kept = |cursor: Cursor| oldest.is_none_or(|oldest| oldest <= cursor || oldest.id == 1);
    let scope = visible_scope(&caller.actor, Room::Ordinary);
    let mut listener = Listener {
        core: core.clone(),
        caller,
        scope,
        portions,
        last: head,
        behind: false,
        waiting: None,
        backlog: VecDeque::new(),
        over: false,
        _seat: seat,
    };
    match after {
        None => {}
        Some(after) if after <= head && kept(after) => {
            listener.last = after;
            listener.catch_up().await?;
        }
        Some(_) => listener.tell(head, Message::Resync),
    }
    Ok(listener)
}

impl Listener {
    /// How far the listener has come, whether or not anything was for him.
    pub const fn position(&self) -> Cursor {
        self.last
    }

    /// The next thing to tell; nothing once the stream is over. It may be dropped while it waits, and nothing is lost.
    pub async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some(told) = self.backlog.pop_front() {
                return Some(told);
            }
            if self.over {
                return None;
            }
            // Before anything more is heard, since rights may have changed while nothing happened.
            self.look_again().await;
            if !self.backlog.is_empty() {
                continue;
            }
            if self.behind {
                if self.catch_up().await.is_err() {
                    self.end(Message::Resync);
                }
                continue;
            }
            match self.waiting.take() {
                // The tail began after this listener did.
                Some(portion) if portion.from > self.last => self.behind = true,
                Some(portion) => self.hear(&portion),
                None => match self.portions.recv().await {
                    Ok(portion) => self.waiting = Some(portion),
                    // Too slow: what waited for him is gone, and he is cut.
                    Err(RecvError::Lagged(_)) => self.end(Message::Resync),
                    Err(RecvError::Closed) => self.over = true,
                },
            }
        }
    }

    /// Asks again who this is. Who is logged out hears no more; who sees other cases than before is told so.
    pub async fn look_again(&mut self) {
        match authenticate_again(&self.core, &self.caller).await {
            Ok(caller) => {
                if caller.actor != self.caller.actor {
                    self.scope = visible_scope(&caller.actor, Room::Ordinary);
                    self.backlog.clear();
                    self.tell(self.last, Message::Resync);
                }
                self.caller = caller;
            }
            Err(error) if error.is_unavailable() => {}
            Err(_) => {
                self.backlog.clear();
                self.end(Message::End);
            }
        }
    }

    fn tell(&mut self, cursor: Cursor, message: Message) {
        self.backlog.push_back(Told { cursor, message });
    }

    fn end(&mut self, message: Message) {
        self.tell(self.last, message);
        self.over = true;
    }

    /// Reads for himself what lies between him and the end of the feed.
    async fn catch_up(&mut self) -> Result<(), ServiceError> {
        for _ in 0..MOST_MISSED {
            let after = self.last;
            let portion = self.core.db.read(move |conn| read(conn, after)).await?;
            if portion.to == after {
                self.behind = false;
                return Ok(());
            }
            self.hear(&portion);
        }
        self.last = self.core.db.read(|conn| Ok::<_, ServiceError>(store::find_head(conn)?)).await?;
        self.backlog.clear();
        self.end(Message::Resync);
        Ok(())
    }

    fn hear(&mut self, portion: &Portion) {
        for item in portion.items.iter().filter(|item| item.cursor > self.last) {
            if let Some(message) = self.message(item) {
                self.backlog.push_back(Told { cursor: item.cursor, message });
            }
        }
        self.last = self.last.max(portion.to);
    }

    fn message(&self, item: &Item) -> Option<Message> {
        match &item.what {
            About::Person(person, event) => (*person == self.caller.person).then_some(Message::Own(*event)),
            About::Case { case, kind, former } => {
                Some(match sighting(&self.scope, &case.target(), former.as_deref())? {
                    Sighting::Gone => Message::Gone { case: case.id },
                    Sighting::Seen(form) => changed(case, form, kind),
                })
            }
        }
    }
}

fn changed(case: &Case, form: Form, kind: &str) -> Message {
    Message::Changed {
        case: case.id,
        state: case.state,
        version: case.version,
        form,
        kind: (form >= Form::Masked).then(|| kind.to_owned()),
    }
}
