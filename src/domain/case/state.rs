//! What each state waits for: whether it is open, and which clock runs in it (workflow table, §3).

use crate::domain::codes::{ClockKind, State};

impl State {
    /// States in which work is still to be done: they have a holder and a timer.
    pub const OPEN: &'static [Self] = &[
        Self::Reported,
        Self::PreChecking,
        Self::Registered,
        Self::Offered,
        Self::Dispatched,
        Self::Handling,
        Self::ToConfirm,
        Self::Paused,
        Self::Suspended,
        Self::Mediating,
        Self::Referred,
        Self::Handled,
        Self::PostChecking,
        Self::ToClose,
    ];

    /// Whether work is still to be done. A merged case follows its parent and counts as not open.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Rejected | Self::Merged | Self::Closed | Self::Voided)
    }

    /// Whether a unit or person is at work, so that the handling clock runs or waits for a date.
    pub const fn is_at_work(self) -> bool {
        matches!(
            self,
            Self::Dispatched
                | Self::Handling
                | Self::ToConfirm
                | Self::Paused
                | Self::Suspended
                | Self::Mediating
        )
    }

    /// The clock that runs; none where the case waits for a date or is over.
    pub const fn clock_kind(self) -> Option<ClockKind> {
        match self {
            Self::Reported => Some(ClockKind::Register),
            Self::PreChecking => Some(ClockKind::PreCheck),
            Self::Registered | Self::Offered => Some(ClockKind::Dispatch),
            Self::Dispatched => Some(ClockKind::Receive),
            Self::Handling | Self::ToConfirm => Some(ClockKind::Handling),
            Self::Mediating => Some(ClockKind::Mediation),
            Self::Referred => Some(ClockKind::Refer),
            Self::Handled | Self::PostChecking => Some(ClockKind::PostCheck),
            Self::ToClose => Some(ClockKind::Close),
            Self::Paused | Self::Suspended | Self::Rejected | Self::Merged | Self::Closed | Self::Voided => {
                None
            }
        }
    }
}
