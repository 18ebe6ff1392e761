-- Lodging places and walks around them. No residents, no citizenship, nothing of who lives where.

-- A place people are lodged in, as it stands now.
create table lodging_object (
    id                bigint primary key,
    owner_body        bigint not null,
    kind              text   not null check (kind in ('lodging-house', 'family-house', 'flat', 'other')),
    status            text   not null check (status in ('known', 'suspected', 'nonconforming', 'closed')),
    address_code      bigint,                      -- RÚIAN
    label             text   not null,
    lon               double precision,
    lat               double precision,
    approved_use      text   not null default '',
    declared_capacity bigint check (declared_capacity >= 0),
    computed_capacity bigint not null,             -- by the rooms below
    operator_name     text   not null default '',  -- an organisation
    operator_ico      text   not null default '',
    note              text   not null default '',
    version           bigint not null default 1,
    changed_at        bigint not null,
    changed_by        bigint not null
);
create index lodging_object_of_owner on lodging_object (owner_body, label);
create index lodging_object_at on lodging_object (address_code);

create table lodging_room (
    object    bigint not null references lodging_object (id),
    position  bigint not null,
    label     text   not null,
    width_cm  bigint not null check (width_cm > 0),
    length_cm bigint not null check (length_cm > 0),
    primary key (object, position)
);

-- What it was at each version, whole, so that history needs no undoing.
create table lodging_object_version (
    object     bigint not null references lodging_object (id),
    version    bigint not null,
    changed_at bigint not null,
    changed_by bigint not null,
    body       text   not null,                    -- JSON
    primary key (object, version)
);

-- 50 to 100 m of public space: around an object, or a control street like it without one.
create table lodging_segment (
    id         bigint  primary key,
    owner_body bigint  not null,
    label      text    not null,
    object     bigint  references lodging_object (id),
    control_of bigint  references lodging_segment (id),
    lon        double precision,
    lat        double precision,
    check ((object is null) <> (control_of is null))
);
create index lodging_segment_of_owner on lodging_segment (owner_body, label);
create index lodging_segment_of_object on lodging_segment (object);

-- A walk that two bodies go on a day.
create table lodging_round (
    id           bigint primary key,
    owner_body   bigint not null,
    partner_body bigint not null,
    walked_on    text   not null,
    state        text   not null check (state in ('planned', 'closed')),
    version      bigint not null default 1
);
create index lodging_round_of_owner on lodging_round (owner_body, walked_on);

create table lodging_round_segment (
    round    bigint  not null references lodging_round (id),
    segment  bigint  not null references lodging_segment (id),
    position bigint  not null,
    twice    boolean not null,                     -- a second inspector looks too, for the agreement
    primary key (round, segment)
);

-- A filled checklist. `seat` 1 and 2 count; one that found both taken is kept without a seat until somebody decides.
create table lodging_checklist (
    id              bigint primary key,
    client_id       text   not null unique,        -- made on the phone, so that sending twice is once
    content_sha256  text   not null,
    round           bigint not null references lodging_round (id),
    segment         bigint not null references lodging_segment (id),
    seat            bigint check (seat in (1, 2)),
    inspector       bigint not null,
    inspector_body  bigint not null,
    filled_at       bigint not null,
    received_at     bigint not null,
    scores          text   not null,               -- JSON: item to 0–3
    worst           bigint not null,
    weather         text   not null default '',
    last_collection text,
    responsible     text   not null default '',
    due             text,                          -- ISO date by which it is to be put right
    recheck_of      bigint references lodging_checklist (id),
    note            text   not null default '',
    set_aside_at    bigint,                        -- a conflict that was looked at and not counted
    unique (round, segment, seat)
);
create index lodging_checklist_of_segment on lodging_checklist (segment, filled_at);
create index lodging_checklist_due on lodging_checklist (due);
create index lodging_checklist_recheck on lodging_checklist (recheck_of);

-- Pictures, made anew without metadata.
create table lodging_photo (
    id        bigint primary key,
    client_id text   not null unique,
    checklist bigint not null references lodging_checklist (id),
    media     text   not null,
    sha256    text   not null,
    bytes     bigint not null,
    at        bigint not null
);
create index lodging_photo_of_checklist on lodging_photo (checklist);
