//! The integration tests: one binary that mirrors the URL tree.
