//! Log-in, its renewal and its end; passwords and reset codes. Every refusal of a stranger says the same and costs the same,
//! so that neither words nor time tell which logins exist.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::account::{
    ACCESS_TTL, AccessAct, Attempts, FAILURES_KEPT, Login, REFRESH_TTL, RESET_ATTEMPTS, SESSION_TTL,
    SessionEnd, check_password, later, normal_reset_code,
};
use crate::domain::ids::{PersonId, SessionId};
use crate::domain::words::Words;
use crate::service::access::{Caller, announce, plain_digest, random_secret};
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::store::contact::{AccessEntry, log};
pub use crate::store::session::SessionRow;
use crate::store::{Lane, StoreError, Tx, account, session};

/// Longer device names are cut.
const DEVICE_CHARS: usize = 120;

/// What a client gets at log-in and at every renewal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Who logged in.
    pub person: PersonId,
    /// The session.
    pub session: SessionId,
    /// Sent with every request.
    pub access_token: String,
    /// How long it is good for, in seconds.
    pub expires_in: i64,
    /// Exchanged once for the next pair.
    pub refresh_token: String,
}

fn wrong_login() -> ServiceError {
    ServiceError::Unauthenticated(Words::fixed(
        "登录名或密码不正确；多次失败后会暂时锁定，可向社区或管理员申请重置码。",
        "Wrong login or password. After several failures a login is locked for a while; your community or the \
         administrator can issue a reset code.",
    ))
}

fn wrong_token() -> ServiceError {
    ServiceError::Unauthenticated(Words::fixed(
        "登录已失效，请重新登录。",
        "This log-in has ended: log in again.",
    ))
}

fn wrong_code() -> ServiceError {
    ServiceError::Unauthenticated(Words::fixed(
        "登录名或重置码不正确，或重置码已失效。",
        "Wrong login or reset code, or the code no longer works.",
    ))
}

fn entry(act: AccessAct, actor: Option<PersonId>, person: PersonId, reason: &str) -> AccessEntry {
    AccessEntry { act, actor, person: Some(person), case: None, reason: reason.to_owned() }
}

/// Logs a person in. `device` is what the client calls itself, shown in the list of sessions.
pub async fn log_in(core: &Core, login: &str, password: &str, device: &str) -> Result<Tokens, ServiceError> {
    let parsed = Login::parse(login).ok();
    let tried = core.access.keyed_digest("login", parsed.as_ref().map_or(login, Login::as_str));
    let found = match parsed {
        Some(login) => core.db.read_point(move |conn| account::find_by_login(conn, &login)).await?,
        None => None,
    };
    let hash = found.as_ref().and_then(|account| account.password_hash.clone());
    let matches = core.access.passwords().matches(password, hash.as_deref()).await?;
    let welcome = found.filter(|account| matches && account.active).map(|account| account.person);
    let secret = random_secret();
    let digest = plain_digest(&secret);
    let device: String = device.chars().filter(|c| !c.is_control()).take(DEVICE_CHARS).collect();
    let now = core.clock.now();
    let begun = core
        .db
        .write(Lane::Interactive, move |tx| {
            let before = account::lock_attempts(tx, &tried)?;
            let Some(person) = welcome.filter(|_| !before.is_some_and(|a| a.locked_at(now))) else {
                count_failure(tx, &tried, before, now)?;
                return Ok(None);
            };
            // The password may have been changed while this one was compared.
            if account::find(tx, person)?.is_none_or(|a| !a.active || a.password_hash != hash) {
                return Ok(None);
            }
            account::delete_attempts(tx, &tried)?;
            let id = session::insert(tx, person, &device, now, later(now, SESSION_TTL))?;
            session::insert_token(tx, &digest, id, now, later(now, REFRESH_TTL))?;
            log(tx, &entry(AccessAct::LogIn, Some(person), person, ""), now)?;
            Ok::<_, StoreError>(Some((person, id)))
        })
        .await;
    match begun {
        Ok(Some((person, session))) => tokens(core, person, session, secret),
        Ok(None) => Err(wrong_login()),
        Err(error) => Err(error.into()),
    }
}

