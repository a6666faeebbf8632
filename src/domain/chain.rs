//! The chain of a case: every event carries the hash of all before it, so that an altered, removed or inserted row breaks the
//! chain where it happened. Once a day the heads of all changed chains are folded into a root and signed (`chain/seal.rs`), so
//! that a chain that was rewritten as a whole, cut or deleted is found too.

pub mod check;
pub mod seal;

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::domain::ids::{CaseId, PersonId};

/// The number of a case's first event.
pub const FIRST_SEQ: i64 = 1;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What stands before the first event and before the first seal.
    pub const GENESIS: Self = Self([0; 32]);

    /// Whether this is the digest of some bytes.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.0 == <[u8; 32]>::from(Sha256::digest(bytes))
    }

    /// The digest in a database column; `None` when it has another length.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An event as its row holds it: everything the chain vouches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// The case.
    pub case: CaseId,
    /// Its place in the case, from [`FIRST_SEQ`].
    pub seq: i64,
    /// The event's code.
    pub kind: &'a str,
    /// Who did it, if a person.
    pub actor: Option<PersonId>,
    /// When it happened.
    pub at: Timestamp,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// The event as JSON, byte for byte as stored.
    pub body: &'a str,
    /// The cause that guards an event of the system.
    pub cause: Option<&'a str>,
}

/// The hash of an event on top of the one before it ([`Digest::GENESIS`] for the first). Every field is length-prefixed or of
/// fixed length, so that no two records have the same bytes.
pub fn link(previous: &Digest, record: &Record<'_>) -> Digest {
    let mut hasher = Fields::new(b"gridward case event 1");
    hasher
        .raw(&previous.0)
        .int(record.case.0)
        .int(record.seq)
        .text(record.kind)
        .int(record.actor.map_or(0, |person| person.0))
        .int(record.at.as_microsecond())
        .int(record.recorded_at.as_microsecond())
        .text(record.body)
        .text(record.cause.unwrap_or(""));
    hasher.finish()
}

/// Feeds fields to a hash without ambiguity.
struct Fields(Sha256);

impl Fields {
    fn new(domain: &[u8]) -> Self {
        let mut fields = Self(Sha256::new());
        fields.raw(domain);
        fields
    }

    fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.update(bytes);
        self
    }

    fn int(&mut self, value: i64) -> &mut Self {
        self.raw(&value.to_be_bytes())
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.0.update((text.len() as u64).to_be_bytes());
        self.raw(text.as_bytes())
    }

    fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests;
