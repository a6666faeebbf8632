//! What waits for a decision (`migrations/*/0008-requests`).

use super::casework::cases;

diesel::table! {
    case_requests (case_id, kind) {
        case_id -> BigInt,
        kind -> Text,
        asked_by -> Nullable<BigInt>,
        asked_to -> Nullable<BigInt>,
        asked_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(case_requests, cases);
