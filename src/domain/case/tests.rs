//! The workflow under test: the matrix of state × action × role as a picture, random walks that must keep every invariant,
//! and the rules one by one.

#![expect(clippy::unnecessary_wraps, clippy::wrong_self_convention, reason = "stories read as sentences")]

mod cast;
mod clocks;
mod document;
mod known;
mod ladder_life;
mod ladders;
mod links;
mod matrix;
mod minute_hand;
mod more_rules;
mod policy;
mod recount;
mod rules;
mod tiers;
mod walks;
