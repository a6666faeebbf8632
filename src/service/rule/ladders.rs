//! What somebody who saves ladders should know: steps that nobody would hear, and steps that would come at the wrong time.

use crate::domain::ids::AreaId;
use crate::domain::ladder::{Ladder, LadderRecipient};
use crate::domain::limit::Limit;
use crate::domain::words::{Flaw, Words};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::grant::{self, GrantFilter, PeopleReach};

/// Warnings about ladders, with pointers into them. They do not stand in the way: an office may fill a post tomorrow.
pub async fn ladder_warnings(core: &Core, ladders: Vec<Ladder>) -> Result<Vec<Flaw>, ServiceError> {
    let rooms = core.clone();
    core.db.read(move |conn| warnings(&rooms, conn, &ladders)).await
}

fn warnings(core: &Core, conn: &mut Conn, ladders: &[Ladder]) -> Result<Vec<Flaw>, ServiceError> {
    let (catalogue, limits) = (core.catalogue(conn)?, core.limit_book(conn)?);
    let mut out = Vec::new();
    for (i, ladder) in ladders.iter().enumerate() {
        let at = format!("/ladders/{i}");
        let budgets: Vec<Limit> = limits.limits_of(&ladder.holds_for, &catalogue).into_iter().collect();
        out.extend(
            ladder
                .untimely(&budgets)
                .into_iter()
                .map(|flaw| Flaw { pointer: format!("{at}{}", flaw.pointer), ..flaw }),
        );
        let scope = scope(core, conn, ladder.holds_for.area)?;
        for (j, step) in ladder.steps.iter().enumerate() {
            for (k, to) in step.to.iter().enumerate() {
                if let LadderRecipient::Role { role, .. } = to
                    && nobody_holds(core, conn, role.code(), &scope)?
                {
                    out.push(Flaw::new(
                        format!("{at}/steps/{j}/to/{k}"),
                        Words::made(
                            format!(
                                "此处无人担任“{}”，将由上级接收。",
                                role.label(crate::domain::codes::Lang::Zh)
                            ),
                            format!("nobody holds the role {role} there: the next level up will hear."),
                        ),
                    ));
                }
            }
        }
    }
    Ok(out)
}

/// The areas in which somebody could hear: those above and below the ladder's, or all.
fn scope(core: &Core, conn: &mut Conn, area: Option<AreaId>) -> Result<Vec<i64>, ServiceError> {
    let areas = core.areas(conn)?;
    Ok(match area {
        Some(area) => {
            areas.subtree(area).into_iter().chain(areas.ancestors(area).ids()).map(|id| id.0).collect()
        }
        None => areas.all().iter().map(|area| area.id.0).collect(),
    })
}

fn nobody_holds(
    core: &Core,
    conn: &mut Conn,
    role: &'static str,
    scope: &[i64],
) -> Result<bool, ServiceError> {
    let reach = PeopleReach { areas: scope.to_vec(), ..PeopleReach::default() };
    let filter = GrantFilter { role: Some(role), at: Some(core.clock.now()), ..GrantFilter::default() };
    Ok(grant::list(conn, &reach, &filter, 1)?.is_empty())
}
