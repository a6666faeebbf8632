//! What a channel is: something that takes a message and says what came of it. Another channel is another file with this trait.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::notice::channel::Channel;
use crate::domain::notice::outgoing::{Outcome, Outgoing};

/// Carries messages out by one channel. Blocks until it knows what came of it, or gives up; in any case sooner than a lease ends.
pub trait Carrier: Send + Sync {
    /// Sends a message.
    fn send(&self, message: &Outgoing) -> Outcome;
}

/// The carriers that are set up.
#[derive(Clone, Default)]
pub struct Carriers {
    known: BTreeMap<Channel, Arc<dyn Carrier>>,
}

impl Carriers {
    /// Sets a channel up.
    #[must_use]
    pub fn with(mut self, channel: Channel, carrier: impl Carrier + 'static) -> Self {
        self.known.insert(channel, Arc::new(carrier));
        self
    }

    /// The channels that are set up.
    pub fn channels(&self) -> Vec<Channel> {
        self.known.keys().copied().collect()
    }

    /// Sends a message by its channel.
    pub fn send(&self, message: &Outgoing) -> Outcome {
        match self.known.get(&message.channel) {
            Some(carrier) => carrier.send(message),
            None => Outcome::Later { why: "the channel is not set up".to_owned(), after: None },
        }
    }
}

/// What a carrier answers to an address of another channel.
pub(super) fn misdirected() -> Outcome {
    Outcome::Refused { why: "an address of another channel".to_owned(), address: false }
}
