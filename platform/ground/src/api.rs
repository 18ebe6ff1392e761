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
        let mut responses = Map::from_iter([
            (
                "200".to_owned(),
                json!({ "description": self.summary, "content": { self.content: { "schema": schema } } }),
            ),
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

    /// A part of the path.
    pub fn in_path(name: &str, meaning: &str) -> Self {
        Self(json!({ "name": name, "in": "path", "required": true, "description": meaning, "schema": {} }))
    }

    /// A text of a length in characters.
    #[must_use]
    pub fn text(self, shortest: u32, longest: u32) -> Self {
        self.schema(json!({ "type": "string", "minLength": shortest, "maxLength": longest }))
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

    fn schema(mut self, schema: Value) -> Self {
        if let Some(slot) = self.0.get_mut("schema") {
            *slot = schema;
        }
        self
    }
}

/// The whole document. `servers` is left out: the API is where the document is.
pub fn document(descriptions: &[Description]) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let operations = descriptions.iter().flat_map(|description| &description.operations);
    let paths: Map<String, Value> =
        operations.map(|operation| (operation.path.to_owned(), operation.document(&mut generator))).collect();
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".to_owned(), problem());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Okrsek",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "From an address to the people answerable for it. Additions are made without notice, changes only with a new version of the path.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
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
