//! What every test stands on: a database of its own on either engine.

pub(crate) mod database;

/// Runs each scenario on both engines: `both_engines! { fn name(engine) { … } }` makes `name::sqlite` and `name::postgres`.
macro_rules! both_engines {
    ($($(#[$meta:meta])* fn $name:ident($engine:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a scenario need not use everything its file imports")]
            use super::*;

            fn scenario($engine: gridward::store::Engine) $body

            #[test]
            fn sqlite() {
                scenario(gridward::store::Engine::Sqlite);
            }

            #[test]
            fn postgres() {
                scenario(gridward::store::Engine::Postgres);
            }
        }
    )+};
}
pub(crate) use both_engines;