fn count_failure(
    tx: &mut Tx<'_>,
    tried: &[u8],
    before: Option<Attempts>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let attempts = Attempts::failed(before, now);
    account::save_attempts(tx, tried, attempts)?;
    if let Some(horizon) = now.checked_sub(FAILURES_KEPT).ok().filter(|_| before.is_none()) {
        account::delete_attempts_before(tx, horizon)?;
    }
    if attempts.locked_at(now) && before.is_none_or(|b| !b.locked_at(now)) {
        tracing::warn!("a login was locked after repeated failures");
    }
    Ok(())
}

fn tokens(core: &Core, person: PersonId, session: SessionId, secret: String) -> Result<Tokens, ServiceError> {
    let access_token = core.access.issue_token(core, person, session)?;
    Ok(Tokens { person, session, access_token, expires_in: ACCESS_TTL.as_secs(), refresh_token: secret })
}

/// What became of a refresh token.
enum Exchange {
    Renewed(PersonId, SessionId),
    Refused,
    /// It had been used before: whoever holds it, one of two is a thief, and the session has ended for both.
    Reused,
}

/// Exchanges a refresh token for the next pair. Each works once; a second use ends the session.
pub async fn renew(core: &Core, refresh_token: &str) -> Result<Tokens, ServiceError> {
    let used = plain_digest(refresh_token);
    let secret = random_secret();
    let next = plain_digest(&secret);
    let now = core.clock.now();
    let access = Arc::clone(&core.access);
    let exchange = core
        .db
        .write(Lane::Interactive, move |tx| {
            let Some(token) = session::find_token(tx, &used)? else { return Ok(Exchange::Refused) };
            let first = session::use_token(tx, &used, now)?;
            let Some(standing) = session::find(tx, token.session)?.filter(|s| s.revoked_at.is_none()) else {
                return Ok(Exchange::Refused);
            };
            if !first {
                session::revoke(tx, standing.id, SessionEnd::TokenReused, now)?;
                log(tx, &entry(AccessAct::TokenReused, None, standing.person, ""), now)?;
                announce(tx, &access)?;
                return Ok(Exchange::Reused);
            }
            let active = account::find(tx, standing.person)?.is_some_and(|account| account.active);
            if !active || token.expires_at <= now || standing.expires_at <= now {
                return Ok(Exchange::Refused);
            }
            let expires_at = later(now, REFRESH_TTL).min(standing.expires_at);
            session::insert_token(tx, &next, standing.id, now, expires_at)?;
            session::touch(tx, standing.id, now)?;
            Ok::<_, StoreError>(Exchange::Renewed(standing.person, standing.id))
        })
        .await?;
    match exchange {
        Exchange::Renewed(person, session) => tokens(core, person, session, secret),
        Exchange::Refused => Err(wrong_token()),
        Exchange::Reused => {
            tracing::warn!("a refresh token was used twice; its session was ended");
            Err(wrong_token())
        }
    }
}

/// The standing sessions of the caller, the newest first.
pub async fn list_sessions(core: &Core, caller: &Caller) -> Result<Vec<SessionRow>, ServiceError> {
    let (person, now) = (caller.person, core.clock.now());
    Ok(core.db.read(move |conn| session::list_standing(conn, person, now)).await?)
}

/// Ends one session of the caller.
pub async fn end_session(core: &Core, caller: &Caller, id: SessionId) -> Result<(), ServiceError> {
    let (person, now) = (caller.person, core.clock.now());
    let access = Arc::clone(&core.access);
    core.db
        .write(Lane::Interactive, move |tx| {
            let own = session::find(tx, id)?.filter(|s| s.person == person && s.expires_at > now);
            if own.is_none() || !session::revoke(tx, id, SessionEnd::LoggedOut, now)? {
                return Err(ServiceError::NotFound);
            }
            announce(tx, &access)?;
            Ok(())
        })
        .await
}

/// Ends every session of the caller.
pub async fn end_all_sessions(core: &Core, caller: &Caller) -> Result<(), ServiceError> {
    let (person, now) = (caller.person, core.clock.now());
    let access = Arc::clone(&core.access);
    core.db
        .write(Lane::Interactive, move |tx| {
            session::revoke_all(tx, person, None, SessionEnd::LoggedOutEverywhere, now)?;
            announce(tx, &access)?;
            Ok(())
        })
        .await
}

