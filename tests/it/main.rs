//! The integration tests: one binary that mirrors the URL tree, with what all tests need in `support`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod architecture;
mod areas;
mod attachments;
mod audit;
mod boston;
mod cases;
mod catalogue;
mod catalogue_edit;
mod days;
mod deliveries;
mod demo;
mod doctor;
mod doors;
mod faults;
mod health;
mod import;
mod inbox;
mod incidents;
mod lists;
mod nodes;
mod outside;
mod people;
mod public;
mod reports;
mod roster;
mod rules;
mod sessions;
mod settings;
mod store;
mod stream;
mod suggestions;
mod support;
mod timers;
mod tour;
mod web;
