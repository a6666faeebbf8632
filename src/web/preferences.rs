//! `/preferences`: how the caller hears of what.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::domain::notice::NoticeClass;
use crate::domain::notice::channel::{Channel, Mode, Preferences, Quiet, is_mandatory};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::notice::preference;
use crate::web::body::Json;
use crate::web::principal::Principal;
use crate::web::problem::{Place, Problem, Slug};

/// What the caller has chosen. The inbox hears everything, whatever is chosen here.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreferenceView {
    /// The classes of messages, each with its mode by channel.
    classes: Vec<ClassView>,
    /// The quiet hours; `null` when there are none.
    #[schema(required = true)]
    quiet: Option<QuietForm>,
    /// The account in WeCom.
    #[schema(required = true)]
    wecom_user: Option<String>,
    /// The channels that the office has set up.
    channels: Vec<Channel>,
}

/// A class of messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClassView {
    /// The class.
    class: NoticeClass,
    /// Its name.
    label: &'static str,
    /// Whether e-mail of this class cannot be off.
    mandatory: bool,
    /// The mode by channel.
    modes: BTreeMap<Channel, Mode>,
}

/// When the caller is left in peace, in the office's own time. Urgent matters come through.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietForm {
    /// The beginning.
    #[schema(example = "22:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    from: String,
    /// The end; before the beginning when the quiet spans midnight.
    #[schema(example = "07:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    to: String,
    /// Whether days on which the office does not work are quiet as a whole.
    #[serde(default)]
    rest_days: bool,
}

/// What the caller chooses, in place of what was before. What is absent is as the office has it by default.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceForm {
    /// Modes by class and channel.
    #[serde(default)]
    modes: BTreeMap<NoticeClass, BTreeMap<Channel, Mode>>,
    /// The quiet hours.
    #[serde(default)]
    quiet: Option<QuietForm>,
    /// The account in WeCom.
    #[serde(default)]
    wecom_user: Option<String>,
}

impl PreferenceView {
    fn of(chosen: &Preferences, core: &Core, lang: Lang) -> Self {
        let modes = |class| Channel::PERSONAL.map(|channel| (channel, chosen.mode(class, channel))).into();
        let class = |class: &NoticeClass| ClassView {
            class: *class,
            label: class.label(lang),
            mandatory: is_mandatory(*class),
            modes: modes(*class),
        };
        let clock = |minute: i16| format!("{:02}:{:02}", minute / 60, minute % 60);
        Self {
            classes: NoticeClass::ALL.iter().map(class).collect(),
            quiet: chosen.quiet.map(|quiet| QuietForm {
                from: clock(quiet.from),
                to: clock(quiet.to),
                rest_days: quiet.rest_days,
            }),
            wecom_user: chosen.wecom_user.clone(),
            channels: core.notices.channels.clone(),
        }
    }
}

/// How the caller hears of what.
#[utoipa::path(get, path = "/api/v1/preferences", tag = "inbox",
    responses((status = 200, description = "What the caller has chosen", body = PreferenceView)))]
pub async fn get_preferences(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let chosen = preference::get_preferences(&core, principal.0.person).await?;
    Ok(HttpResponse::Ok().json(PreferenceView::of(&chosen, &core, lang)))
}

/// Chooses how to hear of what.
#[utoipa::path(put, path = "/api/v1/preferences", tag = "inbox", request_body = PreferenceForm,
    responses((status = 200, description = "What the caller has chosen", body = PreferenceView)))]
pub async fn set_preferences(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    body: Json<PreferenceForm>,
) -> Result<HttpResponse, Problem> {
    let chosen = preference::set_preferences(&core, principal.0.person, body.0.try_into()?).await?;
    Ok(HttpResponse::Ok().json(PreferenceView::of(&chosen, &core, lang)))
}

impl TryFrom<PreferenceForm> for Preferences {
    type Error = Problem;

    fn try_from(form: PreferenceForm) -> Result<Self, Problem> {
        let mut chosen = Self { wecom_user: form.wecom_user, ..Self::default() };
        for (class, modes) in form.modes {
            chosen.modes.extend(modes.into_iter().map(|(channel, mode)| ((class, channel), mode)));
        }
        if let Some(QuietForm { from, to, rest_days }) = form.quiet {
            let (from, to) = (minute("/quiet/from", &from)?, minute("/quiet/to", &to)?);
            chosen.quiet = Some(Quiet { from, to, rest_days });
        }
        Ok(chosen)
    }
}

/// Minutes after midnight.
fn minute(pointer: &str, text: &str) -> Result<i16, Problem> {
    let digits = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() == 2);
    let parts = text.split_once(':').and_then(|(hour, minute)| Some((digits(hour)?, digits(minute)?)));
    match parts {
        Some((hour @ 0..24, minute @ 0..60)) => Ok(hour * 60 + minute),
        _ => Err(Problem::new(Slug::Invalid).at(
            Place::Body,
            pointer,
            Words::fixed("应为时:分，例如 22:00。", "must be hours and minutes, such as 22:00."),
        )),
    }
}
