//! The ways out of the house, and how people choose among them. The inbox in the application is none of them: it hears
//! everything, always.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::NoticeClass;
use crate::domain::calendar::Calendar;
use crate::domain::codes::code_enum;

code_enum! {
    /// A way out.
    pub enum Channel {
        Email = "email", "邮件", "E-mail";
        Wecom = "wecom", "企业微信", "WeCom";
        Sms = "sms", "短信", "SMS";
        Webhook = "webhook", "网络回调", "Webhook";
    }
}

impl Channel {
    /// Those that reach a person and stand in the preferences. A webhook belongs to a program.
    pub const PERSONAL: [Self; 3] = [Self::Email, Self::Wecom, Self::Sms];
}

code_enum! {
    /// How messages of a class come by a channel.
    pub enum Mode {
        Off = "off", "不接收", "Off";
        Instant = "instant", "立即", "At once";
        Digest = "digest", "汇总", "In a digest";
    }
}

/// Whether messages of the class must reach their people by some way beside the inbox: they may come in a digest, not be off,
/// by e-mail.
pub const fn is_mandatory(class: NoticeClass) -> bool {
    matches!(class, NoticeClass::Deadlines | NoticeClass::Decisions | NoticeClass::Supervision)
}

/// What holds for whoever has chosen nothing.
pub const fn default_mode(class: NoticeClass, channel: Channel) -> Mode {
    match (channel, class) {
        // A text message costs money and wakes people: only who asks for it gets it.
        (Channel::Sms, _) => Mode::Off,
        (Channel::Email | Channel::Wecom, NoticeClass::Thanks) | (Channel::Email, NoticeClass::Work) => {
            Mode::Digest
        }
        (Channel::Email | Channel::Wecom | Channel::Webhook, _) => Mode::Instant,
    }
}

/// When a person is left in peace, in the office's own time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// The beginning, in minutes after midnight.
    pub from: i16,
    /// The end; before the beginning when the quiet spans midnight.
    pub to: i16,
    /// Whether the days on which the office does not work are quiet as a whole.
    pub rest_days: bool,
}

impl Quiet {
    /// The first instant from `at` on at which the person may be disturbed.
    pub fn end(&self, calendar: &Calendar, at: Timestamp) -> Timestamp {
        let mut at = at;
        // A run of quiet days is a holiday; nothing is held for longer than a month.
        for _ in 0..31 {
            match self.step(calendar, at) {
                Some(later) if later > at => at = later,
                _ => return at,
            }
        }
        at
    }

    fn step(self, calendar: &Calendar, at: Timestamp) -> Option<Timestamp> {
        let local = calendar.zone().to_datetime(at);
        let (date, minute) = (local.date(), i16::from(local.hour()) * 60 + i16::from(local.minute()));
        if self.rest_days && !works(calendar, date) {
            return instant(calendar.zone(), date.checked_add(1.day()).ok()?, 0);
        }
        if self.from <= self.to {
            return (self.from <= minute && minute < self.to)
                .then(|| instant(calendar.zone(), date, self.to))?;
        }
        if minute >= self.from {
            return instant(calendar.zone(), date.checked_add(1.day()).ok()?, self.to);
        }
        (minute < self.to).then(|| instant(calendar.zone(), date, self.to))?
    }
}

/// Whether the office works on a day: whether any of its time is working time.
fn works(calendar: &Calendar, date: Date) -> bool {
    let day = instant(calendar.zone(), date, 0);
    let next = date.checked_add(1.day()).ok().and_then(|next| instant(calendar.zone(), next, 0));
    match (day, next) {
        (Some(day), Some(next)) => calendar.work_between(day, next).is_ok_and(|work| work > 0),
        _ => true,
    }
}

fn instant(zone: &TimeZone, date: Date, minute: i16) -> Option<Timestamp> {
    let time = Time::midnight();
    let at = date.to_datetime(time).checked_add(i64::from(minute).minutes()).ok()?;
    zone.to_timestamp(at).ok()
}

/// What a person has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Modes that differ from the default.
    pub modes: BTreeMap<(NoticeClass, Channel), Mode>,
    /// The quiet hours.
    pub quiet: Option<Quiet>,
    /// The account in WeCom.
    pub wecom_user: Option<String>,
}

impl Preferences {
    /// How messages of the class come by the channel.
    pub fn mode(&self, class: NoticeClass, channel: Channel) -> Mode {
        self.modes.get(&(class, channel)).copied().unwrap_or_else(|| default_mode(class, channel))
    }
}

/// How much a person has lately got by a channel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// Messages of the same code within [`STORM_WINDOW`].
    pub alike: i64,
    /// Messages of any code within [`CAP_WINDOW`].
    pub all: i64,
}

/// In so long a time …
pub const STORM_WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// … so many messages of one code come one by one. More are a storm, and come as one summary that lists them all.
pub const STORM: i64 = 5;
/// In so long a time …
pub const CAP_WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// … so many messages come at all. What is more joins a summary; nothing is dropped.
pub const CAP: i64 = 20;
/// Digests are sent at these minutes after midnight, in the office's own time.
const DIGEST_MINUTES: [i16; 2] = [8 * 60 + 30, 16 * 60 + 30];
/// A summary of a storm is sent at the end of the quarter of an hour.
const SUMMARY_SECONDS: i64 = 15 * 60;

