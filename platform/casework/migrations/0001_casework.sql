-- Cases that many bodies work on. No residents' names, no nationality: a case says what is wrong with a place.

-- One matter. Its state and fields are those of its type (content, not tables).
create table case_file (
    id            bigint primary key,
    type          text    not null,
    number        text    not null unique,         -- UB-2026-00012
    state         text    not null,
    open          boolean not null,                -- the state is not terminal
    waits         boolean not null,                -- the state waits for the owner
    title         text    not null,
    place         text    not null default '',     -- in words
    address       bigint,                          -- code in the address register
    lat           double precision,
    lon           double precision,
    fields        text    not null,                -- JSON: key to canonical text
    owner_body    bigint  not null references access_body (id),
    unit          bigint,                          -- of the owner
    reporter_body bigint  not null references access_body (id),
    reporter      bigint,                          -- person; shown to their own body only
    subject_kind  text,
    subject       bigint,                          -- the thing it is about, in a module's own table
    opened_at     bigint  not null,
    changed_at    bigint  not null,
    state_since   bigint  not null,
    closed_at     bigint,
    due           text,                            -- ISO date, the state's own deadline
    confirmed     boolean not null default false,  -- some task ended with an outcome that confirms
    undo          text,                            -- JSON: what the last undoable transition left
    events        bigint  not null default 0,      -- length of the timeline
    forgotten_at  bigint,                          -- texts were emptied: a tombstone
    version       bigint  not null default 1
);
create index case_file_of_subject on case_file (subject_kind, subject);
create index case_file_due on case_file (owner_body, due);
create index case_file_to_forget on case_file (closed_at) where forgotten_at is null;

-- Yearly counter of numbers, one row a type and year. Whoever opens a case takes the row first.
create table case_number (
    type text   not null,
    year bigint not null,
    last bigint not null,
    primary key (type, year)
);

-- Who may see a case, unfolded from owner and shares so that lists walk one index. `lane` 0: for whoever sees the
-- whole body; 1: for every unit of it; else the unit. Body 0 is the whole city, for open emergencies. Rebuilt with the
-- case, in the same transaction.
create table case_reach (
    body       bigint  not null,
    lane       bigint  not null,
    case_file  bigint  not null references case_file (id),
    until      bigint  not null,                   -- shares end by themselves
    type       text    not null,
    state      text    not null,
    open       boolean not null,
    waits      boolean not null,                   -- waits for this body to act as the owner
    owner_body bigint  not null,
    due        text    not null,                   -- earliest deadline for this body, '9999-12-31' without one
    changed_at bigint  not null,
    primary key (body, lane, case_file)
);
create index case_reach_of_case on case_reach (case_file);
create index case_reach_newest on case_reach (body, lane, case_file, open, type, state, until, due, owner_body);
create index case_reach_due on case_reach (body, lane, due, case_file, open, type, state, until, owner_body);
create index case_reach_changed on case_reach (body, lane, changed_at, case_file, open, type, state, until, due, owner_body);
create index case_reach_waits on case_reach (body, lane, due, case_file) where waits;

-- Words of titles, numbers and places for searching: the first twelve letters or digits as one number.
create table case_word (
    word      bigint not null,
    case_file bigint not null references case_file (id),
    primary key (word, case_file)
);
create index case_word_of_case on case_word (case_file, word);

-- What a body is asked to do about a case.
create table case_task (
    id          bigint  primary key,
    case_file   bigint  not null references case_file (id),
    kind        text    not null,
    body        bigint  not null references access_body (id),
    unit        bigint,
    person      bigint,                            -- who has it in hand
    state       text    not null,
    open        boolean not null,
    legal_basis text    not null,
    ask         text    not null,                  -- what is asked, in words
    answer      text    not null default '',
    reference   text    not null default '',       -- the body's own file number
    outcome     text,
    due         text,
    planned     text,                              -- ISO date of the visit that the body plans
    opened_at   bigint  not null,
    state_since bigint  not null,
    ended_at    bigint,
    handed_on   bigint,                            -- task it was passed on from
    version     bigint  not null default 1
);
create index case_task_of_case on case_task (case_file, id);
create index case_task_of_body on case_task (body, due, id) where open;

