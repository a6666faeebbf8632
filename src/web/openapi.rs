//! The OpenAPI 3.1 document: the operations of the route table, and around them what is the same for all (problems,
//! security, the headers that a change may carry).

use serde_json::{Map, Value, json};
use utoipa::OpenApi as _;

use crate::web::render::ProblemSchemas;
use crate::web::routes::{Access, Operations, ROUTES};

const DESCRIPTION: &str = "Grid governance for a street office (邻格). Conventions: ids are strings; times are RFC 3339 \
with an offset; lists are paged by the `next` link; errors are problem documents (RFC 9457) whose `type` never changes; \
texts follow `Accept-Language` (zh-CN first, en); a POST may be repeated under its `Idempotency-Key`; a change names the \
version it was made on in `If-Match`.";

/// POSTs that no key makes safer to repeat: they only read, they set what is set already, or they give out a secret that is
/// kept nowhere and so cannot be given again.
const UNKEYED: [&str; 12] = [
    "/api/v1/sessions",
    "/api/v1/sessions/renew",
    "/api/v1/sessions/reset",
    "/api/v1/people/{id}/reset-codes",
    "/api/v1/people/{id}/contact/reveal",
    "/api/v1/cases/{id}/contact",
    "/api/v1/inbox/read",
    "/api/v1/inbox/{id}/read",
    "/api/v1/templates/{code}/preview",
    "/api/v1/answers",
    "/api/v1/suggestions",
    "/api/v1/public/suggestions",
];

/// The document, for a server at `base_url`.
pub fn document(base_url: &str) -> Value {
    let mut api = Operations::openapi();
    api.merge(ProblemSchemas::openapi());
    let mut document = serde_json::to_value(&api).unwrap_or_default();
    if let Value::Object(root) = &mut document {
        root.insert(
            "info".to_owned(),
            json!({
                "title": "Gridward 邻格", "version": env!("CARGO_PKG_VERSION"), "description": DESCRIPTION,
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            }),
        );
        root.insert("servers".to_owned(), json!([{"url": base_url}]));
    }
    add_components(&mut document);
    // An empty list is a list of every kind.
    if let Some(Value::Object(items)) = document.pointer_mut("/components/schemas/CatalogueItems")
        && let Some(kinds) = items.remove("oneOf")
    {
        items.insert("anyOf".to_owned(), kinds);
    }
    for route in ROUTES {
        let method = route.method.as_str().to_ascii_lowercase();
        if let Some(Value::Object(operation)) =
            document.pointer_mut("/paths").and_then(|p| p.get_mut(route.path)?.get_mut(&method))
        {
            add_common(operation, route.path, &method, route.access);
        }
    }
    document
}

fn add_components(document: &mut Value) {
    let Some(Value::Object(components)) = document.get_mut("components") else { return };
    components.insert(
        "securitySchemes".to_owned(),
        json!({"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}),
    );
    components.insert(
        "responses".to_owned(),
        json!({"Problem": {
            "description": "A problem document. `type` says which; docs/problems.md explains each.",
            "headers": {
                "X-Request-Id": {"schema": {"type": "string"}, "description": "The number of the request"},
                "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds (429, 503)"},
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }}),
    );
    components.insert(
        "parameters".to_owned(),
        json!({
            "AcceptLanguage": {
                "name": "Accept-Language", "in": "header", "schema": {"type": "string"},
                "description": "zh-CN (default) or en", "example": "en",
            },
            "IdempotencyKey": {
                "name": "Idempotency-Key", "in": "header",
                "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
                "description": "Under this key the request happens once, however often it is sent (30 days)",
            },
        }),
    );
}

/// Adds to an operation what its method and its access imply.
fn add_common(operation: &mut Map<String, Value>, path: &str, method: &str, access: Access) {
    let changes = method != "get";
    let has_body = operation.contains_key("requestBody");
    let mut statuses = vec!["400", "404", "429", "500", "503"];
    if access == Access::Open {
        operation.insert("security".to_owned(), json!([]));
    } else {
        operation.insert("security".to_owned(), json!([{"token": []}]));
        statuses.extend(["401", "403"]);
    }
    if changes {
        statuses.extend(["401", "403", "409", "412", "422", "428"]);
    }
    if has_body {
        statuses.extend(["413", "415"]);
    }
    if let Some(Value::Object(responses)) = operation.get_mut("responses") {
        for status in statuses {
            responses.entry(status).or_insert_with(|| json!({"$ref": "#/components/responses/Problem"}));
        }
    }
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    if let Value::Array(parameters) = parameters {
        parameters.push(json!({"$ref": "#/components/parameters/AcceptLanguage"}));
        if method == "post" && !UNKEYED.contains(&path) {
            parameters.push(json!({"$ref": "#/components/parameters/IdempotencyKey"}));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_document_and_the_table_are_the_same() {
        let document = document("http://localhost");
        let mut told = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                told.insert((method.to_uppercase(), path.clone()));
                let id = operation["operationId"].as_str().unwrap().to_owned();
                assert!(ids.insert(id.clone()), "two operations are called {id}");
            }
        }
        let known: BTreeSet<_> = ROUTES.iter().map(|r| (r.method.to_string(), r.path.to_owned())).collect();
        assert_eq!(told, known);
    }

    #[test]
    fn codes_are_told_as_they_travel_and_with_their_words() {
        let document = document("http://localhost");
        let state = &document["components"]["schemas"]["State"];
        assert!(state["enum"].as_array().unwrap().contains(&json!("pre_checking")));
        assert_eq!(state["x-labels"]["pre_checking"], json!({"zh": "核实中", "en": "Verifying"}));
        assert!(state["description"].as_str().unwrap().starts_with("Where a case stands."));
    }

    #[test]
    fn the_document_keeps_the_rules_of_openapi() {
        let document = document("http://localhost");
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        for (path, item) in document["paths"].as_object().unwrap() {
            let templated: BTreeSet<_> =
                path.split('/').filter_map(|s| s.strip_prefix('{')?.strip_suffix('}')).collect();
            for (method, operation) in item.as_object().unwrap() {
                let at = format!("{method} {path}");
                let named: BTreeSet<_> = operation["parameters"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|p| p["in"] == "path")
                    .map(|p| p["name"].as_str().unwrap())
                    .collect();
                assert_eq!(named, templated, "{at}");
                assert!(operation["summary"].is_string(), "{at} has no summary");
                let responses = operation["responses"].as_object().unwrap();
                assert!(responses.keys().any(|s| s.starts_with('2') || s.starts_with('3')), "{at}");
                assert!(method != "get" || operation.get("requestBody").is_none(), "{at}");
            }
        }
        let mut refs = Vec::new();
        collect_refs(&document, &mut refs);
        assert!(!refs.is_empty());
        for reference in refs {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
        }
    }

    fn collect_refs(value: &Value, refs: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                refs.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|v| collect_refs(v, refs));
            }
            Value::Array(items) => items.iter().for_each(|v| collect_refs(v, refs)),
            _ => {}
        }
    }
}
