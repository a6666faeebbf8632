//! What the public may know of cases that are not its own.

use jiff::SignedDuration;

use super::cast::{DEPT, Story};
use crate::domain::case::Case;
use crate::domain::case::known::{is_known, is_news};
use crate::domain::codes::State;

#[test]
fn what_nobody_has_looked_at_is_not_told() {
    assert!(!is_known(&Story::new().case));
    assert!(is_known(&Story::new().registered().case));
    assert!(is_known(&Story::new().dispatched(DEPT).case));
    let known = Story::new().registered().case;
    for state in [State::Rejected, State::Voided, State::Merged, State::PreChecking] {
        assert!(!is_known(&Case { state, ..known.clone() }), "{state:?}");
    }
}

#[test]
fn nothing_sealed_and_no_quarrel_between_neighbours_is_told() {
    let known = Story::new().registered().case;
    assert!(!is_known(&Case { sensitive: true, ..known.clone() }));
    assert!(!is_known(&Case { neighbour_complaint: true, ..known }));
}

#[test]
fn news_grows_old_and_its_number_still_finds_it() {
    let case = Story::new().closed().case;
    let closed = case.closed_at.expect("it is closed");
    let month = SignedDuration::from_hours(24 * 30);
    assert!(is_news(&case, closed + month));
    assert!(!is_news(&case, closed + month + SignedDuration::from_secs(1)));
    assert!(is_known(&case));
}
