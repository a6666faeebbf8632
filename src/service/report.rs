//! Reports: what is written of cases while they change, and what is told of it.

pub mod backfill;
pub mod check;
pub mod fold;
pub mod histories;
pub mod morning;
pub mod name;
pub mod question;
pub mod record;
pub mod survival;
pub mod times;
