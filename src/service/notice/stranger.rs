//! Reporters without an account: what staff were told on the telephone or at the desk is all there is to reach them by. They hear
//! whether their matter is taken on, and when it is over, with the link by which they follow it or say "not solved".

use jiff::Timestamp;

use super::delivery::reached;
use super::message;
use crate::domain::account::ContactKind;
use crate::domain::case::Case;
use crate::domain::codes::Lang;
use crate::domain::ids::CaseId;
use crate::domain::notice::NoticeCode;
use crate::domain::notice::channel::{Channel, Quiet};
use crate::domain::notice::outgoing::Address;
use crate::domain::notice::template::Rendered;
use crate::domain::notice::wanted::{Dropped, unwanted};
use crate::service::contact::open_of_case;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case::find_case;
use crate::store::delivery::{self as deliveries, DeliveryRow, NewDelivery};
use crate::store::{Conn, StoreError, Tx};

/// A stranger's telephone is left alone at night.
const NIGHT: Quiet = Quiet { from: 21 * 60, to: 8 * 60, rest_days: false };
/// The ways to a stranger: the first that is set up and has an address.
const WAYS: [(Channel, ContactKind); 2] =
    [(Channel::Sms, ContactKind::Phone), (Channel::Email, ContactKind::Email)];

/// Whether a stranger is told: the answers to "will you do it" and "is it done". Of a sealed matter nothing is written to a telephone
/// that others may read; its desk calls.
const fn hears(said: NoticeCode, case: &Case) -> bool {
    !case.sensitive && is_answer(said)
}

const fn is_answer(said: NoticeCode) -> bool {
    matches!(said, NoticeCode::Registered | NoticeCode::Rejected | NoticeCode::Voided | NoticeCode::Closed)
}

/// Plans what goes to the reporter of a case who has no account.
pub(super) fn send_out(
    core: &Core,
    tx: &mut Tx<'_>,
    event: &str,
    (said, case): (NoticeCode, &Case),
    now: Timestamp,
) -> Result<(), ServiceError> {
    if !hears(said, case) {
        return Ok(());
    }
    let Some(way) = way(core, tx, case.id)? else { return Ok(()) };
    let new = NewDelivery {
        dedupe: format!("{event}:{said}:reporter:{way}"),
        person: None,
        case: Some(case.id),
        channel: way,
        notice: said.code().to_owned(),
        next_at: NIGHT.end(&*core.calendar()?, now),
        digest: None,
        webhook: None,
    };
    deliveries::insert(tx, &new, now)?;
    Ok(())
}

/// The way by which the reporter is told.
fn way(core: &Core, conn: &mut Conn, case: CaseId) -> Result<Option<Channel>, ServiceError> {
    for (way, _) in WAYS.into_iter().filter(|(way, _)| core.notices.channels.contains(way)) {
        if address(core, conn, case, way)?.is_ok() {
            return Ok(Some(way));
        }
    }
    Ok(None)
}

/// Where the reporter is reached. Opened for writing to him and for nothing else; the delivery's row is the record of it.
fn address(
    core: &Core,
    conn: &mut Conn,
    case: CaseId,
    way: Channel,
) -> Result<Result<Address, Dropped>, ServiceError> {
    let Some((_, kind)) = WAYS.into_iter().find(|(known, _)| *known == way) else {
        return Ok(Err(Dropped::NoAddress));
    };
    let details = open_of_case(&core.access, conn, case)?;
    match details.into_iter().find(|(known, _)| *known == kind) {
        Some((_, text)) => reached(core, conn, kind, text),
        None => Ok(Err(Dropped::NoAddress)),
    }
}

/// The message of a delivery and where it goes, or why it is dropped.
pub(super) fn prepare(
    core: &Core,
    conn: &mut Conn,
    row: &DeliveryRow,
    way: Channel,
    now: Timestamp,
) -> Result<Result<(Address, Rendered), Dropped>, ServiceError> {
    let said: NoticeCode = row.notice.parse().map_err(StoreError::from)?;
    let stored = row.case_id.map(|id| find_case(conn, CaseId(id))).transpose()?.flatten();
    let Some(case) = stored.map(|stored| stored.case) else { return Ok(Err(Dropped::Settled)) };
    if let Some(dropped) = unwanted(said, &case, row.created_at.at(), now) {
        return Ok(Err(dropped));
    }
    if !hears(said, &case) {
        return Ok(Err(Dropped::NoAccess));
    }
    let to = match address(core, conn, case.id, way)? {
        Ok(to) => to,
        Err(dropped) => return Ok(Err(dropped)),
    };
    let text = message::tell_stranger(core, conn, said, &case, Lang::Zh)?;
    Ok(text.map(|text| (to, text)).ok_or(Dropped::Settled))
}
