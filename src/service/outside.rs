//! Bodies outside that have no account: the office issues a signed link to the one case that was referred to such a body, and the
//! body opens it, adds to it and reports what it did. The link holds while the case is with that body and until its date; a
//! new one, a revocation or any way on of the case ends it. What it opens and allows is the policy's to say.

use crate::domain::area::Area;
use crate::domain::case::words::Outcome;
use crate::domain::case::{ActionOffer, Case};
use crate::domain::codes::{ActionCode, Right};
use crate::domain::ids::CaseId;
use crate::domain::policy::{Actor, CaseLink, permit};
use crate::domain::words::Words;
use crate::service::attachment::{Upload, add_photo};
use crate::service::case::act::{Act, Ask};
use crate::service::case::see::{SeenCase, form_for, offers, see};
use crate::service::case::timeline::{Timeline, timeline};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::{self, RequestKey};
use crate::store::case::find_case;
use crate::store::unit;

const PURPOSE: &str = "outside";

/// A link that was issued.
#[derive(Debug, Clone)]
pub struct IssuedLink {
    /// The case.
    pub case: Case,
    /// The address for the body; it is shown to whoever issued it and kept nowhere.
    pub url: String,
    /// Until when it holds, if the case stays with the body so long.
    pub expires_at: jiff::Timestamp,
}

/// A case in front of the body that has it.
#[derive(Debug, Clone)]
pub struct LinkedCase {
    /// The case, as the body sees it.
    pub seen: SeenCase,
    /// What passed between the body and the office.
    pub timeline: Timeline,
    /// What the body may do now.
    pub actions: Vec<ActionOffer>,
    /// The areas in which it lies, from the grid upwards.
    pub place: Vec<Area>,
    /// The body's name, Chinese and English.
    pub body: Option<(String, String)>,
}

/// What is signed: the event that issued the link, and when; a database that was set back gives the same number again.
fn signed(case: &Case) -> Option<(CaseLink, String)> {
    let link = case.external.as_ref()?.link?;
    let text = format!("{}:{}:{}", case.id, link.no, link.issued_at.as_microsecond());
    Some((CaseLink { case: case.id, no: link.no }, text))
}

/// Issues a link to a case that is with a body outside, in place of the one before. A repetition under the same key shows the
/// same link again, as long as it holds.
pub async fn issue_link(
    core: &Core,
    actor: Actor,
    case: CaseId,
    key: Option<RequestKey>,
) -> Result<IssuedLink, ServiceError> {
    let now = core.clock.now();
    let known = core.db.read_point(move |conn| Ok::<_, ServiceError>(find_case(conn, case)?)).await?;
    // Asked before the state is, and also of whoever repeats a key: it says nothing of what may be done today.
    let known = known.ok_or(ServiceError::NotFound)?.case;
    form_for(&actor, &known, now)?;
    permit(&actor, Right::ShareLink, &known.target_for(&actor, now))?;
    let act = Act::prepare(core, actor, case, ActionCode::IssueLink, Ask::default(), None, key)?;
    let case = act.run(core).await?.case;
    let over = || ServiceError::Conflict(Words::fixed("该链接已失效。", "The link is over."));
    let expires_at = case.live_link(now).ok_or_else(over)?.expires_at;
    let (_, text) = signed(&case).ok_or_else(over)?;
    // Behind `#`, so that it stays out of the logs of servers on the way.
    let url = format!("{}/outside#{}.{}", core.notices.base_url, case.id, core.access.sign(PURPOSE, &text));
    Ok(IssuedLink { case, url, expires_at })
}

/// Who shows a link. One that was made by nobody, that has been replaced or revoked, or whose case is no longer with the body opens
/// nothing, and the answers do not tell which.
async fn visitor(core: &Core, token: &str) -> Result<(Actor, CaseLink), ServiceError> {
    let (case, tag) = token.split_once('.').ok_or(ServiceError::NotFound)?;
    let case: CaseId = case.parse().map_err(|_| ServiceError::NotFound)?;
    let stored = core.db.read_point(move |conn| Ok::<_, ServiceError>(find_case(conn, case)?)).await?;
    let stored = stored.ok_or(ServiceError::NotFound)?;
    let (link, text) = signed(&stored.case).ok_or(ServiceError::NotFound)?;
    if !core.access.is_signed(PURPOSE, &text, tag) {
        return Err(ServiceError::NotFound);
    }
    let actor = Actor::by_link(link);
    form_for(&actor, &stored.case, core.clock.now())?;
    Ok((actor, link))
}

