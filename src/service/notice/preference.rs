//! What a person has chosen: read and replaced as a whole, by the person alone.

use std::collections::BTreeMap;

use crate::domain::ids::PersonId;
use crate::domain::notice::NoticeClass;
use crate::domain::notice::channel::{Channel, Mode, Preferences, is_mandatory};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::store::Lane;
use crate::store::preference as store;

/// The length of an account in WeCom (its own limit).
const WECOM_MAX: usize = 64;

/// What a person has chosen.
pub async fn get_preferences(core: &Core, person: PersonId) -> Result<Preferences, ServiceError> {
    core.db.read(move |conn| Ok::<_, ServiceError>(store::find(conn, person)?)).await
}

/// Keeps what a person has chosen, in place of what was before.
pub async fn set_preferences(
    core: &Core,
    person: PersonId,
    chosen: Preferences,
) -> Result<Preferences, ServiceError> {
    let faults = faults(&chosen);
    if !faults.is_empty() {
        return Err(ServiceError::Invalid(InvalidKind::Content, faults));
    }
    core.db
        .write(Lane::Interactive, move |tx| {
            store::replace(tx, person, &chosen)?;
            Ok(store::find(tx, person)?)
        })
        .await
}

fn faults(chosen: &Preferences) -> Vec<FieldError> {
    let off = |(class, channel): &(NoticeClass, Channel), mode: &Mode| {
        *channel == Channel::Email && *mode == Mode::Off && is_mandatory(*class)
    };
    let modes: &BTreeMap<_, _> = &chosen.modes;
    let mut faults: Vec<FieldError> = modes
        .iter()
        .filter(|(key, mode)| off(key, mode))
        .map(|((class, channel), _)| {
            let words =
                Words::fixed("这类消息不能关闭，可以改为汇总。", "cannot be off: it may come in a digest.");
            FieldError::new(format!("/modes/{class}/{channel}"), words)
        })
        .collect();
    if let Some(quiet) = chosen.quiet {
        for (name, minute) in [("from", quiet.from), ("to", quiet.to)] {
            if !(0..24 * 60).contains(&minute) {
                let words = Words::fixed("应为一天中的时刻。", "must be a time of day.");
                faults.push(FieldError::new(format!("/quiet/{name}"), words));
            }
        }
    }
    let plain =
        |user: &String| user.len() <= WECOM_MAX && user.bytes().all(|b| b.is_ascii_graphic() && b != b'|');
    if chosen.wecom_user.as_ref().is_some_and(|user| user.is_empty() || !plain(user)) {
        let words = Words::fixed(
            "应为企业微信账号（1 至 64 个字符）。",
            "must be a WeCom account, of 1 to 64 characters.",
        );
        faults.push(FieldError::new("/wecom_user", words));
    }
    faults
}