/// Sets a new password, knowing the old one. Other sessions end; the caller's own stays.
pub async fn change_password(core: &Core, caller: &Caller, old: &str, new: &str) -> Result<(), ServiceError> {
    let person = caller.person;
    let Some(account) = core.db.read_point(move |conn| account::find(conn, person)).await? else {
        return Err(ServiceError::NotFound);
    };
    check_new(new, "/new_password", &account.login, &account.name)?;
    let tried = core.access.keyed_digest("login", &account.login);
    let matches = core.access.passwords().matches(old, account.password_hash.as_deref()).await?;
    let hash = if matches { Some(core.access.passwords().hash(new).await?) } else { None };
    let (now, keep) = (core.clock.now(), caller.session);
    let access = Arc::clone(&core.access);
    let changed = core
        .db
        .write(Lane::Interactive, move |tx| {
            let before = account::lock_attempts(tx, &tried)?;
            let locked = before.is_some_and(|a| a.locked_at(now));
            let Some(hash) = hash.as_ref().filter(|_| !locked) else {
                count_failure(tx, &tried, before, now)?;
                return Ok(false);
            };
            account::delete_attempts(tx, &tried)?;
            account::set_password(tx, person, hash, now)?;
            session::revoke_all(tx, person, Some(keep), SessionEnd::PasswordChanged, now)?;
            log(tx, &entry(AccessAct::ChangePassword, Some(person), person, ""), now)?;
            announce(tx, &access)?;
            Ok::<_, StoreError>(true)
        })
        .await?;
    if changed {
        Ok(())
    } else {
        Err(ServiceError::invalid("/current_password", "密码不正确。", "is not your password."))
    }
}

fn check_new(new: &str, pointer: &str, login: &str, name: &str) -> Result<(), ServiceError> {
    check_password(new, login, name)
        .map_err(|words| ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new(pointer, words)]))
}

/// Sets a new password with a one-time reset code. The login is unlocked and every session ends.
pub async fn reset_password(core: &Core, login: &str, secret: &str, new: &str) -> Result<(), ServiceError> {
    // The rules that do not depend on the account come first: they tell nothing.
    check_new(new, "/new_password", login.trim(), "")?;
    let parsed = Login::parse(login).map_err(|_| wrong_code())?;
    let digest = core.access.keyed_digest("reset", &normal_reset_code(secret));
    let tried = core.access.keyed_digest("login", parsed.as_str());
    let reset_tried = core.access.keyed_digest("reset-login", parsed.as_str());
    // Hashed whether the code is right or not, so that both take as long.
    let hash = core.access.passwords().hash(new).await?;
    let now = core.clock.now();
    let access = Arc::clone(&core.access);
    let done = core
        .db
        .write(Lane::Interactive, move |tx| {
            let before = account::lock_attempts(tx, &reset_tried)?;
            let locked = before.is_some_and(|a| a.locked_at(now));
            let found = account::find_by_login(tx, &parsed)?.filter(|a| a.active && !locked);
            let good = match &found {
                Some(account) => spend_code(tx, account.person, &digest, now)?,
                None => false,
            };
            let Some(account) = found.filter(|_| good) else {
                count_failure(tx, &reset_tried, before, now)?;
                return Ok(false);
            };
            account::set_password(tx, account.person, &hash, now)?;
            account::delete_attempts(tx, &tried)?;
            account::delete_attempts(tx, &reset_tried)?;
            session::revoke_all(tx, account.person, None, SessionEnd::PasswordChanged, now)?;
            log(tx, &entry(AccessAct::ResetPassword, None, account.person, ""), now)?;
            announce(tx, &access)?;
            Ok::<_, StoreError>(true)
        })
        .await;
    match done {
        Ok(true) => Ok(()),
        Ok(false) => Err(wrong_code()),
        Err(error) => Err(error.into()),
    }
}

/// Uses the standing code of a person if this is it; counts a wrong one.
fn spend_code(tx: &mut Tx<'_>, person: PersonId, digest: &[u8], now: Timestamp) -> Result<bool, StoreError> {
    let Some(standing) = account::find_reset(tx, person)? else { return Ok(false) };
    if standing.expires_at <= now || standing.attempts >= RESET_ATTEMPTS {
        return Ok(false);
    }
    if !same(&standing.digest, digest) {
        account::count_reset_attempt(tx, person)?;
        return Ok(false);
    }
    account::delete_reset(tx, person)
}

/// Compares in a time that does not depend on where two digests differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |difference, (x, y)| difference | (x ^ y)) == 0
}
