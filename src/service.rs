//! Use cases: one function each, inside one transaction. Load, ask the policy, ask the domain, write events, enqueue.
//! No SQL and no HTTP here.

pub mod area;
pub mod cache;
pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod core;
pub mod error;
pub mod health;
pub mod idempotency;
pub mod incident;
pub mod keys;
pub mod timer;
