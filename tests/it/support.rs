//! What every test stands on: a database of its own on either engine, and the real application over it.

pub(crate) mod app;
pub(crate) mod database;
pub(crate) mod double;
mod promise;
pub(crate) mod world;

/// Runs each scenario on both engines, as `name::sqlite` and `name::postgres`. A scenario is
/// `fn name(engine) { … }` over a bare database, or `async fn name(app) { … }` over the application.
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
    ($($(#[$meta:meta])* async fn $name:ident($app:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a scenario need not use everything its file imports")]
            use super::*;

            async fn scenario($app: &$crate::support::app::TestApp) $body

            #[test]
            fn sqlite() {
                $crate::support::app::TestApp::run(gridward::store::Engine::Sqlite, |app| Box::pin(scenario(app)));
            }

            #[test]
            fn postgres() {
                $crate::support::app::TestApp::run(gridward::store::Engine::Postgres, |app| Box::pin(scenario(app)));
            }
        }
    )+};
}
pub(crate) use both_engines;
