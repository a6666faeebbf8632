//! Rounds of work and the times that clocks leave out between them and within them.

use super::super::Case;
use super::super::event::Event;
use super::super::parts::Wait;
use crate::domain::codes::State;
use crate::domain::limit_policy::NewRound;

/// Another round begins at the desk.
pub(super) fn begins(case: &mut Case, event: &Event, time: NewRound) {
    let handling = case.handling.filter(|_| time == NewRound::Resume);
    case.new_round();
    case.round_at = Some(event.at);
    case.time = time;
    case.carried = handling;
}

/// An offer came to nothing: a clock that goes on through the rounds rests again.
pub(super) fn put_back(case: &mut Case, event: &Event) {
    if case.time == NewRound::Resume {
        case.carried = case.handling;
        case.rested_at = case.handling.map(|_| event.at);
    }
}

/// Follows what the new state means: whether the work was handed in or taken up, and whether the whole case waits.
pub(super) fn follow(case: &mut Case, event: &Event, from: State) {
    let taken = |state: State| state.is_at_work() || state == State::Offered;
    if taken(from) && !taken(case.state) && case.handling.is_some() {
        case.rested_at = Some(event.at);
    }
    if !taken(from) && taken(case.state) {
        case.carried = None;
        if let Some(rested_at) = case.rested_at.take()
            && case.handling.is_some_and(|clock| clock.since < rested_at)
        {
            case.rests.push(Wait { from: rested_at, to: event.at });
        }
    }
    match (case.leaves_out(), case.left_at) {
        (true, None) => case.left_at = Some(event.at),
        (false, Some(from)) => {
            case.left_at = None;
            case.left.push(Wait { from, to: event.at });
        }
        _ => {}
    }
}
