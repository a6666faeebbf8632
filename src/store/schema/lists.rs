//! Parts of people and units in cases, and the log of exports (`migrations/*/0007-lists`).

diesel::table! {
    case_people (person_id, case_id, part) {
        person_id -> BigInt,
        case_id -> BigInt,
        part -> Text,
    }
}

diesel::table! {
    case_units (unit_id, case_id, part) {
        unit_id -> BigInt,
        case_id -> BigInt,
        part -> Text,
    }
}

diesel::table! {
    exports (id) {
        id -> BigInt,
        person_id -> BigInt,
        at -> Timestamp,
        format -> Text,
        filter -> Text,
    }
}

use super::foundation::grants;

diesel::allow_tables_to_appear_in_same_query!(exports, grants);
