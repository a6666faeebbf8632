//! Use cases of the case: what they all share is here, one file each beside.

pub mod act;
pub mod batch;
pub mod clocks;
pub mod duty;
pub mod office;
pub mod refused;
pub mod see;
pub mod timeline;
pub mod write;
