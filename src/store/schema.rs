//! The tables as diesel knows them, one file a subject. A test holds them against both databases.

pub(super) mod foundation;
