//! First suggestions, by rules that anybody can follow: the category from the words of a report, the department with the
//! reason for it, and what counts as "already known". A suggestion decides nothing; a person does.

use super::catalogue::{Catalogue, Category, DepartmentDefault};
use super::codes::{CatalogueKind, Lang};

/// Open cases of the same group within this distance, in metres, may be the same matter…
pub const KNOWN_WITHIN_METRES: i64 = 150;
/// …when they were reported at most this many days before.
pub const KNOWN_WITHIN_DAYS: i64 = 14;

/// A category that the words of a report point to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryHit<'a> {
    /// The category.
    pub category: &'a Category,
    /// Sum of the squared lengths of the matching words: one long word says more than several short ones.
    pub score: u32,
    /// The words that matched, longest first: why it is suggested.
    pub words: Vec<&'a str>,
}

/// Whether `word` (in small letters) stands in `text` with no letter or digit of the Latin alphabet beside it.
fn has_word(text: &str, word: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + word.len()..));
        !joins(before.and_then(|t| t.chars().next_back())) && !joins(after.and_then(|t| t.chars().next()))
    })
}

fn hit<'a>(category: &'a Category, text: &str) -> Option<CategoryHit<'a>> {
    let chinese = category.aliases_zh.iter().chain([&category.name_zh]).filter(|word| text.contains(*word));
    let english = category.aliases_en.iter().chain([&category.name_en]);
    let english = english.filter(|word| has_word(text, &word.to_lowercase()));
    let mut words: Vec<&str> = chinese.chain(english).map(String::as_str).collect();
    words.sort_unstable_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
    // A word inside a longer one that matched says nothing new.
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        if !kept.iter().any(|longer| longer.contains(word)) {
            kept.push(word);
        }
    }
    let square = |word: &&str| u32::try_from(word.chars().count().pow(2)).unwrap_or(u32::MAX);
    let score = kept.iter().map(square).fold(0, u32::saturating_add);
    (score > 0).then_some(CategoryHit { category, score, words: kept })
}

/// The categories that the words of a report point to, the best first, at most `limit`. The remainders of the groups are
/// suggested only when nothing else fits. The numbers to ring first are those of the hits' categories.
pub fn suggest_categories<'a>(catalogue: &'a Catalogue, text: &str, limit: usize) -> Vec<CategoryHit<'a>> {
    let text = text.to_lowercase();
    let matters = catalogue.lists().categories.iter().filter(|c| c.kind == CatalogueKind::Matter);
    let mut hits: Vec<CategoryHit<'a>> = matters.filter_map(|category| hit(category, &text)).collect();
    if hits.iter().any(|hit| !hit.category.is_catch_all()) {
        hits.retain(|hit| !hit.category.is_catch_all());
    }
    // Equal scores keep the order of the catalogue.
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
    hits.truncate(limit);
    hits
}

/// Why a department is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The duty list binds it in this area.
    Duty {
        /// Code of the area of the line.
        area: String,
        /// The document and line.
        basis: String,
    },
    /// The condition names it.
    Condition {
        /// Chinese name of the condition.
        zh: String,
        /// English name of the condition.
        en: String,
    },
    /// The category names it.
    Category {
        /// Chinese name of the category.
        zh: String,
        /// English name of the category.
        en: String,
    },
}

impl Reason {
    /// The reason as it stands beside the suggestion.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Duty { area, basis } if basis.is_empty() => match lang {
                Lang::Zh => format!("履职事项清单（区域 {area}）"),
                Lang::En => format!("Duty list (area {area})"),
            },
            Self::Duty { area, basis } => match lang {
                Lang::Zh => format!("履职事项清单（区域 {area}）：{basis}"),
                Lang::En => format!("Duty list (area {area}): {basis}"),
            },
            Self::Condition { zh, en } => match lang {
                Lang::Zh => format!("立案条件“{zh}”指定"),
                Lang::En => format!("Named by the condition “{en}”"),
            },
            Self::Category { zh, en } => match lang {
                Lang::Zh => format!("“{zh}”的默认主责部门"),
                Lang::En => format!("Default department of “{en}”"),
            },
        }
    }
}

/// A department that should handle a case, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentHit<'a> {
    /// The department. One at community level means the desk of the case's own community.
    pub department: &'a DepartmentDefault,
    /// Departments that help.
    pub co_departments: Vec<&'a DepartmentDefault>,
    /// Why.
    pub reason: Reason,
}

