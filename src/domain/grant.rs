//! What a grant must be made of: where a role makes sense, for which unit, and when.

use jiff::{SignedDuration, Timestamp};

use crate::domain::codes::{Level, Role, UnitKind};
use crate::domain::words::Words;

/// A grant may begin this long before it is entered, and no longer: access is not given for the past.
pub const BACKDATING: SignedDuration = SignedDuration::from_hours(24);
/// And at most this long after.
pub const HORIZON: SignedDuration = SignedDuration::from_hours(24 * 366 * 10);

/// A part of a grant that makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantFault {
    /// The field.
    pub field: &'static str,
    /// What is wrong with it.
    pub words: Words,
}

impl GrantFault {
    /// A fault of a field.
    pub const fn new(field: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { field, words: Words::fixed(zh, en) }
    }
}

/// Whether an area of this level can be given with the role; none is an unknown area.
pub fn check_place(role: Role, level: Option<Level>) -> Vec<GrantFault> {
    let Some(level) = level else {
        return vec![GrantFault::new("area", "没有这个区域。", "is no area.")];
    };
    let fits = match role {
        Role::Volunteer => level == Level::Grid,
        Role::GridMember | Role::GridLeader => matches!(level, Level::Grid | Level::Community),
        Role::CommunityStaff => level == Level::Community,
        Role::Acceptor
        | Role::Dispatcher
        | Role::Supervisor
        | Role::StreetLeader
        | Role::Auditor
        | Role::Admin => {
            matches!(level, Level::Street | Level::District)
        }
        Role::DeptHandler | Role::DeptLead | Role::Mediator => true,
        Role::Resident | Role::OutsideBody | Role::System => {
            return vec![GrantFault::new(
                "role",
                "该角色无需授予。",
                "is not granted: nobody needs it granted.",
            )];
        }
    };
    if fits {
        Vec::new()
    } else {
        vec![GrantFault::new("area", "区域级别与角色不符。", "has a level that does not go with the role.")]
    }
}

/// Whether the role takes a unit of this kind: the outer option is none for an unknown or closed unit, the inner one for no
/// unit at all.
pub fn check_unit(role: Role, kind: Option<Option<UnitKind>>) -> Vec<GrantFault> {
    let Some(kind) = kind else {
        return vec![GrantFault::new("unit", "没有这个单位，或已撤销。", "is no unit, or a closed one.")];
    };
    let fits = match role {
        Role::CommunityStaff => kind == Some(UnitKind::CommunityDesk),
        Role::Mediator => kind == Some(UnitKind::Mediation),
        Role::DeptHandler | Role::DeptLead => {
            matches!(kind, Some(UnitKind::Department | UnitKind::Mediation | UnitKind::Link))
        }
        Role::Volunteer | Role::GridMember | Role::GridLeader => matches!(kind, None | Some(UnitKind::Team)),
        _ => kind.is_none(),
    };
    match (fits, kind) {
        (true, _) => Vec::new(),
        (false, None) => {
            vec![GrantFault::new("unit", "该角色必须属于一个单位。", "is needed with this role.")]
        }
        (false, Some(_)) => {
            vec![GrantFault::new(
                "unit",
                "单位类型与角色不符。",
                "is of a kind that does not go with the role.",
            )]
        }
    }
}

/// Whether the dates make sense.
pub fn check_dates(from: Timestamp, to: Option<Timestamp>, now: Timestamp) -> Vec<GrantFault> {
    let mut faults = Vec::new();
    let ahead = from.duration_since(now);
    if ahead < -BACKDATING || ahead > HORIZON {
        faults.push(GrantFault::new(
            "valid_from",
            "不能早于昨天，也不能晚于十年后。",
            "must not lie before yesterday or ten years ahead.",
        ));
    }
    if to.is_some_and(|end| end <= from) {
        faults.push(GrantFault::new("valid_to", "必须晚于开始时间。", "must lie after the beginning."));
    }
    faults
}

/// Whether the role has a desk at which sealed cases are seen.
pub const fn takes_sensitive_desk(role: Role) -> bool {
    matches!(role, Role::CommunityStaff | Role::Acceptor | Role::Dispatcher | Role::StreetLeader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_stand_where_their_work_is() {
        for (role, level, fits) in [
            (Role::Volunteer, Level::Grid, true),
            (Role::Volunteer, Level::Community, false),
            (Role::GridLeader, Level::Community, true),
            (Role::CommunityStaff, Level::Street, false),
            (Role::Acceptor, Level::Street, true),
            (Role::Acceptor, Level::Grid, false),
            (Role::Admin, Level::District, true),
            (Role::Resident, Level::Grid, false),
            (Role::System, Level::District, false),
            (Role::OutsideBody, Level::Street, false),
        ] {
            assert_eq!(check_place(role, Some(level)).is_empty(), fits, "{role} {level}");
        }
        assert_eq!(check_place(Role::Admin, None)[0].field, "area");
    }

    #[test]
    fn units_go_with_their_roles() {
        for (role, kind, fits) in [
            (Role::CommunityStaff, Some(UnitKind::CommunityDesk), true),
            (Role::CommunityStaff, None, false),
            (Role::DeptLead, Some(UnitKind::Department), true),
            (Role::DeptLead, Some(UnitKind::Team), false),
            (Role::Mediator, Some(UnitKind::Mediation), true),
            (Role::Volunteer, None, true),
            (Role::Volunteer, Some(UnitKind::Team), true),
            (Role::Acceptor, Some(UnitKind::Department), false),
        ] {
            assert_eq!(check_unit(role, Some(kind)).is_empty(), fits, "{role} {kind:?}");
        }
        assert_eq!(check_unit(Role::Volunteer, None)[0].field, "unit");
    }

    #[test]
    fn access_is_not_given_for_the_past() {
        let now: Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        let hours = |h: i64| now + SignedDuration::from_hours(h);
        assert!(check_dates(now, None, now).is_empty());
        assert!(check_dates(hours(-20), Some(hours(1)), now).is_empty());
        assert_eq!(check_dates(hours(-30), None, now)[0].field, "valid_from");
        assert_eq!(check_dates(hours(24 * 4000), None, now)[0].field, "valid_from");
        assert_eq!(check_dates(now, Some(now), now)[0].field, "valid_to");
    }
}
