//! What people have chosen to hear, by which way and when.

use diesel::prelude::*;

use super::schema::notices::{notice_settings, preferences};
use super::{Conn, StoreError, Tx};
use crate::domain::ids::PersonId;
use crate::domain::notice::channel::{Preferences, Quiet};

/// What a person has chosen; the defaults where nothing was.
pub fn find(conn: &mut Conn, person: PersonId) -> Result<Preferences, StoreError> {
    type Settings = (Option<i64>, Option<i64>, bool, Option<String>);
    let rows: Vec<(String, String, String)> = preferences::table
        .filter(preferences::person_id.eq(person.0))
        .select((preferences::class, preferences::channel, preferences::mode))
        .load(conn)?;
    let mut found = Preferences::default();
    for (class, channel, mode) in rows {
        found.modes.insert((class.parse()?, channel.parse()?), mode.parse()?);
    }
    let settings: Option<Settings> = notice_settings::table
        .find(person.0)
        .select((
            notice_settings::quiet_from,
            notice_settings::quiet_to,
            notice_settings::quiet_rest_days,
            notice_settings::wecom_user,
        ))
        .first(conn)
        .optional()?;
    if let Some((from, to, rest_days, wecom_user)) = settings {
        let minute = |n: Option<i64>| n.and_then(|n| i16::try_from(n).ok()).unwrap_or(0);
        if from.is_some() || rest_days {
            found.quiet = Some(Quiet { from: minute(from), to: minute(to), rest_days });
        }
        found.wecom_user = wecom_user;
    }
    Ok(found)
}

/// Keeps what a person has chosen, in place of what was before.
pub fn replace(tx: &mut Tx<'_>, person: PersonId, chosen: &Preferences) -> Result<(), StoreError> {
    diesel::delete(preferences::table.filter(preferences::person_id.eq(person.0))).execute(&mut **tx)?;
    diesel::delete(notice_settings::table.find(person.0)).execute(&mut **tx)?;
    for ((class, channel), mode) in &chosen.modes {
        diesel::insert_into(preferences::table)
            .values((
                preferences::person_id.eq(person.0),
                preferences::class.eq(class.code()),
                preferences::channel.eq(channel.code()),
                preferences::mode.eq(mode.code()),
            ))
            .execute(&mut **tx)?;
    }
    let quiet = chosen.quiet;
    diesel::insert_into(notice_settings::table)
        .values((
            notice_settings::person_id.eq(person.0),
            notice_settings::quiet_from.eq(quiet.map(|quiet| i64::from(quiet.from))),
            notice_settings::quiet_to.eq(quiet.map(|quiet| i64::from(quiet.to))),
            notice_settings::quiet_rest_days.eq(quiet.is_some_and(|quiet| quiet.rest_days)),
            notice_settings::wecom_user.eq(&chosen.wecom_user),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
