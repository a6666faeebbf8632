//! The search index of either engine, and the seals over the chains (`migrations/*/0006-search-and-seals`).

use super::casework::cases;

diesel::table! {
    /// FTS5, on SQLite only.
    case_fts (rowid) {
        rowid -> BigInt,
        tokens -> Text,
    }
}

diesel::table! {
    /// A `tsvector`, on PostgreSQL only; written through `search_tokens`, never read.
    case_search (case_id) {
        case_id -> BigInt,
        tokens -> Text,
    }
}

diesel::table! {
    seals (number) {
        number -> BigInt,
        cut_at -> Timestamp,
        heads -> BigInt,
        root -> Binary,
        signature -> Binary,
        key_id -> Binary,
    }
}

diesel::table! {
    seal_heads (case_id, number) {
        case_id -> BigInt,
        number -> BigInt,
        seq -> BigInt,
        hash -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(seals, seal_heads);
diesel::allow_tables_to_appear_in_same_query!(seal_heads, cases);
