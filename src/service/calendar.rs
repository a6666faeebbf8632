//! The calendar that deadlines are counted by: the built-in one, compiled once.

use std::sync::{Arc, LazyLock};

use crate::domain::calendar::{Calendar, CalendarError, built_in};
use crate::service::core::Core;
use crate::service::error::ServiceError;

static BUILT_IN: LazyLock<Result<Arc<Calendar>, CalendarError>> = LazyLock::new(|| built_in().map(Arc::new));

impl Core {
    /// The calendar that deadlines are counted by.
    pub fn calendar(&self) -> Result<Arc<Calendar>, ServiceError> {
        match &*BUILT_IN {
            Ok(calendar) => Ok(Arc::clone(calendar)),
            Err(error) => Err(ServiceError::Fault(Box::new(error.clone()))),
        }
    }
}
