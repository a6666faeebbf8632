//! The tables as diesel knows them, one file a subject. A test holds them against both databases.

pub(super) mod access;
pub(super) mod attachment;
pub(super) mod casework;
pub(super) mod catalogue;
pub(super) mod clocks;
pub(super) mod demonstration;
pub(super) mod foundation;
pub(super) mod history;
pub(super) mod lists;
pub(super) mod notices;
pub(super) mod reports;
pub(super) mod requests;
pub(super) mod rules;
pub(super) mod setting_log;

pub(super) use casework::*;
pub(super) use catalogue::*;
pub(super) use foundation::*;
pub(super) use lists::*;
pub(super) use notices::outbox;
pub(super) use setting_log::*;

diesel::allow_tables_to_appear_in_same_query!(
    area_shapes,
    areas,
    case_contacts,
    case_events,
    case_people,
    case_texts,
    case_units,
    cases,
    catalogue_entries,
    catalogue_versions,
    changes,
    config_version,
    grants,
    idempotency_keys,
    incidents,
    people,
    settings,
    timers,
    units,
);
