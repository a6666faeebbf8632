//! The way out of the house: messages are put into the form that a channel wants, and sent. No database here: what to send comes in,
//! what came of it goes back.

pub mod channel;
pub mod http;
pub mod mail;
pub mod sms;
pub mod webhook;
pub mod wecom;
mod wecom_robot;
