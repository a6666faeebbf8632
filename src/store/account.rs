//! Accounts, failed log-ins and reset codes.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use jiff::Timestamp;

use super::schema::access::{accounts, login_attempts, reset_codes};
use super::schema::foundation::people;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::account::{Attempts, Login};
use crate::domain::ids::PersonId;

/// What a log-in needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Whose it is.
    pub person: PersonId,
    /// The login.
    pub login: String,
    /// The name of the person.
    pub name: String,
    /// The hash of the password; none until one is set.
    pub password_hash: Option<String>,
    /// Whether the person may log in at all.
    pub active: bool,
}

type Columns = (i64, String, Option<String>, String, bool);

fn row((person, login, password_hash, name, active): Columns) -> AccountRow {
    AccountRow { person: PersonId(person), login, name, password_hash, active }
}

/// The account of a login.
pub fn find_by_login(conn: &mut Conn, login: &Login) -> Result<Option<AccountRow>, StoreError> {
    let found: Option<Columns> = accounts::table
        .inner_join(people::table.on(people::id.eq(accounts::person_id)))
        .filter(accounts::login.eq(login.as_str()))
        .select((accounts::person_id, accounts::login, accounts::password_hash, people::name, people::active))
        .get_result(conn)
        .optional()?;
    Ok(found.map(row))
}

/// The account of a person.
pub fn find(conn: &mut Conn, person: PersonId) -> Result<Option<AccountRow>, StoreError> {
    let found: Option<Columns> = accounts::table
        .inner_join(people::table.on(people::id.eq(accounts::person_id)))
        .filter(accounts::person_id.eq(person.0))
        .select((accounts::person_id, accounts::login, accounts::password_hash, people::name, people::active))
        .get_result(conn)
        .optional()?;
    Ok(found.map(row))
}

/// Opens an account without a password.
pub fn insert(tx: &mut Tx<'_>, person: PersonId, login: &Login, now: Timestamp) -> Result<(), StoreError> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::person_id.eq(person.0),
            accounts::login.eq(login.as_str()),
            accounts::created_at.eq(DbTime::from(now)),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Sets the hash of the password.
pub fn set_password(tx: &mut Tx<'_>, person: PersonId, hash: &str, now: Timestamp) -> Result<(), StoreError> {
    let changed = diesel::update(accounts::table.find(person.0))
        .set((accounts::password_hash.eq(hash), accounts::password_changed_at.eq(DbTime::from(now))))
        .execute(&mut **tx)?;
    if changed == 1 { Ok(()) } else { Err(StoreError::NotFound) }
}

/// The failed log-ins of a login, by its digest. The row is locked until the transaction ends, so that guesses made at once
/// are all counted.
pub fn lock_attempts(tx: &mut Tx<'_>, digest: &[u8]) -> Result<Option<Attempts>, StoreError> {
    let found: Option<(i64, DbTime, Option<DbTime>)> = diesel::update(login_attempts::table.find(digest))
        .set(login_attempts::failures.eq(login_attempts::failures))
        .returning((login_attempts::failures, login_attempts::last_at, login_attempts::locked_until))
        .get_result(&mut **tx)
        .optional()?;
    Ok(found.map(|(failures, last_at, locked)| Attempts {
        failures,
        last_at: last_at.at(),
        locked_until: locked.map(DbTime::at),
    }))
}

/// Keeps the failed log-ins of a login.
pub fn save_attempts(tx: &mut Tx<'_>, digest: &[u8], attempts: Attempts) -> Result<(), StoreError> {
    let values = (
        login_attempts::failures.eq(attempts.failures),
        login_attempts::last_at.eq(DbTime::from(attempts.last_at)),
        login_attempts::locked_until.eq(attempts.locked_until.map(DbTime::from)),
    );
    let changed = diesel::update(login_attempts::table.find(digest)).set(values).execute(&mut **tx)?;
    if changed == 0 {
        diesel::insert_into(login_attempts::table)
            .values((login_attempts::login_digest.eq(digest), values.0, values.1, values.2))
            .execute(&mut **tx)
            .map_err(again_when_taken)?;
    }
    Ok(())
}

/// Two first failures at once: the second transaction runs again and finds the first one's row.
fn again_when_taken(error: DieselError) -> StoreError {
    match error {
        taken @ DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => StoreError::Retry(taken),
        other => other.into(),
    }
}

/// Forgets the failed log-ins of a login.
pub fn delete_attempts(tx: &mut Tx<'_>, digest: &[u8]) -> Result<(), StoreError> {
    diesel::delete(login_attempts::table.find(digest)).execute(&mut **tx)?;
    Ok(())
}

/// Forgets failed log-ins whose last one lies before `before`, so that guessed logins do not pile up.
pub fn delete_attempts_before(tx: &mut Tx<'_>, before: Timestamp) -> Result<usize, StoreError> {
    let old = login_attempts::table.filter(login_attempts::last_at.lt(DbTime::from(before)));
    Ok(diesel::delete(old).execute(&mut **tx)?)
}

/// A standing reset code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResetRow {
    /// The keyed digest of the code.
    pub digest: Vec<u8>,
    /// When it runs out.
    pub expires_at: Timestamp,
    /// How often it was tried wrongly.
    pub attempts: i64,
}

/// The standing reset code of a person.
pub fn find_reset(conn: &mut Conn, person: PersonId) -> Result<Option<ResetRow>, StoreError> {
    let found: Option<(Vec<u8>, DbTime, i64)> = reset_codes::table
        .find(person.0)
        .select((reset_codes::code_digest, reset_codes::expires_at, reset_codes::attempts))
        .get_result(conn)
        .optional()?;
    Ok(found.map(|(digest, expires_at, attempts)| ResetRow { digest, expires_at: expires_at.at(), attempts }))
}

/// Issues a reset code; an older one no longer works.
pub fn replace_reset(
    tx: &mut Tx<'_>,
    person: PersonId,
    digest: &[u8],
    by: Option<PersonId>,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    delete_reset(tx, person)?;
    diesel::insert_into(reset_codes::table)
        .values((
            reset_codes::person_id.eq(person.0),
            reset_codes::code_digest.eq(digest),
            reset_codes::issued_by.eq(by.map(|p| p.0)),
            reset_codes::issued_at.eq(DbTime::from(now)),
            reset_codes::expires_at.eq(DbTime::from(expires_at)),
            reset_codes::attempts.eq(0),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Counts a wrong reset code.
pub fn count_reset_attempt(tx: &mut Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    diesel::update(reset_codes::table.find(person.0))
        .set(reset_codes::attempts.eq(reset_codes::attempts + 1))
        .execute(&mut **tx)?;
    Ok(())
}

/// Uses up a reset code: true for the one caller who removed it.
pub fn delete_reset(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, StoreError> {
    Ok(diesel::delete(reset_codes::table.find(person.0)).execute(&mut **tx)? == 1)
}
