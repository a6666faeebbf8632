//! Messages to people: from what an event owes ([`plan`]) to the inbox and to deliveries.

pub mod inbox;
pub mod plan;
