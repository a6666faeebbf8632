//! Who asks: tokens, passwords, and what is remembered of people and sessions between requests. What they may do is the
//! policy's to say.

mod cache;
mod passwords;
mod seal;
mod token;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::domain::account;
use crate::domain::codes::{Lang, Right};
use crate::domain::ids::{PersonId, SessionId};
use crate::domain::policy::{Actor, DatedGrant, Forbidden, may_somewhere};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::keys::Keys;
use crate::store::{StoreError, Tx, access_version};
use cache::People;
use passwords::Passwords;
use seal::Seal;
use token::{Bearer, Tokens};

/// Half of HMAC-SHA256 is enough against forging and keeps links short.
const TAG_BYTES: usize = 16;

/// What access keeps between requests; one for all threads.
pub struct Access {
    tokens: Tokens,
    passwords: Passwords,
    people: People,
    seal: Seal,
    /// The key under which guessable secrets (logins, reset codes) are digested.
    digest_key: [u8; 32],
}

impl Access {
    /// Access under the keys of this house.
    pub fn new(keys: &Keys) -> Self {
        Self {
            tokens: Tokens::new(&keys.derive("access-token")),
            passwords: Passwords::new(),
            people: People::default(),
            seal: Seal::new(&keys.derive("contact")),
            digest_key: keys.derive("digest"),
        }
    }

    /// Hashes and compares passwords, few at a time.
    pub(in crate::service) fn passwords(&self) -> &Passwords {
        &self.passwords
    }

    /// Seals and opens contact details.
    pub(in crate::service) fn seal(&self) -> &Seal {
        &self.seal
    }

    /// An access token for a session.
    pub(in crate::service) fn issue_token(
        &self,
        core: &Core,
        person: PersonId,
        session: SessionId,
    ) -> Result<String, ServiceError> {
        self.tokens.issue(person, session, core.clock.now())
    }

    /// Forgets everything that is remembered: grants, people or sessions have changed. The next request reads them anew.
    pub fn forget(&self) {
        self.people.forget();
    }

    /// A digest of something short that could be guessed from a plain hash.
    pub(in crate::service) fn keyed_digest(&self, purpose: &str, text: &str) -> Vec<u8> {
        self.mac(purpose, text).finalize().into_bytes().to_vec()
    }

    /// The signature of a link: nobody else can make one for this purpose and text.
    pub(in crate::service) fn sign(&self, purpose: &str, text: &str) -> String {
        let mac = self.keyed_digest(purpose, text);
        URL_SAFE_NO_PAD.encode(mac.get(..TAG_BYTES).unwrap_or_default())
    }

    /// Whether `given` is the signature of a link for this purpose and text; compared without telling how much of it is right.
    pub(in crate::service) fn is_signed(&self, purpose: &str, text: &str, given: &str) -> bool {
        let tag = URL_SAFE_NO_PAD.decode(given).unwrap_or_default();
        tag.len() == TAG_BYTES && self.mac(purpose, text).verify_truncated_left(&tag).is_ok()
    }

    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut block = [0; 64];
        for (to, from) in block.iter_mut().zip(self.digest_key) {
            *to = from;
        }
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac
    }
}

/// People, grants or sessions have changed: every node learns it by the version, this one forgets after the commit.
pub(in crate::service) fn announce(tx: &mut Tx<'_>, access: &Arc<Access>) -> Result<(), StoreError> {
    access_version::raise(tx)?;
    let access = Arc::clone(access);
    tx.after_commit(move || access.forget());
    Ok(())
}

/// A digest of a random secret, which needs no key.
pub(in crate::service) fn plain_digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// What is remembered of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The language of answers, unless the request asks for another.
    pub lang: Lang,
    /// Whether the person takes part at all.
    pub active: bool,
    /// Every grant, past and future too.
    pub grants: Vec<DatedGrant>,
}

/// Who asks, proven by a token.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub person: PersonId,
    /// The session of the token.
    pub session: SessionId,
    /// When the token runs out.
    pub expires_at: Timestamp,
    /// What is remembered of the person.
    pub known: Arc<Known>,
    /// The person with the grants that hold now.
    pub actor: Actor,
}

impl Caller {
    /// Whether the caller holds a right anywhere, or why not: for lists whose rows are filtered one by one.
    pub fn needs(&self, right: Right) -> Result<(), ServiceError> {
        Ok(may_somewhere(&self.actor, right)?)
    }
}

/// The words of every failed proof: they never tell what exactly was wrong.
const NOT_LOGGED_IN: Words =
    Words::fixed("登录已失效，请重新登录。", "You are not logged in, or no longer: log in again.");

/// Who holds this access token. A token that is not ours, has run out, or whose session was revoked is refused; it never
/// makes the caller a stranger instead.
pub async fn authenticate(core: &Core, token: &str) -> Result<Caller, ServiceError> {
    let claims = core.access.tokens.verify(token, core.clock.now());
    admit(core, claims.ok_or(ServiceError::Unauthenticated(NOT_LOGGED_IN))?).await
}

/// Who somebody is now whose token was good before: for what goes on for longer than a request. It costs no query unless
/// something has changed.
pub async fn authenticate_again(core: &Core, caller: &Caller) -> Result<Caller, ServiceError> {
    let Caller { person, session, expires_at, .. } = *caller;
    if expires_at <= core.clock.now() {
        return Err(ServiceError::Unauthenticated(NOT_LOGGED_IN));
    }
    admit(core, Bearer { person, session, expires_at }).await
}

async fn admit(core: &Core, claims: Bearer) -> Result<Caller, ServiceError> {
    let refused = || ServiceError::Unauthenticated(NOT_LOGGED_IN);
    let now = core.clock.now();
    let standing = core.access.people.session(core, claims.session).await?.ok_or_else(refused)?;
    if standing.person != claims.person || standing.expires_at <= now {
        return Err(refused());
    }
    let known =
        core.access.people.person(core, claims.person).await?.filter(|k| k.active).ok_or_else(refused)?;
    let actor = Actor::at(claims.person, &known.grants, now);
    let Bearer { person, session, expires_at } = claims;
    Ok(Caller { person, session, expires_at, known, actor })
}

/// A random secret of 256 bits, in the letters of URLs.
pub(in crate::service) fn random_secret() -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// A reset code from random bytes.
pub(in crate::service) fn random_reset_code() -> String {
    account::reset_code(rand::random())
}

impl From<Forbidden> for ServiceError {
    fn from(refused: Forbidden) -> Self {
        if refused.conceals() {
            return Self::NotFound;
        }
        Self::Forbidden(Words::fixed(refused.text(Lang::Zh), refused.text(Lang::En)))
    }
}
