//! Facts of cases, what waits to be added up, and the sums (`migrations/*/0023-reports`); cases that are in
//! none of them yet (`0030-uncounted`).

diesel::table! {
    report_facts (case_id, stage, seq) {
        case_id -> BigInt,
        stage -> Text,
        seq -> BigInt,
        since -> Timestamp,
        ended_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
        day -> BigInt,
        filed_day -> BigInt,
        wall_s -> BigInt,
        work_s -> BigInt,
        verdict -> Text,
        calendar -> BigInt,
        unit_id -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
        volunteer -> Bool,
        category -> Nullable<Text>,
        grid_id -> Nullable<BigInt>,
        community_id -> Nullable<BigInt>,
        street_id -> Nullable<BigInt>,
        district_id -> Nullable<BigInt>,
        source -> Text,
        priority -> Text,
        counted -> Bool,
    }
}

diesel::table! {
    report_deltas (id) {
        id -> BigInt,
        stage -> Text,
        day -> BigInt,
        category -> Nullable<Text>,
        grid_id -> Nullable<BigInt>,
        community_id -> Nullable<BigInt>,
        street_id -> Nullable<BigInt>,
        district_id -> Nullable<BigInt>,
        unit_id -> BigInt,
        source -> Text,
        priority -> Text,
        counted -> Bool,
        verdict -> Text,
        times -> BigInt,
        wall_s -> BigInt,
        work_s -> BigInt,
    }
}

diesel::table! {
    report_rollups (cube, stage, span, number, category, grid_id, community_id, street_id, district_id, unit_id, source, priority) {
        cube -> Text,
        stage -> Text,
        span -> Text,
        number -> BigInt,
        category -> Text,
        grid_id -> BigInt,
        community_id -> BigInt,
        street_id -> BigInt,
        district_id -> BigInt,
        unit_id -> BigInt,
        source -> Text,
        priority -> Text,
        count -> BigInt,
        judged -> BigInt,
        missed -> BigInt,
        excused -> BigInt,
        wall_sum -> BigInt,
        work_sum -> BigInt,
        wall -> Binary,
        work -> Binary,
    }
}

diesel::table! {
    report_uncounted (case_id) {
        case_id -> BigInt,
    }
}
