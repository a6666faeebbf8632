//! Passwords: Argon2id off the request threads, few at a time. Hashing is dear on purpose, so the door to it is narrow: who
//! finds it crowded is told to come again, and the rest of the house does not notice.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use crate::domain::account::PASSWORD_MAX;
use crate::service::error::ServiceError;

/// What is compared when there is no such account, so that the answer takes as long: a hash of random bytes nobody knows.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$iYLDHSfVYJgcCdOpZHELMQ$kHSXr2bGbC3J9HC3pNy6vxQzVv2lIhLkL1vHVYwTv0o";

/// Callers that may wait for a turn; each hash takes some 20 ms, so the last waits a second or two.
const MAX_WAITING: usize = 64;

/// Hashes and compares passwords.
pub(in crate::service) struct Passwords {
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Passwords {
    pub(super) fn new() -> Self {
        // Half of the cores: log-ins never take the machine from those who work on it.
        let cores = available_parallelism().map_or(2, std::num::NonZero::get);
        Self { turns: Arc::new(Semaphore::new((cores / 2).max(1))), waiting: AtomicUsize::new(0) }
    }

    /// Whether the password is that of the hash. Without a hash it takes as long and is false.
    pub(in crate::service) async fn matches(
        &self,
        password: &str,
        hash: Option<&str>,
    ) -> Result<bool, ServiceError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or(NOBODY).to_owned();
        // Nobody has a longer one; a longer one is still compared with something, as long as every other.
        let password: String = password.chars().take(PASSWORD_MAX).collect();
        let matches = self
            .turn(move || Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok())
            .await?;
        Ok(known && matches)
    }

    /// The hash of a password, in PHC form with the parameters in it.
    pub(in crate::service) async fn hash(&self, password: &str) -> Result<String, ServiceError> {
        let password = password.to_owned();
        let salt: [u8; 16] = rand::random();
        let hashed = self
            .turn(move || {
                Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|h| h.to_string())
            })
            .await?;
        hashed.map_err(|error| ServiceError::Fault(error.to_string().into()))
    }

    async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _place = Place::take(&self.waiting)?;
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(|error| ServiceError::Fault(error.into()))?;
        // The turn goes with the work: a caller who hangs up does not make room for another hash beside this one.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        })
        .await;
        done.map_err(|error| ServiceError::Fault(error.into()))
    }
}

/// A place in the queue, given back when the caller is served or gone.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Result<Self, ServiceError> {
        let place = Self(waiting);
        if waiting.fetch_add(1, Ordering::AcqRel) >= MAX_WAITING {
            return Err(ServiceError::TooMany { retry_after: 2 });
        }
        Ok(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    #[test]
    fn a_password_matches_its_own_hash_only() {
        run(async {
            let passwords = Passwords::new();
            let hash = passwords.hash("长清湖边的秋天真好看啊").await.unwrap();
            assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
            assert!(passwords.matches("长清湖边的秋天真好看啊", Some(&hash)).await.unwrap());
            assert!(!passwords.matches("长清湖边的秋天真好看", Some(&hash)).await.unwrap());
            assert!(!passwords.matches("", None).await.unwrap());
        });
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let parsed = argon2::password_hash::phc::PasswordHash::new(NOBODY).unwrap();
        let params = argon2::Params::try_from(&parsed).unwrap();
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (argon2::Params::DEFAULT_M_COST, argon2::Params::DEFAULT_T_COST, argon2::Params::DEFAULT_P_COST),
        );
        assert!(parsed.hash.is_some() && parsed.salt.is_some());
    }

    #[test]
    fn the_door_is_narrow() {
        run(async {
            let passwords = Passwords::new();
            let places: Vec<_> = (0..MAX_WAITING).map(|_| Place::take(&passwords.waiting).unwrap()).collect();
            let refused = passwords.matches("x", None).await;
            assert!(matches!(refused, Err(ServiceError::TooMany { .. })));
            drop(places);
            assert!(passwords.matches("x", None).await.is_ok());
        });
    }
}
