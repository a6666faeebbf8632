//! Who set what (`migrations/*/0018-settings`).

diesel::table! {
    setting_changes (id) {
        id -> BigInt,
        area_id -> BigInt,
        name -> Text,
        value -> Nullable<Text>,
        at -> Timestamp,
        person_id -> Nullable<BigInt>,
    }
}
