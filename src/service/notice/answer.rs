//! The link in the message that a case is closed: whoever holds it can say "not solved", once, within the days that the workflow
//! gives a reporter. It is signed, names one closing of one case and opens nothing else.

use jiff::Timestamp;

use crate::domain::case::Case;
use crate::domain::case::action::Input;
use crate::domain::case::words::Reason;
use crate::domain::codes::ActionCode;
use crate::domain::ids::CaseId;
use crate::domain::policy::Actor;
use crate::service::case::act::{Act, Ask, Changed};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case::{StoredCase, find_case};

const PURPOSE: &str = "answer";

/// What is signed: the present closing of a case.
fn closing(case: &Case) -> String {
    format!("{}:{}", case.id, case.closed_at.map_or(0, Timestamp::as_microsecond))
}

/// The link for the present closing of a case.
pub(super) fn link(core: &Core, case: &Case) -> String {
    // Behind `#`, so that it stays out of the logs of servers on the way.
    format!("{}/answer#{}.{}", core.notices.base_url, case.id, core.access.sign(PURPOSE, &closing(case)))
}

/// Opens the case again, because its reporter says that the problem is not solved. A token of an earlier closing, or of none, opens
/// nothing.
pub async fn not_solved(core: &Core, given: &str, text: String) -> Result<Changed, ServiceError> {
    let (case, tag) = given.split_once('.').ok_or(ServiceError::NotFound)?;
    let case: CaseId = case.parse().map_err(|_| ServiceError::NotFound)?;
    let stored = core.db.read_point(move |conn| Ok::<_, ServiceError>(find_case(conn, case)?)).await?;
    let signed = |stored: &StoredCase| core.access.is_signed(PURPOSE, &closing(&stored.case), tag);
    let stored = stored.filter(signed).ok_or(ServiceError::NotFound)?;
    let ask = Ask {
        input: Input { reason: Some(Reason::NotSolved), ..Input::default() },
        text: Some(text),
        ..Ask::default()
    };
    // Whoever reported acts as himself; without an account, by the receipt.
    let actor = match stored.case.reporter {
        Some(person) => Actor { person: Some(person), receipt: Some(case), ..Actor::default() },
        None => Actor::by_receipt(case),
    };
    Act::prepare(core, actor, case, ActionCode::Reopen, ask, None, None)?.run(core).await
}
