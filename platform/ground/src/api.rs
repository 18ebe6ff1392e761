//! The OpenAPI document, put together from what the modules say of their routes.
//!
//! A module describes its operations as plain values; the shapes of the answers come from the Rust types
//! themselves (`schemars`), so the document cannot drift away from them.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

/// What a module says of its routes under `/api`.
pub struct Description {
    operations: Vec<Operation>,
}

impl Description {
    /// The operations of a module.
    pub fn new(operations: Vec<Operation>) -> Self {
        Self { operations }
    }

    /// A module without an API.
    pub fn none() -> Self {
        Self::new(Vec::new())
    }
}

/// One `GET` of the API.
pub struct Operation {
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    parameters: Vec<Parameter>,
    schema: fn(&mut SchemaGenerator) -> schemars::Schema,
    content: &'static str,
    page: bool,
    may_miss: bool,
    signed_in: bool,
}

impl Operation {
    /// An operation that answers with `T`.
    pub fn get<T: JsonSchema>(path: &'static str, id: &'static str, summary: &'static str) -> Self {
        let schema = SchemaGenerator::subschema_for::<T>;
        Self {
            path,
            id,
            summary,
            parameters: Vec::new(),
            schema,
            content: "application/json",
            page: false,
            may_miss: false,
            signed_in: false,
        }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, parameter: Parameter) -> Self {
        self.parameters.push(parameter);
        self
    }

    /// The answer is GeoJSON.
    #[must_use]
    pub fn geojson(mut self) -> Self {
        self.content = "application/geo+json";
        self
    }

    /// Whoever asks for a page gets the same as HTML.
    #[must_use]
    pub fn or_page(mut self) -> Self {
        self.page = true;
        self
    }

    /// The thing asked for may not exist.
    #[must_use]
    pub fn may_miss(mut self) -> Self {
        self.may_miss = true;
        self
    }

    /// Only for a browser or program that is signed in.
    #[must_use]
    pub fn signed_in(mut self) -> Self {
        self.signed_in = true;
        self
    }

    fn document(&self, generator: &mut SchemaGenerator) -> Value {
        let schema = (self.schema)(generator);
        let problem = |said: &str| json!({ "description": said, "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
        let mut content = json!({ self.content: { "schema": schema } });
        if self.page {
            content["text/html"] = json!({ "schema": { "type": "string" } });
        }
        let mut responses = Map::from_iter([
            ("200".to_owned(), json!({ "description": self.summary, "content": content })),
            ("400".to_owned(), problem("The request cannot be read; the detail says what to do.")),
            ("414".to_owned(), problem("The query is too long.")),
            ("429".to_owned(), problem("Too many requests; Retry-After says when to come back.")),
            ("503".to_owned(), problem("No register has been imported yet, or the server is too busy.")),
        ]);
        if self.may_miss {
            responses.insert("404".to_owned(), problem("There is no such thing."));
        }
        if self.signed_in {
            responses.insert("401".to_owned(), problem("Sign in first."));
        }
        let parameters: Vec<&Value> = self.parameters.iter().map(|parameter| &parameter.0).collect();
        json!({ "get": { "operationId": self.id, "summary": self.summary, "parameters": parameters, "responses": responses } })
    }
}

/// One parameter of an operation.
pub struct Parameter(Value);

impl Parameter {
    /// A parameter of the query that must be there.
    pub fn required(name: &str, meaning: &str) -> Self {
        Self(json!({ "name": name, "in": "query", "required": true, "description": meaning, "schema": {} }))
    }

    /// A parameter of the query that may be left out.
    pub fn optional(name: &str, meaning: &str) -> Self {
        Self(json!({ "name": name, "in": "query", "required": false, "description": meaning, "schema": {} }))
    }

    /// Further parameters of the query that bear names of their own, which the meaning tells.
    pub fn any_other(name: &str, meaning: &str) -> Self {
        let schema = json!({ "type": "object", "additionalProperties": { "type": "string" } });
        Self(json!({
            "name": name, "in": "query", "required": false, "description": meaning,
            "style": "form", "explode": true, "schema": schema,
        }))
    }

    /// A part of the path.
    pub fn in_path(name: &str, meaning: &str) -> Self {
        Self(json!({ "name": name, "in": "path", "required": true, "description": meaning, "schema": {} }))
    }

    /// A text of a length in characters.
    #[must_use]
    pub fn text(self, shortest: u32, longest: u32) -> Self {
        self.schema(json!({ "type": "string", "minLength": shortest, "maxLength": longest }))
    }

    /// A day of this century or the last, 2026-11-26; empty as if it were left out.
    #[must_use]
    pub fn day(self) -> Self {
        let months = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])";
        let pattern = format!("^((19|20)[0-9]{{2}}-({months}))?$");
        self.schema(json!({ "type": "string", "pattern": pattern }))
    }

    /// A number within bounds, both included.
    #[must_use]
    pub fn number(self, least: f64, most: f64) -> Self {
        self.schema(json!({ "type": "number", "minimum": least, "maximum": most }))
    }

    /// A whole number within bounds, both included.
    #[must_use]
    pub fn integer(self, least: i64, most: i64) -> Self {
        self.schema(json!({ "type": "integer", "minimum": least, "maximum": most }))
    }

    /// One of a few words.
    #[must_use]
    pub fn one_of(self, words: &[&str]) -> Self {
        self.schema(json!({ "type": "string", "enum": words }))
    }

    /// Numbers with commas between them.
    #[must_use]
    pub fn numbers(self, fewest: u32, most: u32) -> Self {
        let numbers =
            json!({ "type": "array", "items": { "type": "number" }, "minItems": fewest, "maxItems": most });
        let mut this = self.schema(numbers);
        if let Some(parameter) = this.0.as_object_mut() {
            parameter.insert("style".to_owned(), "form".into());
            parameter.insert("explode".to_owned(), false.into());
        }
        this
    }

    fn schema(mut self, schema: Value) -> Self {
        if let Some(slot) = self.0.get_mut("schema") {
            *slot = schema;
        }
        self
    }
}

/// Version of OpenAPI that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 3.0, which the conformance class of OGC API – Features asks for.
    V3_0,
    /// 3.1
    V3_1,
}

/// The whole document. `servers` is left out: the API is where the document is.
pub fn document(descriptions: &[Description]) -> Value {
    document_as(Version::V3_1, descriptions)
}

/// The document of some descriptions in a version of OpenAPI.
pub fn document_as(version: Version, descriptions: &[Description]) -> Value {
    let (number, settings, licence) = match version {
        Version::V3_0 => ("3.0.3", SchemaSettings::openapi3(), json!({ "name": "EUPL-1.2" })),
        Version::V3_1 => {
            ("3.1.0", SchemaSettings::draft2020_12(), json!({ "name": "EUPL-1.2", "identifier": "EUPL-1.2" }))
        }
    };
    let mut generator = settings.with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
    let operations = descriptions.iter().flat_map(|description| &description.operations);
    let paths: Map<String, Value> =
        operations.map(|operation| (operation.path.to_owned(), operation.document(&mut generator))).collect();
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".to_owned(), problem());
    json!({
        "openapi": number,
        "info": {
            "title": "Okrsek",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "From an address to the people answerable for it. Additions are made without notice, changes only with a new version of the path.",
            "license": licence,
        },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// RFC 9457.
fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string", "description": "What happened and what to do." },
            "instance": { "type": "string" },
        },
    })
}
