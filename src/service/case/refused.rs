//! A refusal of the domain as the caller meets it: a missing right is 403, a fault of the command itself names its fields,
//! and what the state of the case forbids comes with what is allowed instead.

use crate::domain::case::refusal::{Refusal, RefusalCode};
use crate::domain::codes::{ActionCode, Lang, State};
use crate::domain::words::Words;
use crate::service::error::{FieldError, InvalidKind, Refused, ServiceError};

/// Turns a refusal into the failure of the use case; `allowed` is what the actor may do instead.
pub fn refused(refusal: &Refusal, allowed: Vec<ActionCode>) -> ServiceError {
    let words = Words::made(refusal.text(Lang::Zh), refusal.text(Lang::En));
    let (code, state, fields) = match refusal {
        Refusal::Forbidden(_) => return ServiceError::Forbidden(words),
        Refusal::Rule { code, state, fields, .. } => (*code, *state, fields),
    };
    if !fields.is_empty() {
        let label = Words::fixed(code.label(Lang::Zh), code.label(Lang::En));
        let faults = fields.iter().map(|field| FieldError::new(format!("/{}", field.code()), label.clone()));
        let kind = match code {
            RefusalCode::UnknownCategory => InvalidKind::UnknownCategory,
            _ => InvalidKind::Content,
        };
        return ServiceError::Invalid(kind, faults.collect());
    }
    ServiceError::Refused(Box::new(Refused {
        code: code.code(),
        words,
        current_state: state.unwrap_or(State::Reported),
        allowed_actions: allowed,
    }))
}
