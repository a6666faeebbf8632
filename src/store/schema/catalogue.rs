//! The catalogue and its versions (`migrations/*/0003-catalogue`).

diesel::table! {
    catalogue_versions (id) {
        id -> BigInt,
        effective_from -> Timestamp,
        created_at -> Timestamp,
        created_by -> Nullable<BigInt>,
        note -> Text,
    }
}

diesel::table! {
    catalogue_entries (id) {
        id -> BigInt,
        part -> Text,
        key -> Text,
        position -> BigInt,
        body -> Text,
        from_version -> BigInt,
        to_version -> Nullable<BigInt>,
    }
}
