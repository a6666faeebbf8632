//! Areas, units, people, grants, settings and the tables every use case writes to (`migrations/*/0001-foundation`).

diesel::table! {
    areas (id) {
        id -> BigInt,
        code -> Text,
        level -> Text,
        parent_id -> Nullable<BigInt>,
        kind -> Text,
        name_zh -> Text,
        name_en -> Text,
        fictitious -> Bool,
        valid_from -> Timestamp,
        valid_to -> Nullable<Timestamp>,
    }
}

diesel::table! {
    area_shapes (area_id) {
        area_id -> BigInt,
        geojson -> Text,
    }
}

diesel::table! {
    units (id) {
        id -> BigInt,
        code -> Text,
        kind -> Text,
        area_id -> BigInt,
        name_zh -> Text,
        name_en -> Text,
        valid_from -> Timestamp,
        valid_to -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    people (id) {
        id -> BigInt,
        name -> Text,
        lang -> Text,
        active -> Bool,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    grants (id) {
        id -> BigInt,
        person_id -> BigInt,
        role -> Text,
        area_id -> BigInt,
        unit_id -> Nullable<BigInt>,
        sensitive_desk -> Bool,
        valid_from -> Timestamp,
        valid_to -> Nullable<Timestamp>,
        granted_by -> Nullable<BigInt>,
        version -> BigInt,
    }
}

diesel::table! {
    config_version (id) {
        id -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    settings (area_id, name) {
        area_id -> BigInt,
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    idempotency_keys (person_id, key) {
        person_id -> BigInt,
        key -> Text,
        body_hash -> Binary,
        status -> BigInt,
        resource -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    changes (id) {
        id -> BigInt,
        xid -> BigInt,
        subject -> Text,
        subject_id -> BigInt,
        kind -> Text,
        version -> BigInt,
        recorded_at -> Timestamp,
        former -> Nullable<Text>,
    }
}
