//! Numbers that an office may set, for itself or for one of its areas; the nearest area above a case that sets one wins. Every
//! setting is a whole number with a range; what is not set has the default of `Limits`.

use std::collections::BTreeMap;

use super::area_path::AreaPath;
use super::case::ctx::Limits;
use super::codes::{Lang, code_enum};
use super::ids::AreaId;
use super::suggest::{KNOWN_WITHIN_DAYS, KNOWN_WITHIN_METRES};
use super::words::Words;

/// Reports without an account that are taken in an hour: more than a street has on its worst day, less than a flood.
const STRANGERS_PER_HOUR: i64 = 200;

code_enum! {
    /// What can be set.
    pub enum Setting {
        ReopenDays = "reopen_days", "可重新办理的天数", "Days in which a case may be reopened";
        Extensions = "extensions", "可延期次数", "Extensions a case may have";
        WaitDays = "wait_days", "等待的最长工作日", "Work days a case may wait in sum";
        LeadWaitHours = "lead_wait_hours", "部门可批等待的工时", "Work hours of waiting that a unit's lead may grant";
        ReturnDays = "return_days", "可退回的工作日", "Work days after receipt in which a unit may return";
        OfferHours = "offer_hours", "邀约有效的小时", "Hours an offer stands";
        SamplePercent = "sample_percent", "自处置抽查比例（%）", "Of a hundred cases fixed on the spot, how many are checked";
        UrgesPerDay = "urges_per_day", "每日催办次数", "How often a case may be urged in a day";
        LinkDays = "link_days", "一案一链有效的天数", "Days for which a link to one case holds";
        NearbyMetres = "nearby_metres", "附近已知案件的距离（米）", "Metres within which a case counts as known nearby";
        NearbyDays = "nearby_days", "附近已知案件的天数", "Days within which a case counts as known nearby";
        StrangersPerHour = "strangers_per_hour", "每小时匿名上报上限", "Reports without an account that are taken in an hour";
    }
}

impl Setting {
    /// The smallest and the largest value.
    pub const fn range(self) -> (i64, i64) {
        match self {
            Self::ReopenDays | Self::NearbyDays => (1, 90),
            Self::LinkDays => (1, 180),
            Self::Extensions => (0, 5),
            Self::WaitDays => (1, 60),
            Self::LeadWaitHours => (0, 40),
            Self::ReturnDays => (0, 10),
            Self::OfferHours => (1, 168),
            Self::SamplePercent => (0, 100),
            Self::UrgesPerDay => (1, 50),
            Self::NearbyMetres => (20, 1000),
            Self::StrangersPerHour => (1, 10_000),
        }
    }

    /// The value where nobody has set one.
    pub fn default_value(self) -> i64 {
        let limits = Limits::default();
        match self {
            Self::ReopenDays => limits.reopen_days.into(),
            Self::Extensions => limits.extensions.into(),
            Self::WaitDays => limits.wait_days.into(),
            Self::LeadWaitHours => limits.lead_wait_hours.into(),
            Self::ReturnDays => limits.return_days.into(),
            Self::OfferHours => limits.offer_hours.into(),
            Self::SamplePercent => limits.sample_percent.into(),
            Self::UrgesPerDay => i64::try_from(limits.urges_per_day).unwrap_or(i64::MAX),
            Self::LinkDays => limits.link_days.into(),
            Self::NearbyMetres => KNOWN_WITHIN_METRES,
            Self::NearbyDays => KNOWN_WITHIN_DAYS,
            Self::StrangersPerHour => STRANGERS_PER_HOUR,
        }
    }

    /// The value, if it lies in the range.
    pub fn check(self, value: i64) -> Result<i64, Words> {
        let (least, most) = self.range();
        if (least..=most).contains(&value) {
            return Ok(value);
        }
        Err(Words::made(
            format!("“{}”应为 {least} 至 {most} 的整数。", self.label(Lang::Zh)),
            format!("must be a whole number from {least} to {most}."),
        ))
    }
}

/// A value and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The value.
    pub value: i64,
    /// The area that set it; none for the default.
    pub from: Option<AreaId>,
}

/// Everything that was set, by area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingBook {
    values: BTreeMap<(AreaId, Setting), i64>,
}

impl SettingBook {
    /// A book of what was set.
    pub fn new(rows: impl IntoIterator<Item = (AreaId, Setting, i64)>) -> Self {
        Self { values: rows.into_iter().map(|(area, setting, value)| ((area, setting), value)).collect() }
    }

    /// What an area has set itself.
    pub fn own(&self, area: AreaId, setting: Setting) -> Option<i64> {
        self.values.get(&(area, setting)).copied()
    }

    /// What holds in a place: the value of the nearest area that has one, from the grid upwards.
    pub fn held(&self, areas: &AreaPath, setting: Setting) -> Held {
        let set = areas.ids().find_map(|area| self.own(area, setting).map(|value| (area, value)));
        match set {
            Some((area, value)) => Held { value, from: Some(area) },
            None => Held { value: setting.default_value(), from: None },
        }
    }

    /// The numbers of the workflow that hold in a place.
    pub fn limits(&self, areas: &AreaPath) -> Limits {
        let default = Limits::default();
        // Every value was checked against its range, so each fits; the default stands where one does not.
        macro_rules! number {
            ($setting:ident, $field:ident) => {
                self.held(areas, Setting::$setting).value.try_into().unwrap_or(default.$field)
            };
        }
        Limits {
            reopen_days: number!(ReopenDays, reopen_days),
            extensions: number!(Extensions, extensions),
            wait_days: number!(WaitDays, wait_days),
            lead_wait_hours: number!(LeadWaitHours, lead_wait_hours),
            return_days: number!(ReturnDays, return_days),
            offer_hours: number!(OfferHours, offer_hours),
            sample_percent: number!(SamplePercent, sample_percent),
            urges_per_day: number!(UrgesPerDay, urges_per_day),
            link_days: number!(LinkDays, link_days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_area_wins() {
        let (grid, street) = (AreaId(4), AreaId(2));
        let book = SettingBook::new([(street, Setting::ReopenDays, 30), (grid, Setting::OfferHours, 2)]);
        let path = AreaPath { grid: Some(grid), street: Some(street), ..AreaPath::default() };
        assert_eq!(book.held(&path, Setting::ReopenDays), Held { value: 30, from: Some(street) });
        let limits = book.limits(&path);
        assert_eq!((limits.reopen_days, limits.offer_hours, limits.wait_days), (30, 2, 5));
        let nearer = SettingBook::new([(street, Setting::ReopenDays, 30), (grid, Setting::ReopenDays, 7)]);
        assert_eq!(nearer.limits(&path).reopen_days, 7);
        assert_eq!(nearer.limits(&AreaPath { grid: None, ..path }).reopen_days, 30);
        assert_eq!(SettingBook::default().limits(&path), Limits::default());
    }

    #[test]
    fn every_default_lies_in_its_range_and_changes_the_limits() {
        let area = AreaId(1);
        let path = AreaPath { grid: Some(area), ..AreaPath::default() };
        for setting in Setting::ALL {
            assert_eq!(setting.check(setting.default_value()), Ok(setting.default_value()), "{setting}");
            let (least, most) = setting.range();
            assert!(setting.check(least - 1).is_err() && setting.check(most + 1).is_err(), "{setting}");
            let book = SettingBook::new([(area, *setting, most)]);
            let elsewhere =
                matches!(setting, Setting::NearbyMetres | Setting::NearbyDays | Setting::StrangersPerHour);
            assert_eq!(book.limits(&path) == Limits::default(), elsewhere, "{setting} is used");
        }
    }
}
