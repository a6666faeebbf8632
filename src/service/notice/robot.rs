//! Webhooks whose address is that of a WeCom group robot: they hear less than a program does, since people read along, and in words.

use jiff::Timestamp;

use super::webhook::{TEST, WebhookRow};
use super::{entitled, message};
use crate::domain::case::Fact;
use crate::domain::codes::Lang;
use crate::domain::ids::CaseId;
use crate::domain::notice::NoticeCode;
use crate::domain::notice::outgoing::Address;
use crate::domain::notice::template::{self, Facts, Placeholder};
use crate::domain::notice::wanted::Dropped;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::case::find_case;
use crate::store::delivery::DeliveryRow;

/// What a group hears of: what comes in, what comes back, what is late and what presses. A robot may say twenty things a minute.
pub(super) const TELLS: [&str; 9] = [
    "reported",
    "dispatched",
    "returned",
    "reworked",
    "overdue",
    "supervised",
    "order_overdue",
    "closed",
    "reopened",
];

/// Whether an address is that of a group robot: `…/cgi-bin/webhook/send?key=…`.
pub(super) fn is_robot(url: &str) -> bool {
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path);
    path.and_then(|path| path.strip_prefix("cgi-bin/webhook/send?"))
        .is_some_and(|query| query.split('&').any(|part| part.len() > 4 && part.starts_with("key=")))
}

/// What the robot is to say, or why it says nothing.
pub(super) fn prepare(
    core: &Core,
    conn: &mut Conn,
    row: &DeliveryRow,
    hook: &WebhookRow,
    now: Timestamp,
) -> Result<Result<Address, Dropped>, ServiceError> {
    let lang = Lang::Zh;
    let text = match row.case_id {
        None if row.notice == TEST => "邻格：测试消息".to_owned(),
        None => return Ok(Err(Dropped::Settled)),
        Some(id) => {
            let Some(stored) = find_case(conn, CaseId(id))? else { return Ok(Err(Dropped::Settled)) };
            if entitled(conn, &stored.case, &[hook.owner], now)?.is_empty() {
                return Ok(Err(Dropped::NoAccess));
            }
            let facts = message::facts(core, conn, NoticeCode::NewWork, &stored.case, lang)?;
            if stored.case.sensitive {
                let sealed = template::sealed(lang, &facts);
                format!("{}\n{}", sealed.title, sealed.link)
            } else {
                said(&row.notice, &facts)
            }
        }
    };
    Ok(Ok(Address::Robot { url: hook.url.clone(), text }))
}

/// A few lines: what happened, to what, where, and the link. Nothing that people wrote.
fn said(kind: &str, facts: &Facts) -> String {
    let label = Fact::CODES.iter().find(|(code, ..)| *code == kind).map_or(kind, |(_, zh, _)| *zh);
    let fact = |name| facts.get(&name).cloned().unwrap_or_default();
    let [number, category, place, state] =
        [Placeholder::Number, Placeholder::Category, Placeholder::Place, Placeholder::State].map(fact);
    format!("邻格：{label}\n案件 {number}，{category}，{place}，{state}\n{}", fact(Placeholder::Link))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_robot_is_told_by_its_address() {
        for (url, robot) in [
            ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6", true),
            ("http://127.0.0.1:8080/cgi-bin/webhook/send?debug=1&key=k", true),
            ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", false),
            ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send", false),
            ("https://example.cn/hook?to=/cgi-bin/webhook/send?key=k", false),
        ] {
            assert_eq!(is_robot(url), robot, "{url}");
        }
    }

    #[test]
    fn every_kind_that_a_group_hears_of_exists() {
        for kind in TELLS {
            assert!(Fact::CODES.iter().any(|(code, ..)| *code == kind), "{kind}");
        }
    }
}
