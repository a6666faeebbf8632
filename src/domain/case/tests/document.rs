//! `docs/workflow.md` shows the states and the transitions; its two tables are held against the code here. A change of the
//! workflow fails this test until the document says the same.

use std::fmt::Write as _;

use crate::domain::case::transition::{Stage, TABLE, Transition, When};
use crate::domain::codes::{ActionCode, Lang, State};

const DOCUMENT: &str = include_str!("../../../../docs/workflow.md");

fn section(name: &str) -> &'static str {
    let begin = format!("<!-- {name}: held against the code by a test -->\n");
    let after = DOCUMENT.split_once(&begin).unwrap_or_else(|| panic!("no section {name}")).1;
    after.split_once("<!-- end -->").unwrap().0.trim()
}

fn states() -> String {
    let mut out = String::from("| state | label | for the public | clock |\n|---|---|---|---|\n");
    for state in State::ALL {
        let clock = state.clock_kind().map_or("–", |kind| kind.code());
        let (label, public) = (state.label(Lang::Zh), state.public_label(Lang::Zh));
        writeln!(out, "| `{}` | {label} | {public} | {clock} |", state.code()).unwrap();
    }
    out.trim().to_owned()
}

/// A set of states as people say it.
fn from(states: &[State]) -> String {
    let has = |state| states.contains(&state);
    let missing: Vec<&str> = State::OPEN.iter().filter(|s| !has(**s)).map(|s| s.code()).collect();
    let beyond = || states.iter().filter(|s| !s.is_open()).map(|s| format!(", `{}`", s.code()));
    match missing.as_slice() {
        [] => format!("any open{}", beyond().collect::<String>()),
        [one] => format!("any open but `{one}`"),
        [one, two] => format!("any open but `{one}`, `{two}`"),
        _ => listed(states),
    }
}

fn listed(states: &[State]) -> String {
    states.iter().map(|s| format!("`{}`", s.code())).collect::<Vec<_>>().join(" ")
}

/// `RightExtender` as "right extender".
fn spoken(name: &str) -> String {
    name.chars().fold(String::new(), |mut words, letter| {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
        words
    })
}

fn line(row: &Transition) -> String {
    let about = row.request.map(|(kind, stage)| {
        let first = if stage == Stage::First { ", first stage" } else { "" };
        format!(" ({}{first})", kind.code())
    });
    let to = if row.to.is_empty() { "same".to_owned() } else { listed(row.to) };
    let guards: Vec<String> = row.guards.iter().map(|guard| spoken(&format!("{guard:?}"))).collect();
    let needs: Vec<String> = row
        .needs
        .iter()
        .map(|(field, when)| match when {
            When::Always => format!("**{}**", field.code()),
            When::Optional => field.code().to_owned(),
            When::NoCategory => format!("{} (if none yet)", field.code()),
            When::ReplyOwed => format!("{} (if owed)", field.code()),
        })
        .collect();
    let (about, label) = (about.unwrap_or_default(), row.action.label(Lang::Zh));
    format!(
        "| {} | `{}`{about} {label} | {to} | {} | {} | {} |",
        from(row.from),
        row.action.code(),
        row.right.code(),
        guards.join(", "),
        needs.join(", ")
    )
}

fn transitions() -> String {
    let mut out =
        String::from("| from | action | to | right | guards | fields |\n|---|---|---|---|---|---|\n");
    for row in TABLE {
        writeln!(out, "{}", line(row)).unwrap();
    }
    out.trim().to_owned()
}

#[test]
fn the_document_shows_every_state() {
    assert!(section("states") == states(), "docs/workflow.md should say:\n{}", states());
}

#[test]
fn the_document_shows_every_transition() {
    assert!(section("transitions") == transitions(), "docs/workflow.md should say:\n{}", transitions());
}

#[test]
fn every_action_can_be_taken_from_somewhere() {
    for action in ActionCode::ALL {
        let filing = matches!(action, ActionCode::Report | ActionCode::SelfHandle);
        assert_eq!(filing, !TABLE.iter().any(|row| row.action == *action), "{}", action.code());
    }
}
