//! The workflow under test: the matrix of state × action × role as a picture, random walks that must keep every invariant,
//! and the rules one by one.

#![expect(clippy::unnecessary_wraps, clippy::wrong_self_convention, reason = "stories read as sentences")]

mod cast;
mod document;
mod matrix;
mod more_rules;
mod rules;
mod walks;
