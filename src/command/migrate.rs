//! `gridward migrate`: brings the database up to date and says what it did.

use crate::app::{self, StartError};
use crate::config::Config;
use crate::store::migrate;

pub(super) fn run(config: &Config) -> Result<(), StartError> {
    let db = app::open_database(config)?;
    let applied = migrate::run(&db)?;
    if applied.is_empty() {
        println!("the database is up to date");
    }
    for name in applied {
        println!("applied {name}");
    }
    Ok(())
}