/// The department for a matter under a condition in the areas of a case, given by code from the grid upwards: the duty line
/// of the nearest area, else the condition's, else the category's. `None` when the category is not in the catalogue.
pub fn suggest_department<'a>(
    catalogue: &'a Catalogue,
    category: &str,
    condition: Option<&str>,
    areas: &[&str],
) -> Option<DepartmentHit<'a>> {
    let row = catalogue.category(category)?;
    let condition = condition.and_then(|condition| catalogue.condition(category, condition));
    let (code, reason) = if let Some(duty) = catalogue.duty(category, areas) {
        (&duty.department, Reason::Duty { area: duty.area.clone(), basis: duty.basis.clone() })
    } else if let Some((condition, code)) = condition.and_then(|c| Some((c, c.department.as_ref()?))) {
        (code, Reason::Condition { zh: condition.name_zh.clone(), en: condition.name_en.clone() })
    } else {
        (&row.department, Reason::Category { zh: row.name_zh.clone(), en: row.name_en.clone() })
    };
    let helpers = [&row.department].into_iter().chain(&row.co_departments).filter(|helper| *helper != code);
    Some(DepartmentHit {
        department: catalogue.department(code)?,
        co_departments: helpers.filter_map(|helper| catalogue.department(helper)).collect(),
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalogue::{Duty, Entry, built_in};
    use crate::domain::codes::Emergency;

    fn best(text: &str) -> Vec<String> {
        let catalogue = built_in(1).unwrap();
        suggest_categories(&catalogue, text, 3).into_iter().map(|hit| hit.category.name_zh.clone()).collect()
    }

    #[test]
    fn what_people_write_points_to_a_category() {
        for (text, name) in [
            ("三号楼二单元楼道里堆满纸箱，消防通道堵塞", "楼道堆物堵塞疏散通道"),
            ("消防通道被纸箱堵住", "楼道堆物堵塞疏散通道"),
            ("消防通道被一辆车占了", "占用消防通道"),
            ("路口的污水井没盖，夜里很危险", "污水井盖异常"),
            ("小区门口的路灯不亮好几天了", "路灯异常"),
            ("There is a pothole near the north gate", "道路破损"),
            ("STREET LIGHT OUT on the corner", "路灯异常"),
            ("湖边栏杆坏了，孩子在那里玩", "水域护栏异常"),
        ] {
            assert_eq!(best(text).first().map(String::as_str), Some(name), "{text}");
        }
    }

    #[test]
    fn remainders_come_only_when_nothing_else_fits() {
        let catalogue = built_in(1).unwrap();
        let text = "我想咨询一下政策：路灯不亮该找谁";
        assert!(suggest_categories(&catalogue, text, 9).iter().all(|hit| !hit.category.is_catch_all()));
        assert_eq!(best("今天天气很好"), Vec::<String>::new());
        assert_eq!(best(""), Vec::<String>::new());
        let alone = suggest_categories(&catalogue, "提个建议", 9);
        assert!(alone.iter().any(|hit| hit.category.is_catch_all()), "{alone:?}");
    }

    #[test]
    fn english_words_match_whole_words_only() {
        assert!(has_word("a litter box", "litter"));
        assert!(!has_word("it glitters", "litter"));
        assert!(has_word("路边litter很多", "litter"));
        assert!(!has_word("litters, glitter", "litter"));
        assert!(has_word("glitter litter", "litter"));
    }

    #[test]
    fn danger_to_life_brings_the_number_to_ring() {
        let catalogue = built_in(1).unwrap();
        let hits = suggest_categories(&catalogue, "有人困在电梯里", 1);
        assert_eq!(hits[0].category.emergency, [Emergency::Fire]);
        assert_eq!(hits[0].words, ["困在电梯"]);
        assert_eq!(hits[0].score, 16);
    }

    #[test]
    fn the_department_is_the_nearest_rule() {
        let mut lists = built_in(1).unwrap().lists().clone();
        lists.put(Entry::Duty(Duty {
            category: "01002".into(),
            area: "370113002001".into(),
            department: "water_affairs".into(),
            basis: "清单第 12 项".into(),
        }));
        let mut narrow = lists.conditions.iter().find(|c| c.category == "01002").unwrap().clone();
        (narrow.condition, narrow.department) = ("narrow".into(), Some("emergency_office".into()));
        narrow.name_zh = "塌陷".into();
        lists.put(Entry::Condition(narrow));
        let catalogue = Catalogue::new(2, lists).unwrap();
        let ask = |condition, areas: &[&str]| {
            let hit = suggest_department(&catalogue, "01002", condition, areas).unwrap();
            (hit.department.code.clone(), hit.reason.text(Lang::Zh), hit.co_departments.len())
        };
        let duty =
            ("water_affairs".to_owned(), "履职事项清单（区域 370113002001）：清单第 12 项".to_owned(), 2);
        assert_eq!(ask(Some("narrow"), &["370113002001", "370113002"]), duty);
        let condition = ("emergency_office".to_owned(), "立案条件“塌陷”指定".to_owned(), 3);
        assert_eq!(ask(Some("narrow"), &["370113002"]), condition);
        let category = ("urban_management".to_owned(), "“污水井盖异常”的默认主责部门".to_owned(), 2);
        assert_eq!(ask(Some("default"), &[]), category);
        assert_eq!(ask(None, &[]), category);
        assert!(suggest_department(&catalogue, "99999", None, &[]).is_none());
    }
}
