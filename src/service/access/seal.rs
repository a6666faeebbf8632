//! Seals contact details: ChaCha20-Poly1305 under a key derived from the master key file, bound to the person and the kind, so
//! that a row moved to another person does not open.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce, Tag};

use crate::domain::account::ContactKind;
use crate::domain::ids::{CaseId, PersonId};
use crate::service::error::ServiceError;

/// The form of a sealed detail: this byte, a random nonce of 12 bytes, the ciphertext, a tag of 16 bytes.
const FORM: u8 = 1;

/// Seals and opens.
pub(in crate::service) struct Seal {
    cipher: ChaCha20Poly1305,
}

impl Seal {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        Self { cipher: ChaCha20Poly1305::new(key.into()) }
    }

    /// Seals one detail of one person.
    pub(in crate::service) fn close(
        &self,
        person: PersonId,
        kind: ContactKind,
        text: &str,
    ) -> Result<Vec<u8>, ServiceError> {
        self.close_about(&about(person, kind), text)
    }

    /// Seals what the reporter of a case left, who has no account.
    pub(in crate::service) fn close_of_case(
        &self,
        case: CaseId,
        text: &str,
    ) -> Result<Vec<u8>, ServiceError> {
        self.close_about(&about_case(case), text)
    }

    /// Opens what the reporter of a case left.
    pub(in crate::service) fn open_of_case(
        &self,
        case: CaseId,
        sealed: &[u8],
    ) -> Result<String, ServiceError> {
        self.open_about(&about_case(case), sealed)
    }

    fn close_about(&self, about: &[u8], text: &str) -> Result<Vec<u8>, ServiceError> {
        let nonce: [u8; 12] = rand::random();
        let mut body = text.as_bytes().to_vec();
        let tag = self
            .cipher
            .encrypt_inout_detached(&Nonce::from(nonce), about, body.as_mut_slice().into())
            .map_err(|_| fault("could not be sealed"))?;
        Ok([&[FORM], nonce.as_slice(), &body, tag.as_slice()].concat())
    }

    /// Opens one detail of one person.
    pub(in crate::service) fn open(
        &self,
        person: PersonId,
        kind: ContactKind,
        sealed: &[u8],
    ) -> Result<String, ServiceError> {
        self.open_about(&about(person, kind), sealed)
    }

    fn open_about(&self, about: &[u8], sealed: &[u8]) -> Result<String, ServiceError> {
        let unreadable = || fault("does not open: another key, or it was altered");
        let rest = sealed.strip_prefix(&[FORM]).ok_or_else(unreadable)?;
        let (nonce, rest) = rest.split_first_chunk::<12>().ok_or_else(unreadable)?;
        let (body, tag) = rest.split_last_chunk::<16>().ok_or_else(unreadable)?;
        let mut body = body.to_vec();
        self.cipher
            .decrypt_inout_detached(&Nonce::from(*nonce), about, body.as_mut_slice().into(), &Tag::from(*tag))
            .map_err(|_| unreadable())?;
        String::from_utf8(body).map_err(|_| unreadable())
    }
}

fn about(person: PersonId, kind: ContactKind) -> Vec<u8> {
    format!("contact/{person}/{kind}").into_bytes()
}

fn about_case(case: CaseId) -> Vec<u8> {
    format!("contact/case/{case}").into_bytes()
}

fn fault(what: &str) -> ServiceError {
    ServiceError::Fault(format!("a contact detail {what}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_person_and_kind_only() {
        let seal = Seal::new(&[5; 32]);
        let (person, kind) = (PersonId(7), ContactKind::Phone);
        let sealed = seal.close(person, kind, "0531-87221234").unwrap();
        assert!(!sealed.windows(4).any(|w| w == b"8722"));
        assert_eq!(seal.open(person, kind, &sealed).unwrap(), "0531-87221234");
        assert_ne!(seal.close(person, kind, "0531-87221234").unwrap(), sealed, "a nonce each");
        assert!(seal.open(PersonId(8), kind, &sealed).is_err());
        assert!(seal.open(person, ContactKind::Email, &sealed).is_err());
        assert!(Seal::new(&[6; 32]).open(person, kind, &sealed).is_err());
        for i in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[i] ^= 1;
            assert!(seal.open(person, kind, &altered).is_err(), "byte {i}");
            assert!(seal.open(person, kind, &sealed[..i]).is_err(), "cut at {i}");
        }
    }
}
