//! Survival: of the cases that were filed in a period, how long until they are closed, with those that are open counted for as long
//! as they have lasted, and two selections compared.

use jiff::Timestamp;

use super::question::{Question, ReportFilter};
use crate::domain::policy::Actor;
use crate::domain::report::log_rank::{LogRank, log_rank};
use crate::domain::report::period::Period;
use crate::domain::report::stage::Stage;
use crate::domain::report::survival::{Fate, Lives};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::store::Conn;
use crate::store::report::lives::{list_ended, list_open_since};

/// Cases that one selection holds at most.
pub const MOST_CASES: i64 = 500_000;

/// The ends of a case.
const ENDS: [Stage; 4] = [Stage::Close, Stage::Declined, Stage::Merged, Stage::Voided];

/// A selection: the cases filed in a period, narrowed.
#[derive(Debug, Clone)]
pub struct Filed {
    /// When they were filed.
    pub period: Period,
    /// What it is narrowed to.
    pub filter: ReportFilter,
}

/// The report.
#[derive(Debug, Clone)]
pub struct SurvivalReport {
    /// The instant of asking: open cases are observed until then.
    pub as_of: Timestamp,
    /// The selection.
    pub lives: Lives,
    /// The one that it is compared with.
    pub other: Option<Lives>,
    /// The test of both; none with one selection, or where there is nothing to compare.
    pub log_rank: Option<LogRank>,
}

/// Tells how long the cases of a selection last, and of another beside it.
pub async fn survival(
    core: &Core,
    actor: Actor,
    first: Filed,
    other: Option<Filed>,
) -> Result<SurvivalReport, ServiceError> {
    let (rooms, as_of) = (core.clone(), core.clock.now());
    let read = core.db.read(move |conn| {
        let lives = lives(&rooms, conn, &actor, first, as_of)?;
        let other = other.map(|other| self::lives(&rooms, conn, &actor, other, as_of)).transpose()?;
        Ok::<_, ServiceError>((lives, other))
    });
    let (lives, other) = read.await?;
    let log_rank = other.as_ref().and_then(|other| log_rank(&lives, other));
    Ok(SurvivalReport { as_of, lives, other, log_rank })
}

fn lives(
    core: &Core,
    conn: &mut Conn,
    actor: &Actor,
    filed: Filed,
    as_of: Timestamp,
) -> Result<Lives, ServiceError> {
    let question = Question::new(core, conn, actor, filed.filter, ENDS.to_vec(), None)?;
    let selection = question.over(filed.period);
    let mut lives = Lives::default();
    let ended = list_ended(conn, &selection, MOST_CASES + 1)?;
    let zone = core.calendar_in(conn)?.zone().clone();
    let between = filed.period.instants(&zone);
    let open = match between {
        Some(between) => list_open_since(conn, &selection, between, MOST_CASES + 1)?,
        None => Vec::new(),
    };
    if i64::try_from(ended.len() + open.len()).unwrap_or(i64::MAX) > MOST_CASES {
        return Err(too_many());
    }
    for (stage, seconds) in ended {
        lives.add(seconds, if stage == Stage::Close { Fate::Closed } else { Fate::Otherwise }, 1);
    }
    for filed_at in open {
        lives.add(as_of.duration_since(filed_at).as_secs(), Fate::Open, 1);
    }
    Ok(lives)
}

fn too_many() -> ServiceError {
    let words = Words::made(
        format!("涉及的案件超过 {MOST_CASES} 个，请缩短时段或加上类别、区域、单位等条件。"),
        format!(
            "holds more than {MOST_CASES} cases: take a shorter period, or a category, an area or a unit."
        ),
    );
    ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new("/period", words)])
}
