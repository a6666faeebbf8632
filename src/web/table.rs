//! Tables that leave the house as CSV.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpRequest, HttpResponse};

use crate::service::case_list::begin_export;
use crate::service::core::Core;
use crate::web::csv;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// Yes or no.
    Flag(bool),
}

/// A table, and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// The name of its file, without ending.
    pub(super) name: &'static str,
    /// The names of its columns.
    pub(super) head: Vec<&'static str>,
    /// Its rows, each as long as the head.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// A text, or nothing.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A number, or nothing.
    pub(super) fn real(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Real)
    }

    fn csv(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => csv::cell(text),
            Self::Whole(value) => value.to_string(),
            Self::Real(value) => value.to_string(),
            Self::Flag(value) => value.to_string(),
        }
    }
}

impl Table {
    /// The table as CSV.
    pub(super) fn csv(&self) -> String {
        let mut text = self.head.join(",");
        text.push_str("\r\n");
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(Cell::csv).collect();
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
        text
    }
}

/// Answers a table as a file. It needs the right to export and is recorded before anything leaves.
pub(super) async fn send(
    core: &Core,
    principal: &Principal,
    request: &HttpRequest,
    table: &Table,
) -> Result<HttpResponse, Problem> {
    let filter = format!("reports/{}?{}", table.name, request.query_string());
    begin_export(core, principal.0.person, &principal.actor(), "csv", filter).await?;
    let name = format!("attachment; filename=\"{}.csv\"", table.name);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, name))
        .content_type("text/csv; charset=utf-8")
        .body(table.csv()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_no_formula_and_no_number_that_is_none() {
        let table = Table {
            name: "holding",
            head: vec!["name", "count", "mean", "exact"],
            rows: vec![
                vec![
                    Cell::text("=HYPERLINK(\"http://x\")"),
                    Cell::Whole(3),
                    Cell::Real(1.5),
                    Cell::Flag(true),
                ],
                vec![Cell::text("环卫所"), Cell::Whole(-1), Cell::real(None), Cell::text("")],
            ],
        };
        let text = table.csv();
        assert!(text.starts_with("name,count,mean,exact\r\n\"'=HYPERLINK"), "{text}");
        assert!(text.ends_with("环卫所,-1,,\r\n"), "{text}");
    }
}
