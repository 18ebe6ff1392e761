-- What offices publish about foreigners and agencies. Cells of tables and companies; no column could hold a person.

-- A file that was taken over, or set aside because its layout had changed. Its bytes are not kept.
create table foreigners_set (
    id       bigint primary key,
    kind     text   not null,
    name     text   not null,                   -- of the file
    sha256   text   not null,
    state    text   not null check (state in ('taken', 'quarantined')),
    report   text   not null,                   -- JSON: rows, sums checked, notes or differences
    added_at bigint not null,
    added_by bigint not null
);

-- What of a set may be seen by everybody, whole and never changed; `stock` is what it was made from, so that later ones
-- can be held against it.
create table foreigners_release (
    id        bigint primary key,
    set_id    bigint not null references foreigners_set (id),
    source    text   not null,
    concept   text   not null,
    territory text   not null,
    day       text   not null,
    stock     text   not null,                  -- JSON
    cells     text   not null,                  -- JSON; a cell held back has no number
    at        bigint not null
);
create index foreigners_release_of_day on foreigners_release (concept, territory, day, id);

-- The register of agencies as it stood on the days it was fetched. History begins with the first of them.
create table foreigners_snapshot (
    day              text    primary key,
    sha256           text    not null,
    entries          bigint  not null,
    quarantined      text    not null,          -- JSON: entry, number and name of the company, doubt
    tells_seats      boolean not null,
    tells_workplaces boolean not null,
    added_at         bigint  not null,
    added_by         bigint  not null
);

create table foreigners_agency (
    ico        text not null,
    seen_from  text not null,
    seen_to    text,                            -- last snapshot that said so; empty while it does
    name       text not null,
    seat       text not null,                   -- JSON: municipality, or null
    workplaces text not null,                   -- JSON: municipalities
    primary key (ico, seen_from)
);

create table foreigners_permit (
    ico        text not null,
    forms      text not null,                   -- letters of § 14 (1): a, b, c
    valid_from text not null,
    seen_from  text not null,
    seen_to    text,
    valid_to   text,                            -- empty: without an end
    work       text not null,
    territory  text not null,
    primary key (ico, forms, valid_from, seen_from)
);

-- How workbooks of a ministry are read.
create table foreigners_mapping (
    id         bigint primary key,
    name       text   not null unique,
    body       text   not null,                 -- JSON
    version    bigint not null default 1,
    changed_at bigint not null,
    changed_by bigint not null
);

create table foreigners_zone (
    id         bigint primary key,
    code       text   not null unique,
    body       text   not null,                 -- JSON: name, operator, place, planned jobs, phases
    version    bigint not null default 1,
    changed_at bigint not null,
    changed_by bigint not null
);

create table foreigners_setting (
    name       text   primary key,
    body       text   not null,                 -- JSON
    changed_at bigint not null,
    changed_by bigint not null
);
