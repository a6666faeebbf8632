//! The database itself: both dialects alike, and nothing acknowledged is ever lost.

mod bulk;
mod catalogue;
mod parity;
mod search;
mod together;
