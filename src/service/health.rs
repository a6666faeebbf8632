//! Is the house well? For the load balancer and the metrics.

use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::config_version;
use crate::store::db::WriterStats;

/// What the store says of itself.
#[derive(Debug, Clone)]
pub struct Health {
    /// Connections of the pool.
    pub connections: u32,
    /// Those that nobody uses now.
    pub idle_connections: u32,
    /// The SQLite writer; none on PostgreSQL.
    pub writer: Option<WriterStats>,
}

/// What the store knows without being asked for data: cheap, and it answers when the database does not.
pub fn observe_store(core: &Core) -> Health {
    let (connections, idle_connections) = core.db.pool_state();
    Health { connections, idle_connections, writer: core.db.writer_stats() }
}

/// Asks the database for something that is always there.
pub async fn check_ready(core: &Core) -> Result<(), ServiceError> {
    core.db.read(|conn| Ok::<_, ServiceError>(config_version::get(conn)?)).await.map(|_| ())
}
