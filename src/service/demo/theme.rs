//! What is reported in the demo, in which months, where, and what was done about it: a table in our own words.

use super::dice::Dice;
use super::street::Kind;
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::Proof;

const TABLE: &str = include_str!("themes.csv");

/// Something that is reported again and again.
#[derive(Debug, Clone)]
pub(super) struct Theme {
    pub(super) category: String,
    /// How much of it each month has, January first.
    pub(super) months: [u32; 12],
    place: String,
    /// The kind of community in which it happens; any, if none is said.
    pub(super) kind: Option<Kind>,
    seen: Vec<String>,
    done: Vec<String>,
    /// Whether it is filed with a photo.
    pub(super) shows_photos: bool,
}

impl Theme {
    pub(super) fn seen(&self, dice: &mut Dice) -> String {
        dice.pick(&self.seen).cloned().unwrap_or_default()
    }

    pub(super) fn done(&self, dice: &mut Dice) -> String {
        dice.pick(&self.done).cloned().unwrap_or_default()
    }

    /// Whether it is about neighbours: disputes and noise.
    pub(super) fn is_about_neighbours(&self) -> bool {
        self.category.starts_with("21") || self.category == "06028"
    }

    /// A spot of the theme's kind, in words.
    pub(super) fn spot(&self, dice: &mut Dice) -> String {
        let number = dice.between(1, 18);
        let spots: &[&str] = match self.place.as_str() {
            "lake" => &["湖东岸步道", "湖心桥旁", "亲水平台", "进水口附近", "湖畔广场"],
            "campus" => &["校区南门外", "校区北门公交站", "学生公寓路口", "大学路中段", "图书馆街角"],
            "village" => &["村口", "村东头", "村委会旁", "文化广场边", "村西河沟旁"],
            "market" => &["夜市入口", "夜市中段", "便民市场门口", "商业街路口"],
            "road" => &["主路路口", "公交站旁", "桥头", "学校对面", "菜市场门前"],
            _ => return format!("{number}号楼"),
        };
        dice.pick(spots).copied().unwrap_or_default().to_owned()
    }
}

/// The table; rows whose category an office has taken out of its catalogue are left out.
pub(super) fn themes(catalogue: &Catalogue) -> Vec<Theme> {
    TABLE.lines().skip(1).filter_map(|line| theme(line, catalogue)).collect()
}

fn theme(line: &str, catalogue: &Catalogue) -> Option<Theme> {
    let mut cells = line.split(',');
    let (code, digits, place) = (cells.next()?, cells.next()?, cells.next()?);
    let list = |cell: &str| cell.split('|').map(str::to_owned).collect::<Vec<_>>();
    let (seen, done) = (list(cells.next()?), list(cells.next()?));
    let category = catalogue.category(code)?;
    let mut months = [0; 12];
    for (month, digit) in months.iter_mut().zip(digits.chars()) {
        *month = digit.to_digit(10)?;
    }
    Some(Theme {
        category: code.to_owned(),
        months,
        place: place.to_owned(),
        kind: match place {
            "lake" => Some(Kind::Lake),
            "village" => Some(Kind::Village),
            "campus" | "market" | "estate" => Some(Kind::Town),
            _ => None,
        },
        seen,
        done,
        shows_photos: category.report_proof.contains(&Proof::Photo),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::built_in;

    #[test]
    fn every_row_is_of_the_catalogue_and_complete() {
        let themes = themes(&built_in(1).unwrap());
        assert_eq!(themes.len(), TABLE.lines().count() - 1);
        for theme in themes {
            assert!(theme.months.iter().sum::<u32>() > 0, "{}", theme.category);
            assert!(theme.seen.len() > 1 && theme.done.len() > 1, "{}", theme.category);
        }
    }
}
