//! Use cases of the case: what they all share is here, one file each beside.

pub mod office;
pub mod refused;
pub mod write;
