//! Accounts, sessions, sealed contacts and the access log (`migrations/*/0002-access`).

diesel::table! {
    access_version (id) {
        id -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    accounts (person_id) {
        person_id -> BigInt,
        login -> Text,
        password_hash -> Nullable<Text>,
        password_changed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    login_attempts (login_digest) {
        login_digest -> Binary,
        failures -> BigInt,
        last_at -> Timestamp,
        locked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        person_id -> BigInt,
        device -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        revoked_why -> Nullable<Text>,
    }
}

diesel::table! {
    refresh_tokens (token_digest) {
        token_digest -> Binary,
        session_id -> BigInt,
        issued_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    reset_codes (person_id) {
        person_id -> BigInt,
        code_digest -> Binary,
        issued_by -> Nullable<BigInt>,
        issued_at -> Timestamp,
        expires_at -> Timestamp,
        attempts -> BigInt,
    }
}

diesel::table! {
    contacts (person_id, kind) {
        person_id -> BigInt,
        kind -> Text,
        sealed -> Binary,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    access_log (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_id -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
        case_id -> Nullable<BigInt>,
        act -> Text,
        reason -> Text,
    }
}

diesel::table! {
    grant_proposals (id) {
        id -> BigInt,
        person_id -> BigInt,
        role -> Text,
        area_id -> BigInt,
        unit_id -> Nullable<BigInt>,
        valid_from -> Timestamp,
        valid_to -> Nullable<Timestamp>,
        reason -> Text,
        proposed_by -> BigInt,
        proposed_at -> Timestamp,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        grant_id -> Nullable<BigInt>,
    }
}

use super::casework::cases;
use super::foundation::{grants, people};

diesel::allow_tables_to_appear_in_same_query!(accounts, people);
diesel::allow_tables_to_appear_in_same_query!(accounts, grants);
diesel::allow_tables_to_appear_in_same_query!(access_log, grants);
diesel::allow_tables_to_appear_in_same_query!(access_log, cases);
