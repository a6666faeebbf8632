//! What a filing must look like before anything is asked of the database.

use super::NewIncident;
use crate::domain::codes::{Role, Source};
use crate::domain::policy::Actor;
use crate::domain::words::Words;
use crate::service::contact::{ContactChange, Details};
use crate::service::error::{FieldError, InvalidKind, ServiceError};

/// Characters of a report's text.
const TEXT_MAX: usize = 2000;
/// Characters of an address.
const ADDRESS_MAX: usize = 256;
/// Photos of one report.
const PHOTOS_MAX: usize = 9;
/// Characters of an upstream number.
const NUMBER_MAX: usize = 64;

/// Roles that register what others tell them.
const STAFF: [Role; 9] = [
    Role::CommunityStaff,
    Role::Acceptor,
    Role::Dispatcher,
    Role::DeptHandler,
    Role::DeptLead,
    Role::Supervisor,
    Role::StreetLeader,
    Role::Mediator,
    Role::GridLeader,
];

/// Checks lengths and counts; every fault is named with its place.
pub(super) fn check(new: &NewIncident) -> Result<(), ServiceError> {
    let mut wrong = Vec::new();
    let mut fault = |pointer: &str, zh: String, en: String| {
        wrong.push(FieldError::new(pointer, Words::made(zh, en)));
    };
    let characters = new.text.trim().chars().count();
    if characters == 0 {
        fault("/text", "请写明情况。".into(), "Say what you saw.".into());
    }
    if characters > TEXT_MAX {
        fault("/text", format!("最多 {TEXT_MAX} 字。"), format!("At most {TEXT_MAX} characters."));
    }
    if new.address.as_ref().is_some_and(|address| address.chars().count() > ADDRESS_MAX) {
        fault("/address", format!("最多 {ADDRESS_MAX} 字。"), format!("At most {ADDRESS_MAX} characters."));
    }
    if new.attachments.len() > PHOTOS_MAX {
        fault("/attachments", format!("最多 {PHOTOS_MAX} 张。"), format!("At most {PHOTOS_MAX} photos."));
    }
    if new.upstream_number.as_ref().is_some_and(|n| n.is_empty() || n.chars().count() > NUMBER_MAX) {
        fault(
            "/upstream/number",
            format!("1 至 {NUMBER_MAX} 字。"),
            format!("1 to {NUMBER_MAX} characters."),
        );
    }
    if let Some(accuracy) = new.place.and_then(|place| place.accuracy_m)
        && !(accuracy.is_finite() && accuracy >= 0.0)
    {
        fault("/place/accuracy_m", "须为不小于 0 的米数。".into(), "Metres, not below 0.".into());
    }
    if wrong.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(InvalidKind::Content, wrong)) }
}

/// How a reporter without an account can be reached, as staff were told; everything wrong is pointed at below `/contact`.
pub(super) fn contact(
    actor: &Actor,
    new: &NewIncident,
    given: &ContactChange,
) -> Result<Details, ServiceError> {
    if !STAFF.iter().any(|role| actor.has_role(*role)) {
        return Err(ServiceError::invalid(
            "/contact",
            "只有工作人员可以代为登记。",
            "Only staff register for somebody else.",
        ));
    }
    if new.on_behalf_of.is_some() {
        return Err(ServiceError::invalid(
            "/contact",
            "有账号的诉求人，联系方式在其账号中。",
            "Who has an account is reached by what stands there.",
        ));
    }
    let below = |fault: FieldError| FieldError { pointer: format!("/contact{}", fault.pointer), ..fault };
    let checked = given.check().map_err(|error| match error {
        ServiceError::Invalid(kind, faults) => {
            ServiceError::Invalid(kind, faults.into_iter().map(below).collect())
        }
        other => other,
    })?;
    let details: Details = checked.set.into_iter().filter_map(|(kind, text)| Some((kind, text?))).collect();
    if details.is_empty() {
        return Err(ServiceError::invalid(
            "/contact",
            "请填写电话或邮箱。",
            "Give a telephone number or a mail address.",
        ));
    }
    Ok(details)
}

/// Where the report comes from: what the reporter's own role says, unless staff register it for somebody else.
pub(super) fn source(actor: &Actor, new: &NewIncident) -> Result<Source, ServiceError> {
    let staff = STAFF.iter().any(|role| actor.has_role(*role)) || actor.is_system;
    let own = if actor.has_role(Role::GridMember) || actor.has_role(Role::GridLeader) {
        Source::GridMember
    } else if actor.has_role(Role::Volunteer) {
        Source::Volunteer
    } else if actor.has_role(Role::StreetLeader) {
        Source::Superior
    } else if staff {
        Source::Staff
    } else {
        Source::Resident
    };
    let foreign = new.source.is_some_and(|source| source != own)
        || new.on_behalf_of.is_some()
        || new.upstream_number.is_some();
    if foreign && !staff {
        return Err(ServiceError::invalid(
            "/source",
            "只有工作人员可以代为登记。",
            "Only staff register for somebody else.",
        ));
    }
    Ok(new.source.unwrap_or(own))
}
