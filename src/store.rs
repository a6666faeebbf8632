//! The database: schema, queries and transactions. Everything that knows SQL lives here, and no rule does.
//!
//! Reads take `&mut Conn`, writes take `&mut Tx`; [`db::Db::write`] is the only maker of a `Tx`, so that no write can
//! happen outside a transaction.

pub mod access_version;
pub mod account;
pub mod area;
pub mod area_path;
pub mod attachment;
pub mod audit;
pub mod bulk;
pub mod case;
pub mod case_list;
pub mod case_part;
pub mod case_text;
pub mod catalogue;
pub mod chain;
pub mod clock;
pub mod config_version;
pub mod contact;
pub mod db;
pub mod delivery;
pub mod demonstration;
pub mod dialect;
pub mod duty;
pub mod error;
pub mod feed;
pub mod files;
pub mod grant;
pub mod idempotency;
pub mod inbox;
pub mod incident;
pub mod migrate;
pub mod nearby;
pub mod outbox;
pub mod person;
pub mod preference;
pub mod recipient;
pub mod recount;
pub mod report;
pub mod request;
pub mod roster;
pub mod rule;
mod schema;
pub mod search;
pub mod session;
pub mod setting;
pub mod template;
pub mod time;
pub mod timeline;
pub mod timer;
pub mod unit;
pub mod webhook;

pub use db::{AsStoreError, DatabaseUrl, Db, DbOptions, Lane, Tx};
pub use dialect::{Conn, Engine};
pub use error::{Key, StoreError};
pub use time::DbTime;
