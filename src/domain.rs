//! Vocabulary and rules: pure functions over values. No IO, no clock, no diesel, no actix.

pub mod account;
pub mod area;
pub mod area_path;
pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod chain;
pub mod clock;
pub mod codes;
pub mod feed;
pub mod geo;
pub mod grant;
pub mod ids;
pub mod import;
pub mod ladder;
pub mod limit;
pub mod limit_policy;
pub mod notice;
pub mod number;
pub mod photo;
pub mod policy;
pub mod queue;
pub mod rule;
pub mod suggest;
pub mod text;
pub mod words;
