//! Photos (`migrations/*/0005-attachments`).

diesel::table! {
    attachments (id) {
        id -> BigInt,
        digest -> Binary,
        width -> BigInt,
        height -> BigInt,
        bytes -> BigInt,
        taken_at -> Nullable<Timestamp>,
        lon -> Nullable<Double>,
        lat -> Nullable<Double>,
        uploader_id -> Nullable<BigInt>,
        uploaded_at -> Timestamp,
        case_id -> Nullable<BigInt>,
        seq -> Nullable<BigInt>,
    }
}
