//! The table against the role table the office agreed on; list against detail; and the rules that must never bend.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::domain::area_path::AreaPath;
use crate::domain::codes::Level;

const ROLE_TABLE: &str = include_str!("../../../tests/fixtures/role_action.csv");

/// Where the table leaves the agreed rows, and why. Format: right, role, relation, reason.
const DEVIATIONS: &[(Right, Role, &str, &str)] = &[
    (
        Right::VoidApprove,
        Role::CommunityStaff,
        "area",
        "a case sealed at the community's level is seen by nobody above it, so its second person is another one of the named desk",
    ),
    (Right::View, Role::OutsideBody, "own", THE_LINK),
    (Right::Supplement, Role::OutsideBody, "own", THE_LINK),
    (Right::ExternalResult, Role::OutsideBody, "own", THE_LINK),
    (Right::ShareLink, Role::CommunityStaff, "area", WHO_RECORDS),
    (Right::ShareLink, Role::Acceptor, "any", WHO_RECORDS),
    (Right::ShareLink, Role::Dispatcher, "any", WHO_RECORDS),
];
const THE_LINK: &str = "the workflow's signed one-case link: the body that shows it is no person, so the agreed table has no row";
const WHO_RECORDS: &str = "whoever may record what an outside body did may let the body say it itself";

/// Where a condition leaves a note of the agreed table, and why; shown in the documentation of access.
pub(super) const NOTES_CHANGED: &[(Right, Role, &str)] = &[
    (
        Right::ViewSensitiveTriage,
        Role::StreetLeader,
        "the note says 'summary'; the workflow seals a case to the named desk of its level, so a leader must be named too",
    ),
    (
        Right::Close,
        Role::CommunityStaff,
        "the note says 'never the handler's unit', but a community settles its own: another person of the desk may close",
    ),
    (
        Right::Confirm,
        Role::DeptLead,
        "nobody confirms his own work, which the note leaves open; a lead who did the work hands it in without that step",
    ),
];

fn agreed() -> BTreeSet<(String, String, String)> {
    let mut reader = csv::Reader::from_reader(ROLE_TABLE.as_bytes());
    reader
        .records()
        .map(|record| record.unwrap())
        .filter(|r| &r[3] == "Y")
        .map(|r| (r[0].to_owned(), r[1].to_owned(), r[2].to_owned()))
        .collect()
}

fn written() -> BTreeSet<(String, String, String)> {
    let relation = |relation| match relation {
        Relation::Own => "own",
        Relation::Dept => "dept",
        Relation::Area => "area",
        Relation::Any | Relation::Everywhere => "any",
    };
    TABLE.iter().map(|r| (r.right.to_string(), r.role.to_string(), relation(r.relation).to_owned())).collect()
}

#[test]
fn the_table_is_the_one_the_office_agreed_on() {
    let deviations: BTreeSet<_> = DEVIATIONS
        .iter()
        .map(|(r, role, rel, _)| (r.to_string(), role.to_string(), (*rel).to_owned()))
        .collect();
    let differ: BTreeSet<_> = agreed().symmetric_difference(&written()).cloned().collect();
    assert_eq!(differ, deviations, "left: where they differ; right: what is listed with a reason");
}

#[test]
fn every_right_and_every_role_of_the_agreed_table_is_known() {
    let mut reader = csv::Reader::from_reader(ROLE_TABLE.as_bytes());
    let mut rights = BTreeSet::new();
    for record in reader.records().map(|record| record.unwrap()) {
        rights.insert(record[0].parse::<Right>().unwrap());
        record[1].parse::<Role>().unwrap();
    }
    rights.extend(DEVIATIONS.iter().map(|(right, ..)| *right));
    assert_eq!(rights.len(), Right::ALL.len());
    assert!(NOTES_CHANGED.iter().all(|(right, role, _)| rules_of(*right).any(|r| r.role == *role)));
}

fn grant(role: Role, area: i64, unit: Option<i64>) -> Grant {
    Grant { role, area: AreaId(area), unit: unit.map(UnitId), sensitive_desk: false }
}

fn actor(person: i64, grants: &[Grant]) -> Actor {
    Actor { person: Some(PersonId(person)), grants: grants.to_vec(), ..Actor::default() }
}

fn path(grid: i64, community: i64) -> AreaPath {
    AreaPath {
        grid: Some(AreaId(grid)),
        community: Some(AreaId(community)),
        street: Some(AreaId(2)),
        district: Some(AreaId(1)),
    }
}

