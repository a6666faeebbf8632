//! Versions of the rules, stand-ins and the duty roster (`migrations/*/0012-rules`, `0020-recounts`).

use super::foundation::people;

diesel::table! {
    rule_versions (kind, version) {
        kind -> Text,
        version -> BigInt,
        effective_from -> Timestamp,
        retroactive -> Bool,
        created_at -> Timestamp,
        created_by -> Nullable<BigInt>,
        approved_at -> Nullable<Timestamp>,
        approved_by -> Nullable<BigInt>,
        note -> Text,
        body -> Text,
    }
}

diesel::table! {
    recounts (kind, version) {
        kind -> Text,
        version -> BigInt,
        begins_at -> Timestamp,
        after_case -> BigInt,
        seen -> BigInt,
        moved -> BigInt,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    stand_ins (id) {
        id -> BigInt,
        person_id -> BigInt,
        stand_in_id -> BigInt,
        valid_from -> Timestamp,
        valid_to -> Timestamp,
        created_at -> Timestamp,
        created_by -> BigInt,
    }
}

diesel::table! {
    duty_shifts (id) {
        id -> BigInt,
        area_id -> BigInt,
        person_id -> BigInt,
        valid_from -> Timestamp,
        valid_to -> Timestamp,
        created_at -> Timestamp,
        created_by -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(stand_ins, people);
diesel::allow_tables_to_appear_in_same_query!(duty_shifts, people);