-- What somebody saw.
create table case_finding (
    id        bigint primary key,
    case_file bigint not null references case_file (id),
    task      bigint references case_task (id),
    body      bigint not null,
    person    bigint not null,
    at        bigint not null,
    text      text   not null
);
create index case_finding_of_case on case_finding (case_file, id);

-- What is done about it, and whether it helped.
create table case_measure (
    id          bigint  primary key,
    case_file   bigint  not null references case_file (id),
    kind        text    not null check (kind in ('technical', 'regime', 'organisational', 'social')),
    title       text    not null,
    text        text    not null default '',
    body        bigint  not null references access_body (id),
    unit        bigint,
    cost        bigint  check (cost >= 0),         -- haléř
    funding     text    not null default '',
    due         text,
    state       text    not null check (state in ('proposed', 'ordered', 'under-way', 'done', 'verified', 'abandoned')),
    open        boolean not null,
    proposed_at bigint  not null,
    state_since bigint  not null,
    version     bigint  not null default 1
);
create index case_measure_of_case on case_measure (case_file, id);
create index case_measure_of_body on case_measure (body, due, id) where open;

-- What people tell each other about it.
create table case_comment (
    id        bigint primary key,
    case_file bigint not null references case_file (id),
    body      bigint not null,
    person    bigint not null,
    at        bigint not null,
    audience  text   not null check (audience in ('all', 'body')),
    text      text   not null
);
create index case_comment_of_case on case_comment (case_file, id);

-- Files. What lies in the blob is what we made of the upload, never the upload itself where it is an image.
create table case_attachment (
    id            bigint primary key,
    case_file     bigint not null references case_file (id),
    finding       bigint references case_finding (id),
    measure       bigint references case_measure (id),
    body          bigint not null,
    person        bigint not null,
    at            bigint not null,
    name          text   not null,
    media         text   not null,
    bytes         bigint not null,
    sha256        text   not null,
    preview       text,                            -- SHA-256 of a small picture
    preview_bytes bigint,
    detached_at   bigint
);
create index case_attachment_of_case on case_attachment (case_file, id);

-- Who wants to hear of it.
create table case_watcher (
    case_file bigint not null references case_file (id),
    person    bigint not null,
    body      bigint not null,                     -- for whom they watch
    primary key (case_file, person)
);
create index case_watcher_of_person on case_watcher (person);

-- What happened, in order. `seq` has no gaps.
create table case_event (
    case_file bigint not null references case_file (id),
    seq       bigint not null,
    at        bigint not null,
    person    bigint,
    body      bigint,
    concerns  bigint,                              -- another body that sees the line in any case
    kind      text   not null,
    part      text   not null,                     -- whoever may see this part sees the line; 'own': only the body
    detail    text   not null,                     -- JSON
    primary key (case_file, seq)
);

-- What a body was given of a case, by whom, why, and until when.
create table case_share (
    id          bigint primary key,
    case_file   bigint not null references case_file (id),
    body        bigint not null references access_body (id),
    unit        bigint,
    parts       bigint not null,                   -- access::Parts
    origin      text   not null check (origin in ('person', 'task', 'measure', 'report')),
    task        bigint,
    purpose     text   not null,
    legal_basis text   not null,
    by_body     bigint not null,
    by_person   bigint not null,
    at          bigint not null,
    expires_at  bigint,
    revoked_at  bigint
);
create index case_share_of_case on case_share (case_file, body);

-- Lists a person comes back to.
create table case_filter (
    id     bigint primary key,
    person bigint not null,
    body   bigint not null,
    name   text   not null,
    query  text   not null,                        -- query string of the list's page
    at     bigint not null,
    unique (person, body, name)
);

-- Who has a case open for writing now.
create table case_presence (
    case_file bigint not null,
    person    bigint not null,
    body      bigint not null,
    seen_at   bigint not null,
    primary key (case_file, person)
);

-- What a person has not yet seen.
create table case_notice (
    id        bigint primary key,
    person    bigint not null,
    body      bigint not null,
    case_file bigint not null references case_file (id),
    kind      text   not null,
    detail    text   not null,                     -- JSON, never content of the case
    at        bigint not null,
    seen_at   bigint
);
create index case_notice_of_person on case_notice (person, body, seen_at, id);

-- Text that a person left in a form.
create table case_draft (
    person bigint not null,
    form   text   not null,
    text   text   not null,                        -- JSON: field to text
    at     bigint not null,
    primary key (person, form)
);