/// A dispute at community level in grid 100 of community 10 of street 2, reported by person 7.
fn dispute() -> Target {
    Target {
        case: Some(CaseId(1)),
        areas: path(100, 10),
        level: Some(Level::Community),
        sensitive: true,
        open: true,
        reporter: Some(PersonId(7)),
        ..Target::default()
    }
}

fn named(mut grant: Grant) -> Grant {
    grant.sensitive_desk = true;
    grant
}

#[test]
fn a_sealed_case_opens_to_the_named_desk_of_its_level_and_to_its_holders() {
    let target = dispute();
    let sees = |actor: &Actor, target: &Target| permit(actor, Right::View, target).map(|p| p.form);
    let sealed = Err(Forbidden { right: Right::View, why: Why::Sealed });

    let desk = actor(1, &[named(grant(Role::CommunityStaff, 10, Some(50)))]);
    assert_eq!(sees(&desk, &target), Ok(Form::Ordinary));
    for other in [
        actor(2, &[grant(Role::CommunityStaff, 10, Some(50))]),
        actor(2, &[named(grant(Role::CommunityStaff, 11, Some(51)))]),
        actor(2, &[named(grant(Role::Acceptor, 2, None))]),
        actor(2, &[named(grant(Role::GridLeader, 100, None))]),
        actor(2, &[grant(Role::StreetLeader, 2, None)]),
        actor(2, &[grant(Role::Supervisor, 1, None)]),
        actor(2, &[grant(Role::Auditor, 1, None)]),
        actor(2, &[grant(Role::Admin, 1, None)]),
        actor(2, &[]),
    ] {
        assert_eq!(sees(&other, &target), sealed, "{other:?}");
        assert!(!visible_scope(&other, Room::Sealed).matches(&target));
    }

    let passed_up = Target { level: Some(Level::Street), ..dispute() };
    assert_eq!(sees(&desk, &passed_up), sealed);
    assert_eq!(sees(&actor(3, &[named(grant(Role::Acceptor, 2, None))]), &passed_up), Ok(Form::Ordinary));

    let held = Target { handler: Some(PersonId(9)), holder_unit: Some(UnitId(60)), ..dispute() };
    assert_eq!(sees(&actor(9, &[grant(Role::Mediator, 2, Some(60))]), &held), Ok(Form::Ordinary));
    assert_eq!(sees(&actor(8, &[grant(Role::DeptLead, 2, Some(60))]), &held), Ok(Form::Ordinary));
    assert_eq!(sees(&actor(8, &[grant(Role::Mediator, 2, Some(60))]), &held), sealed);
}

#[test]
fn the_reporter_of_a_sealed_case_keeps_the_receipt_and_nothing_else() {
    let target = dispute();
    for reporter in
        [actor(7, &[]), actor(7, &[grant(Role::GridLeader, 100, None)]), Actor::by_receipt(CaseId(1))]
    {
        assert_eq!(permit(&reporter, Right::View, &target).map(|p| p.form), Ok(Form::Receipt));
        assert_eq!(permit(&reporter, Right::Note, &target).map_err(|f| f.right), Err(Right::Note));
    }
    assert!(permit(&actor(7, &[]), Right::Withdraw, &target).is_ok());
    assert!(permit(&actor(7, &[grant(Role::GridLeader, 100, None)]), Right::PreCheck, &target).is_err());
    assert!(permit(&Actor::by_receipt(CaseId(2)), Right::View, &target).is_err());
    assert!(!visible_scope(&actor(7, &[]), Room::Ordinary).matches(&target));
}

#[test]
fn a_right_over_the_office_does_not_open_a_sealed_case() {
    let target = Target { level: Some(Level::Street), ..dispute() };
    let dispatcher = actor(2, &[grant(Role::Dispatcher, 2, None)]);
    let refused = permit(&dispatcher, Right::Dispatch, &target).unwrap_err();
    assert_eq!(refused.why, Why::Sealed);
    assert!(refused.conceals());
    assert!(permit(&actor(2, &[named(grant(Role::Dispatcher, 2, None))]), Right::Dispatch, &target).is_ok());
    assert!(permit(&actor(3, &[grant(Role::StreetLeader, 2, None)]), Right::BreakGlass, &target).is_ok());
}

