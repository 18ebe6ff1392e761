-- Offences and crimes by place and time. Nobody is in them: no person, no plate, no citizenship.

-- What the categories of a source are called and how they nest, as it came with a download.
create table offence_catalogue (
    id     bigint primary key,
    source text   not null,
    sha256 text   not null,
    body   text   not null,                        -- JSON
    at     bigint not null,
    unique (source, sha256)
);

-- One file taken over, with everything that was found in it. The file itself is a blob with this checksum.
create table offence_import (
    id          bigint primary key,
    source      text   not null,
    format      text   not null,
    state       text   not null check (state in ('quarantined', 'diffed', 'approved', 'published', 'refused')),
    name        text   not null,
    sha256      text   not null,
    bytes       bigint not null,
    schema_hash text   not null,
    catalogue   bigint references offence_catalogue (id),
    report      text   not null,                   -- JSON
    at          bigint not null,
    by_person   bigint not null,
    decided_at  bigint,
    decided_by  bigint
);
create index offence_import_of_source on offence_import (source, at);

-- An incident as one import told it. A later import that tells it otherwise ends this row and adds another.
create table offence_incident (
    id            bigint  primary key,
    source        text    not null,
    external      text    not null,                -- its id at the source
    at            bigint  not null,                -- when it was reported
    occurred_from bigint,
    occurred_to   bigint,
    lon           double precision,
    lat           double precision,
    kinds         text    not null,                -- codes of categories, by spaces
    discovery     text    not null check (discovery in ('reported', 'discovered')),
    district      text    not null default '',
    precinct      text    not null default '',
    snapped       boolean not null default false,  -- stands on a point where many were put
    told_by       bigint  not null references offence_import (id),
    until_import  bigint  references offence_import (id)
);
create unique index offence_incident_now on offence_incident (source, external) where until_import is null;
create index offence_incident_at on offence_incident (source, at);

-- How many people live in a territory, for rates.
create table offence_residents (
    layer  text   not null,
    code   text   not null,
    people bigint not null check (people >= 0),
    as_of  text   not null,
    origin text   not null,
    primary key (layer, code)
);

-- What everybody may see, whole and for good.
create table offence_release (
    id           bigint primary key,
    source       text   not null,
    number       bigint not null,
    body         text   not null,                  -- JSON
    at           bigint not null,
    by_person    bigint not null,
    withdrawn_at bigint,
    unique (source, number)
);

-- The counts behind the releases, each month as it was when it was first released: what differs later is not subtracted
-- from it. Never shown.
create table offence_frozen (
    source   text   not null,
    month    bigint not null,                      -- year · 12 + month − 1
    district text   not null,
    part     text   not null,                      -- piece of a precinct inside the district
    category text   not null,
    cases    bigint not null,
    primary key (source, month, district, part, category)
);

-- Something that stood out, and what became of it.
create table offence_alarm (
    id       bigint primary key,
    source   text   not null,
    precinct text   not null,
    category text   not null,
    month    bigint not null,
    facts    text   not null,                      -- JSON: counts, limits, model, number of series
    state    text   not null check (state in ('raised', 'checked-data', 'artefact', 'real', 'contexted', 'tasked', 'resolved', 'expired')),
    version  bigint not null default 1,
    at       bigint not null,
    unique (source, precinct, category, month)
);

create table offence_alarm_step (
    id    bigint primary key,
    alarm bigint not null references offence_alarm (id),
    state text   not null,
    note  text   not null default '',
    at    bigint not null,
    by_person bigint not null
);
create index offence_alarm_step_of on offence_alarm_step (alarm, id);
