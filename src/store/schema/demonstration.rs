//! The mark of the demonstration (`migrations/*/0014-demonstration`).

diesel::table! {
    demonstration (id) {
        id -> BigInt,
        built_at -> Timestamp,
    }
}
