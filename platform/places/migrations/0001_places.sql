-- Which city this database serves, and who is where in it.
-- Large immutable inputs (a register edition, a territory file) are blobs of the store; these rows say what they are.

create table city (
    id       bigint  primary key check (id = 1),  -- a database serves one city
    key      text    not null,                    -- folder of content/cities
    name     text    not null,
    invented boolean not null,                    -- every page of an invented city says so
    facts    text    not null                     -- the city's TOML, as imported
);

-- One edition of the address register: everything in it answers together or not at all.
create table register_edition (
    id             bigint primary key,
    vintage        text   not null,               -- ISO date: the last day the register describes
    source         text   not null,               -- the file as given
    addresses      bigint not null,
    municipalities bigint not null,
    refused        bigint not null,               -- rows that were not taken over
    blob           text   not null,               -- SHA-256 of the stored register
    bytes          bigint not null,
    imported_at    bigint not null,
    state          text   not null check (state in ('active', 'superseded'))
);

-- One edition of a territory layer: polygons or rules, kept as the text that was imported.
create table layer_edition (
    id          bigint primary key,
    layer       text   not null check (layer in ('state-police', 'municipal-precinct', 'district')),
    format      text   not null check (format in ('geojson', 'gml', 'rules')),
    source      text   not null,
    valid_from  text   not null,                  -- ISO date
    territories bigint not null,
    blob        text   not null,                  -- SHA-256 of the imported text
    bytes       bigint not null,
    imported_at bigint not null,
    state       text   not null check (state in ('active', 'superseded'))
);
create index layer_edition_of_layer on layer_edition (layer, imported_at);

-- A police station or office: a public place with public contacts, never a person.
create table station (
    id      bigint primary key,
    layer   text   not null,
    code    text   not null,
    name    text   not null,                     -- JSON: one text a language
    seat    text   not null,
    phone   text,
    email   text,                                 -- mailbox of the role
    hours   text,                                 -- JSON: seven texts, Monday first
    restricted boolean not null,                  -- not a counter for the public
    source  text   not null,
    unique (layer, code)
);

-- A post exists without a holder. Vacant is known to be empty; unknown is not known to us.
create table post (
    id         bigint primary key,
    layer      text   not null,
    territory  text   not null,                   -- code of the territory; '*' stands for every one of the layer
    title      text   not null,                  -- JSON: one text a language
    station    text,                              -- code of its station in the same layer
    occupancy  text   not null check (occupancy in ('held', 'vacant', 'unknown')),
    holder     text,
    deputy     text,
    phone      text,
    email      text,
    valid_from text,
    valid_to   text,
    source     text   not null,
    check ((occupancy = 'held') = (holder is not null))
);
create index post_of_territory on post (layer, territory);

-- A street's earlier name or a nickname: people search by what they remember.
create table former_name (
    id       bigint  primary key,
    old      text    not null,
    now      text    not null,
    district bigint,                              -- only in this city district
    until    bigint,                              -- year, where known
    nickname boolean not null                     -- a nickname was never official
);
