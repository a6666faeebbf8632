//! The outbox, the inbox, deliveries and bounced addresses (`migrations/*/0013-notices`);
//! preferences, templates and webhooks (`migrations/*/0016-preferences`).

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

diesel::table! {
    preferences (person_id, class, channel) {
        person_id -> BigInt,
        class -> Text,
        channel -> Text,
        mode -> Text,
    }
}

diesel::table! {
    notice_settings (person_id) {
        person_id -> BigInt,
        quiet_from -> Nullable<BigInt>,
        quiet_to -> Nullable<BigInt>,
        quiet_rest_days -> Bool,
        wecom_user -> Nullable<Text>,
    }
}

diesel::table! {
    templates (code, lang, version) {
        code -> Text,
        lang -> Text,
        version -> BigInt,
        title -> Text,
        body -> Text,
        author_id -> BigInt,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    webhooks (id) {
        id -> BigInt,
        owner_id -> BigInt,
        url -> Text,
        secret -> Binary,
        former_secret -> Nullable<Binary>,
        former_until -> Nullable<Timestamp>,
        active -> Bool,
        failing_since -> Nullable<Timestamp>,
        after_xid -> BigInt,
        after_id -> BigInt,
        created_at -> Timestamp,
    }
}
