//! Time limits: an exact decimal number and its unit. A quarter of an urgent hour is fifteen
//! minutes, without any rounding.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::codes::{Lang, LimitUnit};

/// A positive number with at most three decimals, held in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount(u32);

/// Why a text or a pair is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadLimit {
    /// Not digits, or digits, a point and at most three digits.
    #[error("a limit is a plain decimal number with at most three decimals")]
    NotDecimal,
    /// Zero or beyond [`Amount::MAX`].
    #[error("a limit is more than 0 and at most 100000")]
    OutOfRange,
    /// Days are whole: a day falls due at its close, and half a day has none.
    #[error("a limit in days is a whole number")]
    FractionalDays,
    /// Not one of the units.
    #[error("unknown unit of a limit")]
    Unit,
}

impl Amount {
    /// The largest limit: 100,000 of any unit.
    pub const MAX: Self = Self(100_000_000);

    /// The number in thousandths of the unit.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// A whole number of units.
    pub const fn whole(units: u32) -> Result<Self, BadLimit> {
        if units == 0 || units > Self::MAX.0 / 1000 {
            return Err(BadLimit::OutOfRange);
        }
        Ok(Self(units * 1000))
    }
}

impl FromStr for Amount {
    type Err = BadLimit;

    fn from_str(text: &str) -> Result<Self, BadLimit> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || decimals.len() > 3 {
            return Err(BadLimit::NotDecimal);
        }
        let thousandths = format!("{whole}{decimals:0<3}").parse().unwrap_or(u32::MAX);
        if thousandths == 0 || thousandths > Self::MAX.0 {
            return Err(BadLimit::OutOfRange);
        }
        Ok(Self(thousandths))
    }
}

impl fmt::Display for Amount {
    /// The shortest text that reads back as the same number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
    }
}

impl Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Amount {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(r"^[0-9]{1,6}(\.[0-9]{1,3})?$"))
            .description(Some("a decimal number as text, so that no reader rounds it"))
            .into()
    }
}

impl utoipa::ToSchema for Amount {}

#[derive(Deserialize)]
struct Raw {
    value: Amount,
    unit: LimitUnit,
}

/// How long something may take. What a unit means in instants is [`super::calendar::Calendar`]'s business.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(try_from = "Raw")]
pub struct Limit {
    value: Amount,
    unit: LimitUnit,
}

impl TryFrom<Raw> for Limit {
    type Error = BadLimit;

    fn try_from(raw: Raw) -> Result<Self, BadLimit> {
        Self::new(raw.value, raw.unit)
    }
}

impl Limit {
    /// A limit of `value` units; days must be whole.
    pub const fn new(value: Amount, unit: LimitUnit) -> Result<Self, BadLimit> {
        let days = matches!(unit, LimitUnit::WorkDay | LimitUnit::NaturalDay);
        if days && !value.0.is_multiple_of(1000) {
            return Err(BadLimit::FractionalDays);
        }
        Ok(Self { value, unit })
    }

    /// A limit of a whole number of units.
    pub const fn of(units: u32, unit: LimitUnit) -> Result<Self, BadLimit> {
        match Amount::whole(units) {
            Ok(value) => Self::new(value, unit),
            Err(bad) => Err(bad),
        }
    }

    /// How many units.
    pub const fn value(self) -> Amount {
        self.value
    }

    /// The unit.
    pub const fn unit(self) -> LimitUnit {
        self.unit
    }

    /// Whether it is shorter than a working day: fewer than eight working hours, or less than a day round the clock.
    pub const fn is_under_a_day(self) -> bool {
        match self.unit {
            LimitUnit::Minute => self.value.0 < 24 * 60 * 1000,
            LimitUnit::UrgentHour => self.value.0 < 24 * 1000,
            LimitUnit::WorkHour => self.value.0 < 8 * 1000,
            LimitUnit::WorkDay | LimitUnit::NaturalDay => false,
        }
    }

    /// The limit as people say it: "4 工作时", "2 working days".
    pub fn label(self, lang: Lang) -> String {
        let unit = self.unit.label(lang);
        let plural = if lang == Lang::En && self.value.0 != 1000 { "s" } else { "" };
        match lang {
            Lang::Zh => format!("{} {unit}", self.value),
            Lang::En => format!("{} {}{plural}", self.value, unit.to_lowercase()),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

impl FromStr for Limit {
    type Err = BadLimit;

    /// Reads what `Display` writes: `0.25 urgent_hour`.
    fn from_str(text: &str) -> Result<Self, BadLimit> {
        let (value, unit) = text.split_once(' ').ok_or(BadLimit::Unit)?;
        let Ok(unit) = unit.parse() else { return Err(BadLimit::Unit) };
        Self::new(value.parse()?, unit)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_that_are_limits_print_shortest() {
        for (text, printed) in [
            ("0.25 urgent_hour", "0.25 urgent_hour"),
            ("4 work_hour", "4 work_hour"),
            ("4.50 work_hour", "4.5 work_hour"),
            ("0.001 minute", "0.001 minute"),
            ("30 natural_day", "30 natural_day"),
            ("2.000 work_day", "2 work_day"),
            ("100000 minute", "100000 minute"),
        ] {
            assert_eq!(text.parse::<Limit>().map(|l| l.to_string()), Ok(printed.to_owned()), "{text}");
        }
    }

    #[test]
    fn texts_that_are_no_limits_say_why() {
        for (text, why) in [
            ("2.5 work_day", BadLimit::FractionalDays),
            ("0 work_day", BadLimit::OutOfRange),
            ("0.000 minute", BadLimit::OutOfRange),
            ("100000.001 minute", BadLimit::OutOfRange),
            ("99999999999999999999 minute", BadLimit::OutOfRange),
            ("-1 minute", BadLimit::NotDecimal),
            ("1.2345 minute", BadLimit::NotDecimal),
            ("1. minute", BadLimit::NotDecimal),
            (".5 minute", BadLimit::NotDecimal),
            ("1e3 minute", BadLimit::NotDecimal),
            ("１ minute", BadLimit::NotDecimal),
            ("5 fortnight", BadLimit::Unit),
            ("5", BadLimit::Unit),
        ] {
            assert_eq!(text.parse::<Limit>(), Err(why), "{text}");
        }
    }

    #[test]
    fn people_read_it_in_their_language() {
        let limit = |text: &str| text.parse::<Limit>().unwrap();
        assert_eq!(limit("4 work_hour").label(Lang::Zh), "4 工作时");
        assert_eq!(limit("1 work_day").label(Lang::En), "1 working day");
        assert_eq!(limit("0.5 urgent_hour").label(Lang::En), "0.5 urgent hours");
    }

    proptest! {
        #[test]
        fn print_and_parse_agree(thousandths in 1u32..=100_000_000) {
            let amount = Amount(thousandths);
            prop_assert_eq!(amount.to_string().parse::<Amount>(), Ok(amount));
            let limit = Limit { value: amount, unit: LimitUnit::WorkHour };
            let json = serde_json::to_string(&limit).unwrap();
            prop_assert_eq!(serde_json::from_str::<Limit>(&json).unwrap(), limit);
        }
    }
}
