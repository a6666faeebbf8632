//! Incidents, cases, their events, texts and timers (`migrations/*/0004-cases`).

diesel::table! {
    incidents (id) {
        id -> BigInt,
        tracking_code -> Text,
        client_uuid -> Nullable<Text>,
        person_id -> Nullable<BigInt>,
        source -> Text,
        upstream_number -> Nullable<Text>,
        upstream_due_at -> Nullable<Timestamp>,
        anonymous -> Bool,
        category -> Nullable<Text>,
        coord_sys -> Nullable<Text>,
        given_lon -> Nullable<Double>,
        given_lat -> Nullable<Double>,
        accuracy_m -> Nullable<Double>,
        occurred_at -> Timestamp,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    cases (id) {
        id -> BigInt,
        seq -> BigInt,
        version -> BigInt,
        state -> Text,
        level -> Text,
        priority -> Text,
        source -> Text,
        sensitive -> Bool,
        category -> Nullable<Text>,
        grid_id -> Nullable<BigInt>,
        community_id -> Nullable<BigInt>,
        street_id -> Nullable<BigInt>,
        district_id -> Nullable<BigInt>,
        lon -> Nullable<Double>,
        lat -> Nullable<Double>,
        reporter_id -> Nullable<BigInt>,
        holder_kind -> Nullable<Text>,
        holder_id -> Nullable<BigInt>,
        unit_id -> Nullable<BigInt>,
        handler_id -> Nullable<BigInt>,
        occurred_at -> Timestamp,
        filed_at -> Timestamp,
        changed_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
        next_fire_at -> Nullable<Timestamp>,
        suspended_until -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        merged_into -> Nullable<BigInt>,
        chain_head -> Binary,
        detail -> Text,
    }
}

diesel::table! {
    case_events (case_id, seq) {
        case_id -> BigInt,
        seq -> BigInt,
        kind -> Text,
        actor_id -> Nullable<BigInt>,
        at -> Timestamp,
        recorded_at -> Timestamp,
        body -> Text,
        hash -> Binary,
        cause -> Nullable<Text>,
    }
}

diesel::table! {
    case_texts (case_id, seq) {
        case_id -> BigInt,
        seq -> BigInt,
        salt -> Binary,
        body -> Nullable<Text>,
        reply -> Nullable<Text>,
        address -> Nullable<Text>,
    }
}

diesel::table! {
    case_contacts (case_id) {
        case_id -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    timers (case_id) {
        case_id -> BigInt,
        fire_at -> Timestamp,
        failures -> BigInt,
    }
}
