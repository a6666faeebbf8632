//! Use cases: one function each, inside one transaction. Load, ask the policy, ask the domain, write events, enqueue.
//! No SQL and no HTTP here.

pub mod access;
pub mod admin;
pub mod area;
pub mod attachment;
pub mod audit;
pub mod cache;
pub mod case;
pub mod case_list;
pub mod catalogue;
pub mod contact;
pub mod core;
pub mod demo;
pub mod doctor;
pub mod error;
pub mod grant;
pub mod health;
pub mod history;
pub mod idempotency;
pub mod import;
pub mod incident;
pub mod keys;
pub mod notice;
pub mod person;
pub mod public;
pub mod recipients;
pub mod retention;
pub mod roster;
pub mod rule;
pub mod seal;
pub mod session;
pub mod setting;
pub mod stream;
pub mod suggestion;
pub mod timer;
pub mod unit;