#[test]
fn nobody_checks_or_closes_his_own_work_through_any_role() {
    let done = Target {
        sensitive: false,
        handler: Some(PersonId(5)),
        holder_unit: Some(UnitId(50)),
        past_handlers: vec![PersonId(6)],
        past_units: vec![UnitId(51)],
        ..dispute()
    };
    let acceptor = grant(Role::Acceptor, 2, None);
    for right in [Right::Close, Right::PostCheckResult, Right::Callback] {
        let why = |actor: &Actor| permit(actor, right, &done).map_err(|f| f.why).map(|p| p.role);
        assert_eq!(why(&actor(5, &[acceptor])), Err(Why::OwnWork));
        assert_eq!(why(&actor(6, &[acceptor])), Err(Why::OwnWork));
        assert_eq!(why(&actor(1, &[acceptor, grant(Role::DeptLead, 2, Some(50))])), Err(Why::OwnWork));
        assert_eq!(why(&actor(1, &[acceptor, grant(Role::DeptHandler, 2, Some(51))])), Err(Why::OwnWork));
        assert_eq!(why(&actor(1, &[acceptor])), Ok(Role::Acceptor));
    }
    let desk = grant(Role::CommunityStaff, 10, Some(50));
    assert!(permit(&actor(1, &[desk]), Right::Close, &done).is_ok(), "a colleague at the community's desk");
    assert!(permit(&actor(5, &[desk]), Right::Close, &done).is_err(), "the handler");
    let elsewhere = actor(1, &[desk, grant(Role::DeptLead, 2, Some(51))]);
    assert!(permit(&elsewhere, Right::Close, &done).is_err(), "lead of a unit that worked on it before");
}

#[test]
fn community_staff_act_on_what_stands_at_their_level_or_is_in_their_hands() {
    let staff = actor(1, &[grant(Role::CommunityStaff, 10, Some(50))]);
    let own = Target { sensitive: false, ..dispute() };
    let street = Target { level: Some(Level::Street), ..own.clone() };
    let held = Target { holder_unit: Some(UnitId(50)), ..street.clone() };
    let other = Target { areas: path(110, 11), ..own.clone() };
    let why = |right, target: &Target| permit(&staff, right, target).map_err(|f| f.why).map(|p| p.relation);
    assert_eq!(why(Right::Register, &own), Ok(Relation::Area));
    assert_eq!(why(Right::Register, &street), Err(Why::NotCommunityLevel));
    assert_eq!(why(Right::Dispatch, &street), Err(Why::NotCommunityLevel));
    assert_eq!(why(Right::Dispatch, &held), Ok(Relation::Area));
    assert_eq!(why(Right::Submit, &own), Err(Why::OtherUnit));
    assert_eq!(why(Right::View, &street), Ok(Relation::Area));
    assert_eq!(why(Right::View, &other), Err(Why::OtherArea));
    assert_eq!(why(Right::Arbitrate, &own), Err(Why::NotYourRole));
}

#[test]
fn grants_hold_from_their_first_instant_until_their_last() {
    let at = |second| Timestamp::from_second(second).unwrap();
    let dated = |from, to: Option<i64>| DatedGrant {
        grant: grant(Role::Acceptor, 2, None),
        valid_from: at(from),
        valid_to: to.map(at),
    };
    for (now, from, to, holds) in [
        (9, 10, None, false),
        (10, 10, None, true),
        (19, 10, Some(20), true),
        (20, 10, Some(20), false),
        (10, 10, Some(10), false),
    ] {
        let acting = Actor::at(PersonId(1), &[dated(from, to)], at(now));
        assert_eq!(acting.has_role(Role::Acceptor), holds, "{now} in {from}..{to:?}");
        assert_eq!(acting.has_role(Role::Resident), !holds);
    }
}

#[test]
fn volunteers_see_open_cases_of_their_grid_in_short_and_their_own_in_full() {
    let volunteer = actor(5, &[grant(Role::Volunteer, 100, None)]);
    let form = |target: &Target| permit(&volunteer, Right::View, target).map(|p| p.form).map_err(|f| f.why);
    let open = Target { sensitive: false, ..dispute() };
    assert_eq!(form(&open), Ok(Form::Short));
    assert_eq!(form(&Target { open: false, ..open.clone() }), Err(Why::NotOpen));
    assert_eq!(form(&Target { offered_to: vec![PersonId(5)], ..open.clone() }), Ok(Form::Ordinary));
    assert_eq!(form(&Target { areas: path(101, 10), ..open.clone() }), Err(Why::OtherArea));
    let wide = actor(5, &[grant(Role::Volunteer, 10, None)]);
    assert_eq!(permit(&wide, Right::SelfHandle, &open).map_err(|f| f.why), Err(Why::NotOwnGrid));
}

