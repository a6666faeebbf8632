//! `gridward openapi`: prints the document that `/api/v1/openapi.json` serves.

use crate::app::StartError;
use crate::config::Config;
use crate::web::openapi;

#[expect(clippy::unnecessary_wraps, reason = "every command answers alike")]
pub(super) fn run(config: &Config) -> Result<(), StartError> {
    println!("{:#}", openapi::document(&config.base_url));
    Ok(())
}
