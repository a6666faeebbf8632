//! Who hears of what, as a picture: every fact with the messages that it owes, to be compared with workflow §5.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::mapping::notices;
use super::{NoticeCode, Owed, Recipient};
use crate::domain::case::{Case, Event, Fact, Holder};
use crate::domain::codes::{Level, Role, Source, State};
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};

fn event(fact: &Value) -> Event {
    let told = fact.to_string();
    let event = json!({"at": "2026-03-10T02:00:00Z", "by": null, "role": Role::System, "fact": fact});
    serde_json::from_value(event).unwrap_or_else(|error| panic!("{error}: {told}"))
}

fn filed(source: Source) -> Value {
    json!({"incident": "7", "recorded_at": "2026-03-10T02:00:00Z", "source": source, "reporter": "90",
        "areas": {"grid": "4", "community": "3", "street": "2", "district": "1"},
        "priority": "normal", "level": "community"})
}

/// A resident's case in the hands of a unit's handler, followed by somebody.
fn case() -> Case {
    let mut first = event(&json!({"kind": "reported", "filed": filed(Source::Resident)}));
    first.step = Some(
        serde_json::from_value(json!({"state": State::Reported,
            "holder": {"kind": "desk", "level": Level::Community, "area": "3"}}))
        .unwrap(),
    );
    let mut case = Case::replay(CaseId(7), &[first]).unwrap();
    case.holder = Some(Holder::Person { person: PersonId(107), unit: Some(UnitId(10)) });
    case.lead = Some(UnitId(10));
    case.followers = vec![PersonId(91)];
    case.children = vec![CaseId(9)];
    case
}

fn clock() -> Value {
    json!({"kind": "handling", "since": "2026-03-10T02:00:00Z", "warn_at": null, "due_at": "2026-03-12T02:00:00Z"})
}

/// Every fact, where it matters in every form that has notices of its own.
/// A step of the ladder that late handling climbs.
fn climb(step: usize) -> Value {
    let ladders = crate::domain::ladder::built_in().unwrap();
    let ladder = ladders.iter().find(|ladder| ladder.code == "handling").unwrap();
    json!({"version": 1, "ladder": ladder.code, "step": step, "to": ladder.steps[step].to})
}

#[expect(clippy::too_many_lines, reason = "one line a fact")]
fn facts() -> Vec<Value> {
    let at = "2026-03-11T02:00:00Z";
    let areas = json!({"grid": "4", "community": "3", "street": "2", "district": "1"});
    let asked = |kind: &str, last: bool| json!({"kind": "asked", "request": kind, "person": "119", "last_stage": last});
    let mut facts = vec![
        json!({"kind": "reported", "filed": filed(Source::Resident)}),
        json!({"kind": "self_handled", "filed": filed(Source::Volunteer), "sampled": true}),
        json!({"kind": "pre_check_ordered", "mode": "site", "widen_at": at}),
        json!({"kind": "check_taken"}),
        json!({"kind": "pre_checked", "outcome": "confirmed"}),
        json!({"kind": "registered", "category": "06010", "condition": "1", "priority": "normal", "sensitive": false}),
        json!({"kind": "rejected", "reason": "nonsense"}),
        json!({"kind": "withdrawn"}),
        json!({"kind": "passed_up", "level": "street", "reason": "not_our_duty"}),
        json!({"kind": "claimed", "person": "105"}),
        json!({"kind": "merged", "into": "8"}),
        json!({"kind": "unmerged"}),
        json!({"kind": "child_merged", "child": "9", "followers": []}),
        json!({"kind": "child_unmerged", "child": "9"}),
        json!({"kind": "referred", "number": null, "due_at": at}),
        json!({"kind": "external_result", "outcome": "solved"}),
        json!({"kind": "link_issued", "expires_at": at}),
        json!({"kind": "link_revoked"}),
        json!({"kind": "link_opened"}),
        json!({"kind": "dispatched", "unit": "10", "unit_kind": "department", "co_units": ["11"], "person": "107", "handling": clock(), "bound": false}),
        json!({"kind": "tasked", "person": "102", "handling": clock()}),
        json!({"kind": "offered", "people": ["101", "120"], "team": "40", "expires_at": at, "handling": clock()}),
        json!({"kind": "offer_accepted"}),
        json!({"kind": "offer_declined", "person": "101"}),
        json!({"kind": "offer_lapsed"}),
        json!({"kind": "received", "person": null}),
        json!({"kind": "assigned", "person": "119"}),
        json!({"kind": "given_back", "reason": "other"}),
        json!({"kind": "returned", "reason": "not_our_duty"}),
        json!({"kind": "submitted", "by_lead": false, "late": false}),
        json!({"kind": "submitted", "by_lead": true, "late": false}),
        json!({"kind": "confirmed", "late": false}),
        json!({"kind": "sent_back"}),
        asked("extend", false),
        asked("extend", true),
        asked("pause", true),
        asked("suspend", true),
        asked("void", true),
        asked("whistle", true),
        asked("lower_sensitive", true),
        asked("legacy", true),
        asked("appeal", false),
        json!({"kind": "endorsed", "request": "appeal"}),
        asked("reconsider", true),
        asked("hand_over", true),
        json!({"kind": "endorsed", "request": "extend"}),
        json!({"kind": "refused", "request": "extend"}),
        json!({"kind": "extended", "handling": clock()}),
        json!({"kind": "paused", "work_minutes": 60}),
        json!({"kind": "suspended"}),
        json!({"kind": "resumed", "handling": clock()}),
        json!({"kind": "mediation_started"}),
        json!({"kind": "mediated", "outcome": "agreed"}),
        json!({"kind": "check_waived"}),
        json!({"kind": "post_check_ordered", "mode": "site", "widen_at": at}),
        json!({"kind": "post_checked", "outcome": "passed"}),
        json!({"kind": "reworked", "reason": "check_failed"}),
        json!({"kind": "closed"}),
        json!({"kind": "called_back", "outcome": "reached", "solved": true, "satisfied": true}),
        json!({"kind": "rated", "stars": 5, "solved": true}),
        json!({"kind": "reopened", "reason": "not_solved", "by_reporter": true}),
        json!({"kind": "reconsidered"}),
        json!({"kind": "voided"}),
        json!({"kind": "reassigned", "unit": "11", "unit_kind": "department", "person": null, "reason": "after_return", "handling": clock()}),
        json!({"kind": "handed_over", "person": "119"}),
        json!({"kind": "urged"}),
        json!({"kind": "prioritised", "priority": "urgent"}),
        json!({"kind": "instructed", "person": "108", "unit": "10", "due_at": at}),
        json!({"kind": "supervised", "colour": "yellow", "due_at": at}),
        json!({"kind": "supervised", "colour": "red", "due_at": at}),
        json!({"kind": "supervise_replied", "order": 5}),
        json!({"kind": "order_released", "order": 5}),
        json!({"kind": "order_overdue", "order": 5}),
        json!({"kind": "escalated", "to": "street"}),
        json!({"kind": "edited", "category": null, "condition": null, "priority": null}),
        json!({"kind": "moved", "areas": areas}),
        json!({"kind": "supplemented"}),
        json!({"kind": "noted"}),
        json!({"kind": "contact_made", "outcome": "reached"}),
        json!({"kind": "followed", "on": true}),
        json!({"kind": "marked_sensitive", "on": true}),
        json!({"kind": "marked_legacy"}),
        json!({"kind": "appeal_granted"}),
        json!({"kind": "due_soon", "clock": "handling", "climb": climb(1)}),
        json!({"kind": "overdue", "clock": "handling", "climb": climb(2)}),
        json!({"kind": "overdue", "clock": "handling"}),
        json!({"kind": "still_overdue", "clock": "handling", "nags": 0, "climb": climb(3)}),
        json!({"kind": "still_overdue", "clock": "handling", "nags": 1}),
        json!({"kind": "contact_overdue"}),
        json!({"kind": "acknowledged", "clocks": [["handling", null]]}),
        json!({"kind": "taken_back"}),
        json!({"kind": "recounted", "rules": "limits", "version": 2}),
        json!({"kind": "text_erased"}),
    ];
    facts.sort_by_key(|fact| {
        let kind = fact["kind"].as_str().unwrap().to_owned();
        Fact::CODES.iter().position(|(code, ..)| *code == kind)
    });
    facts
}

