//! The outbox, the inbox, deliveries and bounced addresses (`migrations/*/0013-notices`).

diesel::table! {
    outbox (id) {
        id -> BigInt,
        cause -> Text,
        case_id -> Nullable<BigInt>,
        notice -> Text,
        payload -> Text,
        state -> Text,
        next_at -> Timestamp,
        failures -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    inbox (id) {
        id -> BigInt,
        dedupe -> Text,
        person_id -> BigInt,
        case_id -> Nullable<BigInt>,
        notice -> Text,
        arrived_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    deliveries (id) {
        id -> BigInt,
        dedupe -> Text,
        person_id -> Nullable<BigInt>,
        case_id -> Nullable<BigInt>,
        channel -> Text,
        notice -> Text,
        payload -> Text,
        state -> Text,
        next_at -> Timestamp,
        lease_until -> Nullable<Timestamp>,
        lease_token -> Nullable<BigInt>,
        attempts -> BigInt,
        resent -> Bool,
        digest_id -> Nullable<BigInt>,
        webhook_id -> Nullable<BigInt>,
        why -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    bounces (address_digest) {
        address_digest -> Binary,
        why -> Text,
        at -> Timestamp,
    }
}
