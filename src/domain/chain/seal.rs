//! Daily seals: the heads of every chain that changed since the last seal, folded in order into a root on top of the last root,
//! and signed. The signing key lies outside the database, so that whoever can write to the database cannot seal.
//!
//! What happened after the last seal can be cut off unseen: this is the price of sealing daily.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;

use super::check::{Fault, Head, MOST_GAPS};
use super::{Digest, Fields};
use crate::domain::ids::CaseId;

/// A seal as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Consecutive, from 1.
    pub number: i64,
    /// What was recorded up to here is sealed.
    pub cut_at: Timestamp,
    /// How many heads it covers.
    pub heads: i64,
    /// The root.
    pub root: Digest,
    /// Ed25519 over the root.
    pub signature: [u8; 64],
    /// Which key signed: the first half of the public key's digest.
    pub key_id: [u8; 16],
}

/// The folding of heads into a root; heads come in order of their case.
pub struct Fold {
    fields: Fields,
    heads: i64,
}

impl Fold {
    /// Begins the root of seal `number` on top of the last root ([`Digest::GENESIS`] for the first).
    pub fn new(previous: &Digest, number: i64, cut_at: Timestamp) -> Self {
        let mut fields = Fields::new(b"gridward daily seal 1");
        fields.raw(&previous.0).int(number).int(cut_at.as_microsecond());
        Self { fields, heads: 0 }
    }

    /// Adds the head of a case.
    pub fn add(&mut self, case: CaseId, head: &Head) {
        self.fields.int(case.0).int(head.seq).raw(&head.hash.0);
        self.heads += 1;
    }

    /// The root and the number of heads under it.
    pub fn root(mut self) -> (Digest, i64) {
        let heads = self.heads;
        self.fields.int(heads);
        (self.fields.finish(), heads)
    }
}

/// The key that signs seals.
pub struct SealKey(SigningKey);

impl SealKey {
    /// The key of a 32-byte seed, which lives in a file outside the database.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The part of the key that checks signatures.
    pub fn public(&self) -> SealPublic {
        SealPublic(self.0.verifying_key())
    }

    /// Seals a root.
    pub fn sign(&self, number: i64, cut_at: Timestamp, fold: Fold) -> Seal {
        let (root, heads) = fold.root();
        let signature = self.0.sign(&root.0).to_bytes();
        Seal { number, cut_at, heads, root, signature, key_id: self.public().id() }
    }
}

/// The part of the seal key that checks signatures; may be handed to an auditor.
#[derive(Debug, Clone)]
pub struct SealPublic(VerifyingKey);

impl SealPublic {
    /// The id that seals carry.
    pub fn id(&self) -> [u8; 16] {
        let mut fields = Fields::new(b"gridward seal key 1");
        fields.raw(self.0.as_bytes());
        let digest = fields.finish().0;
        let mut id = [0; 16];
        id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        id
    }

    /// Whether a seal was signed by this key.
    pub fn signed(&self, seal: &Seal) -> bool {
        let signature = Signature::from_bytes(&seal.signature);
        seal.key_id == self.id() && self.0.verify_strict(&seal.root.0, &signature).is_ok()
    }
}

/// Checks the seals as they come, in order of number.
#[derive(Debug)]
pub struct SealCheck<'a> {
    key: &'a SealPublic,
    last: Digest,
    next: i64,
    faults: Vec<Fault>,
}

impl<'a> SealCheck<'a> {
    /// Begins with the key that must have signed.
    pub fn new(key: &'a SealPublic) -> Self {
        Self { key, last: Digest::GENESIS, next: 1, faults: Vec::new() }
    }

    /// The next seal, with its heads in order of their case.
    pub fn push(&mut self, seal: &Seal, heads: impl Iterator<Item = (CaseId, Head)>) {
        let number = seal.number;
        let after_gap = number > self.next;
        self.faults.extend((self.next..number).take(MOST_GAPS).map(|number| Fault::SealMissing { number }));
        let mut fold = Fold::new(&self.last, number, seal.cut_at);
        heads.for_each(|(case, head)| fold.add(case, &head));
        // After a gap the root before is unknown; the signature still speaks.
        if !after_gap && fold.root() != (seal.root, seal.heads) {
            self.faults.push(Fault::SealAltered { number });
        }
        if !self.key.signed(seal) {
            self.faults.push(Fault::SealForged { number });
        }
        self.last = seal.root;
        self.next = number.saturating_add(1);
    }

    /// What does not hold.
    pub fn finish(self) -> Vec<Fault> {
        self.faults
    }
}
