//! What is going to happen: a year of plots, drawn by season, and some that stand today where somebody has work to do.

use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;
use super::street::Street;
use super::theme::Theme;
use crate::domain::case::words::RequestKind;
use crate::domain::codes::{CatalogueKind, Source, State};
use crate::service::case::office::Office;

/// The main road of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// Somebody of the office or a department does it.
    Plain,
    /// Volunteers are asked.
    Volunteers,
    /// Passed from the community to the street.
    PassedUp,
    /// The office declines it.
    Declined,
    /// The reporter takes it back.
    TakenBack,
    /// Two persons strike it.
    Struck,
    /// Fixed by whoever saw it.
    OnTheSpot,
}

/// A side road.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twist {
    None,
    PreCheck,
    Pause,
    Suspend,
    Extend,
    Return,
    Arbitrate,
    Rework,
    Reopen,
    Supervise,
    Whistle,
    Appeal,
}

const TWISTS: [Twist; 11] = [
    Twist::PreCheck,
    Twist::Pause,
    Twist::Suspend,
    Twist::Extend,
    Twist::Return,
    Twist::Arbitrate,
    Twist::Rework,
    Twist::Reopen,
    Twist::Supervise,
    Twist::Whistle,
    Twist::Appeal,
];

/// Where a story stands today, if that is what it is told for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Halt {
    /// In a state.
    In(State),
    /// Somebody has asked for something and waits.
    Asked(RequestKind),
    /// A unit has given it back twice.
    Returned,
    /// An order waits for its answer.
    Ordered,
}

/// One story.
#[derive(Debug, Clone)]
pub(super) struct Plot {
    pub(super) seed: u64,
    pub(super) theme: usize,
    pub(super) grid: usize,
    pub(super) filed_at: Timestamp,
    pub(super) source: Source,
    pub(super) course: Course,
    pub(super) twist: Twist,
    pub(super) halt: Option<Halt>,
    /// Further reports of the same.
    pub(super) duplicates: u8,
    /// Whether a resident chose the category.
    pub(super) knows_category: bool,
    /// Hundredths of the limit that the work takes.
    pub(super) pace: i64,
}

/// Tells plots.
struct Teller<'a> {
    themes: &'a [Theme],
    office: &'a Office,
    street: &'a Street,
    now: Timestamp,
    dice: Dice,
}

/// The plots of the year up to `now`, in the order of their filing.
pub(super) fn plots(
    themes: &[Theme],
    office: &Office,
    street: &Street,
    now: Timestamp,
    count: usize,
) -> Vec<Plot> {
    let mut teller = Teller { themes, office, street, now, dice: Dice::of(2026, 1) };
    let mut plots = teller.showcase();
    while plots.len() < count && !themes.is_empty() {
        plots.extend(teller.draw());
    }
    plots.sort_by_key(|plot| (plot.filed_at, plot.seed));
    plots
}

impl Teller<'_> {
    /// Something at an hour of the year, unless nobody would report it then.
    fn draw(&mut self) -> Option<Plot> {
        // An eighth of it lately, so that the desks have a day's work before them.
        let days = if self.dice.percent(12) { 4 } else { 365 };
        let filed_at = self.now - SignedDuration::from_mins(self.dice.between(1, days * 24 * 60));
        let local = self.office.calendar.zone().to_datetime(filed_at);
        let index = self.dice.below(self.themes.len());
        let theme = self.themes.get(index)?;
        let month = usize::try_from(local.month()).unwrap_or(1).saturating_sub(1);
        let weight = theme.months.get(month).copied().unwrap_or(0);
        let likely = self.dice.between(0, 8) < i64::from(weight);
        ((7..22).contains(&local.hour()) && likely).then(|| self.plot(index, theme, filed_at))
    }

    fn plot(&mut self, index: usize, theme: &Theme, filed_at: Timestamp) -> Plot {
        let category = self.office.catalogue.find(CatalogueKind::Matter, &theme.category);
        let by_eye = category.is_some_and(|c| c.self_handling && !c.sensitive);
        let sealed = category.is_some_and(|c| c.sensitive);
        let dice = &mut self.dice;
        let course = match dice.below(100) {
            0..4 => Course::Declined,
            4..6 if !sealed => Course::TakenBack,
            6..8 if !sealed => Course::Struck,
            8..30 if by_eye => Course::OnTheSpot,
            30..42 if !sealed => Course::Volunteers,
            42..55 => Course::PassedUp,
            _ => Course::Plain,
        };
        let source = match dice.below(100) {
            _ if course == Course::OnTheSpot => Source::GridMember,
            0..38 => Source::GridMember,
            38..68 => Source::Volunteer,
            68..88 => Source::Resident,
            _ => Source::Hotline12345,
        };
        let twist = if dice.percent(26) { dice.pick(&TWISTS).copied() } else { None };
        // A sealed case is a matter of few: nobody else supervises, prolongs or returns it.
        let twist = twist.filter(|twist| !sealed || *twist == Twist::Rework).unwrap_or(Twist::None);
        let late = twist == Twist::Appeal || dice.percent(9);
        let joined = !sealed && course != Course::OnTheSpot && dice.percent(4);
        Plot {
            seed: dice.next(),
            theme: index,
            grid: dice.pick(&self.street.grids_of(theme.kind)).copied().unwrap_or(0),
            filed_at,
            source,
            course,
            twist,
            halt: None,
            duplicates: if joined { 1 + u8::from(dice.percent(30)) } else { 0 },
            knows_category: dice.percent(60),
            pace: if late { dice.between(105, 150) } else { dice.between(12, 82) },
        }
    }

    /// Cases in the first community, where the log-ins live, that stand today where each of them has something to do.
    fn showcase(&self) -> Vec<Plot> {
        let of = |category: &str| self.themes.iter().position(|theme| theme.category == category);
        let grids = self.street.grids.len().clamp(1, 4);
        let mut plots = Vec::new();
        for (number, (halt, category, course, twist, hours)) in
            (0..).zip(SHOWN.iter().cycle()).take(3 * SHOWN.len())
        {
            let Some(theme) = of(category) else { continue };
            let turn = number / SHOWN.len();
            let minutes = i64::try_from(hours * 60 + 35 * turn + number % SHOWN.len()).unwrap_or(60);
            plots.push(Plot {
                // Even: the unit's lead gives it to the first of its handlers, who can log in.
                seed: 2 * u64::try_from(number).unwrap_or(0) + 9_000,
                theme,
                grid: turn % grids,
                filed_at: self.now - SignedDuration::from_mins(minutes),
                source: match (turn, halt) {
                    (0, Halt::In(State::Closed)) | (1, _) => Source::Volunteer,
                    (0, _) => Source::GridMember,
                    _ => Source::Resident,
                },
                course: *course,
                twist: *twist,
                halt: Some(*halt),
                duplicates: u8::from(*halt == Halt::In(State::Reported)),
                knows_category: true,
                pace: 30,
            });
        }
        plots
    }
}

