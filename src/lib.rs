//! Gridward (邻格): grid governance for a street office. `docs/architecture.md` draws the rooms.

pub mod app;
pub mod command;
pub mod config;
pub mod domain;
pub mod jobs;
pub mod notify;
pub mod service;
pub mod store;
pub mod web;
