-- Surveys: questionnaires, waves, answers, weights, releases. An answer knows neither its person nor its invitation.

-- A questionnaire in one wording; a changed word is a new row.
create table survey_questionnaire (
    id         bigint primary key,
    owner_body bigint not null,
    key        text   not null,                 -- its own id, one for all versions
    wording    text   not null,                 -- its own version
    body       text   not null,                 -- TOML
    added_at   bigint not null,
    added_by   bigint not null,
    unique (owner_body, key, wording)
);

-- One time of asking.
create table survey_wave (
    id            bigint primary key,
    owner_body    bigint not null,
    label         text   not null,
    state         text   not null check (state in ('draft', 'collecting', 'closed', 'published')),
    questionnaire bigint references survey_questionnaire (id),
    facts         text   not null,              -- JSON: frame, sample, mode, dates, dispositions
    design        text,                         -- JSON: which columns say how the sample was drawn
    version       bigint not null default 1,
    changed_at    bigint not null,
    changed_by    bigint not null
);
create index survey_wave_of_owner on survey_wave (owner_body, id);

-- The file a contractor delivered, and how it was agreed to be read. A wave is read from its newest one.
create table survey_delivery (
    id       bigint primary key,
    wave     bigint not null references survey_wave (id),
    name     text   not null,
    sha256   text   not null,
    bytes    bigint not null,
    reading  text   not null,                   -- JSON: format, code page, codebook
    added_at bigint not null,
    added_by bigint not null
);
create index survey_delivery_of_wave on survey_delivery (wave, id);

-- An invitation. Only the hash of its code is kept; whom the letter went to is not. `draft` holds what has been typed
-- until the answers are handed in, and is emptied then, and so is the day: the order in which invitations were used
-- must not lead to the order of answers.
create table survey_code (
    hash    text   primary key,
    wave    bigint not null references survey_wave (id),
    sample  text   not null,                    -- JSON: stratum, how many it has, how many were drawn
    state   text   not null check (state in ('free', 'started', 'done', 'void')),
    draft   text   not null default '',         -- JSON
    touched text                                -- a day, no finer
);
create index survey_code_of_wave on survey_code (wave, state);

-- What one person answered. Its id is drawn at random, so that nothing leads from an answer to an invitation or an hour.
create table survey_response (
    id      bigint primary key,
    wave    bigint not null references survey_wave (id),
    mode    text   not null,
    sample  text   not null,                    -- JSON, as in the invitation
    answers text   not null,                    -- JSON
    client  text                                -- what an interviewer's device called it, so that it is sent once
);
create index survey_response_of_wave on survey_response (wave, id);
create unique index survey_response_of_client on survey_response (client) where client is not null;

-- What was done to the weights, in order; the weights themselves are worked out again from it.
create table survey_weighting (
    wave     bigint not null references survey_wave (id),
    number   bigint not null,
    step     text   not null,                   -- JSON
    added_at bigint not null,
    added_by bigint not null,
    primary key (wave, number)
);

-- What was published, whole and never changed: later releases are checked against it.
create table survey_release (
    id           bigint primary key,
    wave         bigint not null references survey_wave (id),
    number       bigint not null,
    body         text   not null,               -- JSON
    released_at  bigint not null,
    released_by  bigint not null,
    withdrawn_at bigint,
    unique (wave, number)
);
create index survey_release_newest on survey_release (released_at);
