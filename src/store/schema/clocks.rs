//! The clocks of cases and their segments (`migrations/*/0011-clocks`, `0020-recounts`).

use super::casework::cases;

diesel::table! {
    case_clocks (case_id, kind, cycle) {
        case_id -> BigInt,
        kind -> Text,
        cycle -> BigInt,
        seq -> BigInt,
        since -> Timestamp,
        holder_kind -> Nullable<Text>,
        holder_id -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        course -> Text,
        segments -> BigInt,
        due_at -> Nullable<Timestamp>,
        fixed -> Bool,
        budget -> Nullable<Text>,
        policy -> Nullable<BigInt>,
        calendar -> Nullable<BigInt>,
        provisional -> Bool,
        ended_seq -> Nullable<BigInt>,
        ended_at -> Nullable<Timestamp>,
        verdict -> Nullable<Text>,
        origin -> Nullable<Text>,
        catalogue -> Nullable<BigInt>,
    }
}

diesel::table! {
    clock_segments (case_id, kind, cycle, number) {
        case_id -> BigInt,
        kind -> Text,
        cycle -> BigInt,
        number -> BigInt,
        seq -> BigInt,
        from_at -> Timestamp,
        course -> Text,
        reason -> Nullable<Text>,
        holder_kind -> Nullable<Text>,
        holder_id -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        due_at -> Nullable<Timestamp>,
        fixed -> Bool,
    }
}

diesel::allow_tables_to_appear_in_same_query!(case_clocks, clock_segments);
diesel::allow_tables_to_appear_in_same_query!(case_clocks, cases);