fn told(to: &Recipient) -> String {
    let mut fields = serde_json::to_value(to).unwrap();
    let kind = fields["to"].take();
    let rest: Vec<String> = fields
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| *name != "to")
        .map(|(name, value)| format!("{name} {}", value.as_str().unwrap_or("-")))
        .collect();
    format!("{} ({})", kind.as_str().unwrap(), rest.join(", "))
}

#[test]
fn every_fact_has_its_notices() {
    let case = case();
    let mut picture = String::new();
    let mut shown = std::collections::BTreeSet::new();
    for fact in facts() {
        let kind = fact["kind"].as_str().unwrap().to_owned();
        let mut detail = String::new();
        for value in ["request", "colour", "by_lead", "last_stage"].iter().filter_map(|name| fact.get(*name))
        {
            write!(detail, " {}", value.to_string().trim_matches('"')).unwrap();
        }
        let owed = notices(&case, &event(&fact));
        writeln!(picture, "{kind}{detail}{}", if owed.is_empty() { ": nobody" } else { "" }).unwrap();
        for notice in owed {
            writeln!(picture, "    {} → {}", notice.code, told(&notice.to)).unwrap();
        }
        shown.insert(kind);
    }
    let missing: Vec<_> = Fact::CODES.iter().filter(|(code, ..)| !shown.contains(*code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    insta::assert_snapshot!("notices", picture);
}

#[test]
fn nobody_hears_of_his_own_click() {
    let mut own = event(&json!({"kind": "assigned", "person": "119"}));
    own.by = Some(PersonId(119));
    assert!(notices(&case(), &own).is_empty());
    own.by = Some(PersonId(108));
    assert_eq!(notices(&case(), &own)[0].code, NoticeCode::NewWork);
}

#[test]
fn what_is_owed_is_kept_in_codes_and_ids() {
    let owed =
        Owed { to: Recipient::Desk { level: Level::Street, area: Some(AreaId(2)) }, by: Some(PersonId(9)) };
    let text = serde_json::to_string(&owed).unwrap();
    assert_eq!(text, r#"{"to":"desk","level":"street","area":"2","by":"9"}"#);
    assert_eq!(serde_json::from_str::<Owed>(&text).unwrap(), owed);
}
