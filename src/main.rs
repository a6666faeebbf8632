//! The `gridward` command.

fn main() {}