/// How a message goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Not by this channel.
    None,
    /// By itself, not before this instant.
    Alone(Timestamp),
    /// In the digest or summary that is sent at this instant.
    Together(Timestamp),
}

/// How a message to a person goes out by a channel. `urgent` breaks the quiet; caps hold for it too.
pub fn route(
    preferences: &Preferences,
    (class, channel): (NoticeClass, Channel),
    urgent: bool,
    load: Load,
    calendar: &Calendar,
    now: Timestamp,
) -> Route {
    let mode = match preferences.mode(class, channel) {
        Mode::Digest if urgent => Mode::Instant,
        mode => mode,
    };
    let awake = |at| match preferences.quiet {
        Some(quiet) if !urgent => quiet.end(calendar, at),
        _ => at,
    };
    match mode {
        Mode::Off => Route::None,
        Mode::Instant if load.alike >= STORM || load.all >= CAP => Route::Together(awake(next_summary(now))),
        Mode::Instant => Route::Alone(awake(now)),
        Mode::Digest => Route::Together(awake(next_digest(calendar, now))),
    }
}

fn next_summary(now: Timestamp) -> Timestamp {
    let next = (now.as_second() / SUMMARY_SECONDS + 1) * SUMMARY_SECONDS;
    Timestamp::from_second(next).unwrap_or(now)
}

fn next_digest(calendar: &Calendar, now: Timestamp) -> Timestamp {
    let today = calendar.date(now);
    let tomorrow = today.checked_add(1.day()).unwrap_or(today);
    [today, tomorrow]
        .into_iter()
        .flat_map(|date| DIGEST_MINUTES.map(|minute| instant(calendar.zone(), date, minute)))
        .flatten()
        .find(|at| *at > now)
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::built_in;

    fn at(text: &str) -> Timestamp {
        format!("{text}+08:00").parse().unwrap()
    }

    #[test]
    fn quiet_hours_hold_until_morning_and_over_holidays() {
        let calendar = built_in().unwrap();
        let night = Quiet { from: 22 * 60, to: 7 * 60, rest_days: false };
        let noon = Quiet { from: 12 * 60, to: 13 * 60, rest_days: false };
        let rest = Quiet { from: 0, to: 0, rest_days: true };
        for (quiet, now, wanted) in [
            (night, "2026-03-10T21:59", "2026-03-10T21:59"),
            (night, "2026-03-10T22:00", "2026-03-11T07:00"),
            (night, "2026-03-10T06:59", "2026-03-10T07:00"),
            (night, "2026-03-10T07:00", "2026-03-10T07:00"),
            (noon, "2026-03-10T12:30", "2026-03-10T13:00"),
            (rest, "2026-03-13T18:00", "2026-03-13T18:00"),
            (rest, "2026-03-14T10:00", "2026-03-16T00:00"),
            // The week of National Day: 1 to 7 October 2026.
            (rest, "2026-10-01T10:00", "2026-10-08T00:00"),
        ] {
            assert_eq!(quiet.end(&calendar, at(now)), at(wanted), "{quiet:?} {now}");
        }
    }

    #[test]
    fn storms_and_caps_overflow_into_a_summary_and_never_drop() {
        let calendar = built_in().unwrap();
        let now = at("2026-03-10T10:07");
        let plain = Preferences::default();
        let go = |load, urgent| {
            route(&plain, (NoticeClass::Deadlines, Channel::Email), urgent, load, &calendar, now)
        };
        assert_eq!(go(Load::default(), false), Route::Alone(now));
        let summary = Route::Together(at("2026-03-10T10:15"));
        for urgent in [false, true] {
            assert_eq!(go(Load { alike: STORM, all: 0 }, urgent), summary);
            assert_eq!(go(Load { alike: 0, all: CAP }, urgent), summary);
        }
    }

    #[test]
    fn digests_come_twice_a_day_and_urgent_matters_do_not_wait_for_them() {
        let calendar = built_in().unwrap();
        let plain = Preferences::default();
        let work = (NoticeClass::Work, Channel::Email);
        for (now, wanted) in [
            ("2026-03-10T08:29", "2026-03-10T08:30"),
            ("2026-03-10T08:30", "2026-03-10T16:30"),
            ("2026-03-10T17:00", "2026-03-11T08:30"),
        ] {
            let routed = route(&plain, work, false, Load::default(), &calendar, at(now));
            assert_eq!(routed, Route::Together(at(wanted)), "{now}");
        }
        let night = at("2026-03-10T23:00");
        let quiet = Quiet { from: 22 * 60, to: 7 * 60, rest_days: false };
        let mut sleeper = Preferences { quiet: Some(quiet), ..Preferences::default() };
        let held = route(
            &sleeper,
            (NoticeClass::OwnReports, Channel::Email),
            false,
            Load::default(),
            &calendar,
            night,
        );
        assert_eq!(held, Route::Alone(at("2026-03-11T07:00")));
        assert_eq!(route(&sleeper, work, true, Load::default(), &calendar, night), Route::Alone(night));
        sleeper.modes.insert(work, Mode::Off);
        assert_eq!(route(&sleeper, work, true, Load::default(), &calendar, night), Route::None);
    }
}
