//! What a supervisor asks every morning, in one answer: what is late, what falls due next, what was sent back, who has it all, and
//! where the time goes.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::histories::names_of_keepers;
use super::name::Named;
use super::question::{Question, ReportFilter, RowKey};
use crate::domain::codes::State;
use crate::domain::ids::UnitId;
use crate::domain::policy::Actor;
use crate::domain::report::dimension::Dimension;
use crate::domain::report::holder::Keeper;
use crate::domain::report::measure::{Measure, Sample};
use crate::domain::report::period::{Grain, Period};
use crate::domain::report::stage::Stage;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
pub use crate::store::report::open::Pressing;
use crate::store::report::open::{Due, Held, count_held, list_pressing};
use crate::store::report::read::Selection;
use crate::store::report::uncounted::count_uncounted;

/// Days that are looked back on, today included.
pub const DAYS: i64 = 30;

/// Cases that are named of those that are late or fall due.
const NAMED: i64 = 5;

/// The steps of which it is told where the time goes.
const STEPS: [Stage; 9] = [
    Stage::Accept,
    Stage::PreCheck,
    Stage::Dispatch,
    Stage::Receive,
    Stage::Handle,
    Stage::Mediate,
    Stage::Check,
    Stage::Conclude,
    Stage::Close,
];

/// What is counted of units.
const SENT_BACK: [Stage; 3] = [Stage::Handle, Stage::Returned, Stage::Reworked];

/// Open cases of one who has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// All of them.
    pub open: i64,
    /// Of these late.
    pub overdue: i64,
    /// Of these not late yet, and due within the hours asked for. 临期 is something else: four fifths of the limit.
    pub due_ahead: i64,
    /// Of these waiting for a date.
    pub waiting: i64,
    /// Of these suspended.
    pub suspended: i64,
}

impl Load {
    fn add(&mut self, other: &Self) {
        self.open += other.open;
        self.overdue += other.overdue;
        self.due_ahead += other.due_ahead;
        self.waiting += other.waiting;
        self.suspended += other.suspended;
    }
}

/// What was sent back, beside what was handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SentBack {
    /// Results that were handed in and confirmed.
    pub handled: i64,
    /// Results that were sent back for rework.
    pub reworked: i64,
    /// Cases that the unit returned.
    pub returned: i64,
}

impl SentBack {
    fn add(&mut self, stage: Stage, count: i64) {
        match stage {
            Stage::Handle => self.handled += count,
            Stage::Reworked => self.reworked += count,
            Stage::Returned => self.returned += count,
            _ => {}
        }
    }
}

/// A step, now and in as many days before.
#[derive(Debug, Clone)]
pub struct StepTime {
    /// The step.
    pub stage: Stage,
    /// In the days that are looked back on.
    pub now: Measure,
    /// In as many days before.
    pub before: Measure,
}

/// The answer.
#[derive(Debug, Clone)]
pub struct Morning {
    /// The instant of asking.
    pub as_of: Timestamp,
    /// Due ahead is what is due before this, and not late.
    pub due_before: Timestamp,
    /// The days that are looked back on.
    pub period: Period,
    /// All that is open.
    pub all: Load,
    /// By who has it, those with most that is late first.
    pub held: Vec<(Keeper, Load)>,
    /// The cases that have been late longest.
    pub overdue: Vec<Pressing>,
    /// The cases that are due next.
    pub due_ahead: Vec<Pressing>,
    /// What was sent back.
    pub sent_back: SentBack,
    /// What was sent back in as many days before.
    pub sent_back_before: SentBack,
    /// By unit, those with most that was sent back first; only those with any.
    pub by_unit: Vec<(String, SentBack)>,
    /// Where the time goes.
    pub steps: Vec<StepTime>,
    /// Names of units by id.
    pub units: Named,
    /// Names of areas by id.
    pub areas: Named,
    /// Cases that are not in the numbers yet.
    pub uncounted: i64,
}