#[test]
fn a_right_in_cases_only_opens_no_screen() {
    let inspector = actor(1, &[grant(Role::Supervisor, 2, None)]);
    assert!(
        may_somewhere(&inspector, Right::ViewAudit).is_err(),
        "the logs of people and exports are the auditor's"
    );
    assert!(
        permit(&inspector, Right::ViewAudit, &dispute_in_the_open()).is_ok(),
        "a case's own history is not"
    );
    assert!(may_somewhere(&actor(1, &[grant(Role::Auditor, 2, None)]), Right::ViewAudit).is_ok());
}

fn dispute_in_the_open() -> Target {
    Target { sensitive: false, ..dispute() }
}

#[test]
fn colleagues_are_those_of_the_unit_or_of_the_desk() {
    let beside = |one: Grant, other: Grant| (one.is_beside(&other), other.is_beside(&one));
    for (one, other, yes) in [
        (grant(Role::DeptHandler, 2, Some(50)), grant(Role::DeptLead, 2, Some(50)), true),
        (grant(Role::DeptHandler, 2, Some(50)), grant(Role::DeptHandler, 2, Some(51)), false),
        (grant(Role::Acceptor, 2, None), grant(Role::Dispatcher, 2, None), true),
        (grant(Role::Acceptor, 2, None), grant(Role::Acceptor, 3, None), false),
        (grant(Role::Acceptor, 2, None), grant(Role::Admin, 2, None), false),
        (grant(Role::GridMember, 100, None), grant(Role::GridLeader, 100, None), true),
        (grant(Role::GridMember, 100, None), grant(Role::Volunteer, 100, None), false),
        (grant(Role::CommunityStaff, 10, Some(50)), grant(Role::CommunityStaff, 10, None), false),
    ] {
        assert_eq!(beside(one, other), (yes, yes), "{one:?} {other:?}");
    }
}

#[test]
fn people_are_managed_by_whom_the_table_names() {
    let target = |act, role| Target {
        areas: path(100, 10),
        holder_unit: Some(UnitId(50)),
        subject: Some(Subject::Person { act, role: Some(role) }),
        ..Target::default()
    };
    let may = |grant, act, role| permit(&actor(1, &[grant]), Right::ManagePeople, &target(act, role)).is_ok();
    let staff = grant(Role::CommunityStaff, 10, Some(50));
    assert!(may(staff, PeopleAct::Invite, Role::Volunteer));
    assert!(may(staff, PeopleAct::ResetCode, Role::Volunteer));
    assert!(!may(staff, PeopleAct::ResetCode, Role::Acceptor));
    assert!(!may(staff, PeopleAct::Grant, Role::CommunityStaff));
    assert!(!may(grant(Role::CommunityStaff, 11, Some(51)), PeopleAct::Invite, Role::Volunteer));
    assert!(may(grant(Role::GridLeader, 100, None), PeopleAct::ResetCode, Role::Volunteer));
    assert!(!may(grant(Role::GridLeader, 100, None), PeopleAct::Invite, Role::Volunteer));
    assert!(may(grant(Role::DeptLead, 2, Some(50)), PeopleAct::Propose, Role::DeptHandler));
    assert!(!may(grant(Role::DeptLead, 2, Some(50)), PeopleAct::Grant, Role::DeptHandler));
    assert!(may(grant(Role::Admin, 2, None), PeopleAct::Grant, Role::Acceptor));
    assert!(!may(grant(Role::StreetLeader, 2, None), PeopleAct::Grant, Role::Acceptor));
    let district = AreaPath { district: Some(AreaId(1)), ..AreaPath::default() };
    let above = Target { areas: district, ..target(PeopleAct::Grant, Role::Admin) };
    let nowhere = Target { areas: AreaPath::default(), ..above.clone() };
    let admin = actor(1, &[grant(Role::Admin, 2, None)]);
    assert!(permit(&admin, Right::ManagePeople, &above).is_err(), "a street's administrator, the district");
    assert!(permit(&admin, Right::ManagePeople, &nowhere).is_ok(), "somebody without any role");
}

prop_compose! {
    fn any_grant()(
        role in proptest::sample::select(Role::ALL.to_vec()),
        area in proptest::sample::select(vec![1, 2, 3, 10, 11, 100, 101]),
        unit in proptest::option::of(50..53_i64),
        sensitive_desk in any::<bool>(),
    ) -> Grant {
        let role = if role == Role::System { Role::Resident } else { role };
        Grant { role, area: AreaId(area), unit: unit.map(UnitId), sensitive_desk }
    }
}