/// What is shown: where it stands, its category, its road, and how many hours ago it was reported.
const SHOWN: [(Halt, &str, Course, Twist, usize); 34] = [
    (Halt::In(State::Reported), "06036", Course::Plain, Twist::None, 1),
    (Halt::In(State::Reported), "06013", Course::Plain, Twist::None, 1),
    (Halt::In(State::PreChecking), "01037", Course::Plain, Twist::PreCheck, 2),
    (Halt::In(State::Registered), "06013", Course::Plain, Twist::None, 2),
    (Halt::In(State::Registered), "07008", Course::Plain, Twist::None, 2),
    (Halt::In(State::Offered), "06010", Course::Volunteers, Twist::None, 1),
    (Halt::In(State::Offered), "09010", Course::Volunteers, Twist::None, 1),
    (Halt::In(State::Dispatched), "06042", Course::Plain, Twist::None, 2),
    (Halt::In(State::Dispatched), "23009", Course::Plain, Twist::None, 2),
    (Halt::In(State::Dispatched), "21004", Course::Plain, Twist::None, 4),
    (Halt::In(State::Handling), "06042", Course::Plain, Twist::None, 2),
    (Halt::In(State::Handling), "06042", Course::Plain, Twist::None, 30),
    (Halt::In(State::Handling), "06013", Course::Plain, Twist::None, 100),
    (Halt::In(State::Handling), "23009", Course::Plain, Twist::None, 75),
    (Halt::In(State::Handling), "01004", Course::Plain, Twist::None, 26),
    (Halt::In(State::ToConfirm), "06042", Course::Plain, Twist::None, 4),
    (Halt::In(State::Paused), "06042", Course::Plain, Twist::Pause, 6),
    (Halt::In(State::Suspended), "04002", Course::Plain, Twist::Suspend, 60),
    (Halt::In(State::Mediating), "21004", Course::Plain, Twist::None, 50),
    (Halt::In(State::Referred), "24008", Course::Plain, Twist::None, 9),
    (Halt::In(State::Referred), "06013", Course::Plain, Twist::Whistle, 30),
    (Halt::In(State::Handled), "06042", Course::Plain, Twist::None, 5),
    (Halt::In(State::Handled), "06036", Course::Plain, Twist::None, 5),
    (Halt::In(State::PostChecking), "06042", Course::Plain, Twist::None, 5),
    (Halt::In(State::ToClose), "06042", Course::Plain, Twist::None, 6),
    (Halt::In(State::ToClose), "06036", Course::Plain, Twist::None, 6),
    (Halt::In(State::Closed), "06042", Course::Plain, Twist::None, 30),
    (Halt::Asked(RequestKind::Void), "06013", Course::Struck, Twist::None, 5),
    (Halt::Asked(RequestKind::Extend), "06042", Course::Plain, Twist::Extend, 8),
    (Halt::Asked(RequestKind::Pause), "06013", Course::Plain, Twist::Pause, 6),
    (Halt::Asked(RequestKind::Suspend), "06013", Course::Plain, Twist::Suspend, 8),
    (Halt::Asked(RequestKind::Whistle), "06013", Course::Plain, Twist::Whistle, 8),
    (Halt::Returned, "06042", Course::Plain, Twist::Arbitrate, 7),
    (Halt::Ordered, "06042", Course::Plain, Twist::Supervise, 20),
];