/// Tells the morning.
pub async fn morning(
    core: &Core,
    actor: Actor,
    filter: ReportFilter,
    soon: SignedDuration,
) -> Result<Morning, ServiceError> {
    let (rooms, as_of) = (core.clone(), core.clock.now());
    core.db
        .read(move |conn| {
            let today = rooms.calendar_in(conn)?.date(as_of);
            let first = today.checked_sub((DAYS - 1).days()).unwrap_or(today);
            let period = Period::between(first, today).unwrap_or_else(|_| Period::holding(Grain::Day, today));
            let due_before = as_of.checked_add(soon).unwrap_or(as_of);
            let of_units = Question::new(
                &rooms,
                conn,
                &actor,
                filter.clone(),
                SENT_BACK.to_vec(),
                Some(Dimension::Unit),
            )?;
            let steps = Question::new(&rooms, conn, &actor, filter, STEPS.to_vec(), None)?;
            let selection = steps.over(period);
            let held = held(conn, &selection, (as_of, due_before))?;
            let mut all = Load::default();
            for (_, load) in &held {
                all.add(load);
            }
            let overdue = list_pressing(conn, &selection, (None, as_of), NAMED)?;
            let due_ahead = list_pressing(conn, &selection, (Some(as_of), due_before), NAMED)?;
            let (sent_back, by_unit) = count_sent_back(of_units.gather(conn, period)?);
            let (sent_back_before, _) = count_sent_back(of_units.gather(conn, period.before())?);
            let steps = step_times(steps.gather(conn, period)?, steps.gather(conn, period.before())?);
            let (units, areas) = names(&rooms, conn, &held, &by_unit)?;
            Ok(Morning {
                as_of,
                due_before,
                period,
                all,
                held,
                overdue,
                due_ahead,
                sent_back,
                sent_back_before,
                by_unit,
                steps,
                units,
                areas,
                uncounted: count_uncounted(conn)?,
            })
        })
        .await
}

/// Who has how much, those with most that is late first, then those with most.
fn held(
    conn: &mut Conn,
    selection: &Selection,
    (now, soon): (Timestamp, Timestamp),
) -> Result<Vec<(Keeper, Load)>, ServiceError> {
    let mut loads: BTreeMap<Keeper, Load> = BTreeMap::new();
    for Held { state, keeper, count } in count_held(conn, selection, Due::Any)? {
        let load = loads.entry(keeper).or_default();
        load.open += count;
        load.waiting += if state == State::Paused { count } else { 0 };
        load.suspended += if state == State::Suspended { count } else { 0 };
    }
    for Held { keeper, count, .. } in count_held(conn, selection, Due::Before(now))? {
        loads.entry(keeper).or_default().overdue += count;
    }
    for Held { keeper, count, .. } in count_held(conn, selection, Due::Within(now, soon))? {
        loads.entry(keeper).or_default().due_ahead += count;
    }
    let mut held: Vec<_> = loads.into_iter().collect();
    held.sort_by_key(|(keeper, load)| (-load.overdue, -load.open, *keeper));
    Ok(held)
}

/// What was sent back in all, and by unit where anything was.
fn count_sent_back(rows: BTreeMap<RowKey, Sample>) -> (SentBack, Vec<(String, SentBack)>) {
    let (mut all, mut by_unit) = (SentBack::default(), BTreeMap::<String, SentBack>::new());
    for ((stage, unit), sample) in rows {
        let count = sample.measure().count;
        all.add(stage, count);
        by_unit.entry(unit).or_default().add(stage, count);
    }
    let mut by_unit: Vec<_> = by_unit.into_iter().filter(|(_, of)| of.reworked + of.returned > 0).collect();
    by_unit.sort_by_key(|(unit, of)| (-(of.reworked + of.returned), unit.clone()));
    (all, by_unit)
}

fn step_times(mut now: BTreeMap<RowKey, Sample>, mut before: BTreeMap<RowKey, Sample>) -> Vec<StepTime> {
    let measure = |rows: &mut BTreeMap<RowKey, Sample>, stage: Stage| {
        rows.remove(&(stage, String::new())).unwrap_or_else(Sample::of_facts).measure()
    };
    let told = STEPS.iter().map(|stage| StepTime {
        stage: *stage,
        now: measure(&mut now, *stage),
        before: measure(&mut before, *stage),
    });
    told.filter(|step| step.now.count + step.before.count > 0).collect()
}

/// The names of units and areas by id: of all that has cases, and of all that sent some back.
fn names(
    core: &Core,
    conn: &mut Conn,
    held: &[(Keeper, Load)],
    by_unit: &[(String, SentBack)],
) -> Result<(Named, Named), ServiceError> {
    let sent_back =
        by_unit.iter().filter_map(|(unit, _)| unit.parse().ok()).map(|id| Keeper::Unit(UnitId(id)));
    let keepers: Vec<Keeper> = held.iter().map(|(keeper, _)| *keeper).chain(sent_back).collect();
    names_of_keepers(core, conn, &keepers)
}