prop_compose! {
    fn any_path()(grid in proptest::option::of(100..102_i64), community in proptest::option::of(10..12_i64),
        street in proptest::option::of(2..4_i64)) -> AreaPath {
        AreaPath {
            grid: grid.map(AreaId),
            community: community.map(AreaId),
            street: street.map(AreaId),
            district: Some(AreaId(1)),
        }
    }
}

prop_compose! {
    fn any_people()(
        one in proptest::collection::vec(proptest::option::of(1..4_i64), 7),
        past in proptest::collection::vec(1..4_i64, 0..2),
        offered in proptest::collection::vec(1..4_i64, 0..2),
    ) -> Target {
        let person = |i: usize| one[i].map(PersonId);
        Target {
            reporter: person(0),
            proxy_by: person(1),
            handler: person(2),
            checker: person(3),
            claimed_by: person(4),
            requested_by: person(5),
            dispatched_by: person(6),
            past_handlers: past.into_iter().map(PersonId).collect(),
            offered_to: offered.into_iter().map(PersonId).collect(),
            ..Target::default()
        }
    }
}

prop_compose! {
    fn any_target()(
        people in any_people(),
        areas in any_path(),
        level in proptest::sample::select(Level::ALL.to_vec()),
        flags in any::<[bool; 5]>(),
        holder_unit in proptest::option::of(50..53_i64),
        co_units in proptest::collection::vec(50..53_i64, 0..2),
        past_units in proptest::collection::vec(50..53_i64, 0..2),
    ) -> Target {
        Target {
            case: Some(CaseId(1)),
            areas,
            level: Some(level),
            sensitive: flags[0],
            open: flags[1],
            before_register: flags[2],
            contact_agreed: flags[3],
            neighbour_complaint: flags[4],
            holder_unit: holder_unit.map(UnitId),
            co_units: co_units.into_iter().map(UnitId).collect(),
            past_units: past_units.into_iter().map(UnitId).collect(),
            ..people
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn list_and_detail_agree(
        grants in proptest::collection::vec(any_grant(), 0..4),
        target in any_target(),
    ) {
        let acting = actor(1, &grants);
        let detail = permit(&acting, Right::View, &target).map(|p| p.form).ok();
        let ordinary = visible_scope(&acting, Room::Ordinary).form(&target);
        let sealed = visible_scope(&acting, Room::Sealed).form(&target);
        if target.sensitive {
            // A reporter's receipt of a sealed case is read by its number and stands in no list.
            prop_assert_eq!(sealed, detail.filter(|form| *form != Form::Receipt));
            prop_assert_eq!(ordinary, None);
        } else {
            prop_assert_eq!(ordinary, detail);
            prop_assert_eq!(sealed, None);
        }
    }

    #[test]
    fn whoever_may_act_on_a_case_may_look_at_it(
        grants in proptest::collection::vec(any_grant(), 0..4),
        target in any_target(),
        right in proptest::sample::select(Right::ALL.to_vec()),
    ) {
        prop_assume!(!matches!(right, Right::Report | Right::Follow | Right::BreakGlass | Right::Configure
            | Right::ManagePeople | Right::SelfHandle | Right::ViewStatistics));
        let acting = actor(1, &grants);
        if target.sensitive && permit(&acting, right, &target).is_ok() {
            prop_assert!(permit(&acting, Right::View, &target).is_ok(), "{:?} without sight", right);
        }
    }

    #[test]
    fn another_grant_never_takes_sight_away(
        grants in proptest::collection::vec(any_grant(), 1..3),
        more in any_grant(),
        target in any_target(),
    ) {
        let before = permit(&actor(1, &grants), Right::View, &target).map(|p| p.form).ok();
        let after = permit(&actor(1, &[grants, vec![more]].concat()), Right::View, &target).map(|p| p.form).ok();
        prop_assert!(after >= before);
    }

    #[test]
    fn a_refusal_always_says_why(
        grants in proptest::collection::vec(any_grant(), 0..3),
        target in any_target(),
        right in proptest::sample::select(Right::ALL.to_vec()),
    ) {
        if let Err(refused) = permit(&actor(1, &grants), right, &target) {
            prop_assert_eq!(refused.right, right);
            prop_assert!(!refused.text(Lang::Zh).is_empty() && !refused.text(Lang::En).is_empty());
        }
    }
}