/// Shows the case to the body. The first look at each link is written down.
pub async fn show(core: &Core, token: &str) -> Result<LinkedCase, ServiceError> {
    let (actor, link) = visitor(core, token).await?;
    let unopened = |actions: &[ActionOffer]| actions.iter().any(|a| a.action == ActionCode::OpenLink);
    let linked = look(core, actor.clone(), link.case).await?;
    if !unopened(&linked.actions) {
        return Ok(linked);
    }
    let open =
        Act::prepare(core, actor.clone(), link.case, ActionCode::OpenLink, Ask::default(), None, None)?;
    match open.run(core).await {
        // Another window of the body was first.
        Ok(_) | Err(ServiceError::Refused(_)) => look(core, actor, link.case).await,
        Err(error) => Err(error),
    }
}

async fn look(core: &Core, actor: Actor, case: CaseId) -> Result<LinkedCase, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let seen = see(&rooms, conn, &actor, case)?;
            let case = &seen.stored.case;
            let timeline = timeline(conn, &actor, case, seen.form)?;
            let actions = offers(&rooms, conn, &actor, case)?;
            let office = rooms.office(conn)?;
            let place = case.areas.ids().filter_map(|id| office.areas.find(id).cloned()).collect();
            let body = case.external.as_ref().and_then(|body| body.unit);
            let body = body.map(|unit| unit::find(conn, unit)).transpose()?.flatten();
            Ok(LinkedCase {
                timeline,
                actions,
                place,
                body: body.map(|row| (row.name_zh, row.name_en)),
                seen,
            })
        })
        .await
}

/// The body adds words.
pub async fn supplement(
    core: &Core,
    token: &str,
    text: String,
    key: Option<RequestKey>,
) -> Result<LinkedCase, ServiceError> {
    let (actor, link) = visitor(core, token).await?;
    let ask = Ask { text: Some(text), ..Ask::default() };
    let key = key.map(|key| key.bound_to(token));
    Act::prepare(core, actor.clone(), link.case, ActionCode::Supplement, ask, None, key)?.run(core).await?;
    look(core, actor, link.case).await
}

/// The body adds a photo.
pub async fn add_linked_photo(
    core: &Core,
    token: &str,
    upload: Upload,
    key: Option<RequestKey>,
) -> Result<LinkedCase, ServiceError> {
    let (actor, link) = visitor(core, token).await?;
    add_photo(core, actor.clone(), link.case, upload, key.map(|key| key.bound_to(token))).await?;
    look(core, actor, link.case).await
}

/// Whoever shows a link, to look at a photo of the case.
pub async fn photo_viewer(core: &Core, token: &str) -> Result<Actor, ServiceError> {
    visitor(core, token).await.map(|(actor, _)| actor)
}

/// The body says what it did, or that the matter is not its own. The link ends with it; a repetition under the same key is still
/// answered, since a telephone may have lost the first answer.
pub async fn report_result(
    core: &Core,
    token: &str,
    outcome: Outcome,
    text: String,
    version: Option<i64>,
    key: Option<RequestKey>,
) -> Result<Case, ServiceError> {
    let key = key.map(|key| key.bound_to(token));
    let known = key.clone();
    let repeated = core
        .db
        .read_point(move |conn| match idempotency::find(conn, None, known.as_ref(), "case")? {
            Some(case) => Ok::<_, ServiceError>(find_case(conn, CaseId(case))?),
            None => Ok(None),
        })
        .await?;
    if let Some(stored) = repeated {
        return Ok(stored.case);
    }
    let (actor, link) = visitor(core, token).await?;
    let mut ask = Ask { text: Some(text), ..Ask::default() };
    ask.input.outcome = Some(outcome);
    let act = Act::prepare(core, actor, link.case, ActionCode::ExternalResult, ask, version, key)?;
    Ok(act.run(core).await?.case)
}
