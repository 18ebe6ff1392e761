-- Figures and the claims made with them. Nothing is overwritten: an edition supersedes, a claim has a history of checks.

-- Everything a source said at one time.
create table indicator_edition (
    id          bigint  primary key,
    source      text    not null,               -- key of the source; its editions supersede each other
    title       text    not null,
    place       text    not null,               -- where it can be found
    licence     text    not null,
    public      boolean not null,               -- may everybody see its figures, or only the workplace
    fetched_at  bigint  not null,
    sha256      text    not null,               -- of the bytes it was read from
    form        text    not null,               -- version of their form
    covers      text    not null,               -- JSON: what of its source it speaks of
    figures     bigint  not null,
    imported_at bigint  not null,
    imported_by bigint                          -- a person; empty for the program
);
create index indicator_edition_of_source on indicator_edition (source, id);

-- One statement of one source, from the edition that said it first to the edition that said otherwise.
create table indicator_figure (
    id        bigint primary key,
    source    text   not null,
    concept   text   not null,
    item      text   not null,                  -- '' for the whole
    system    text   not null,                  -- code system of the territory
    territory text   not null,
    length    text   not null check (length in ('day', 'month', 'quarter', 'year', 'state')),
    first_day text   not null,
    last_day  text   not null,
    digits    bigint,                           -- value = digits / 10^scale; empty when it was suppressed
    scale     bigint,
    rounding  text   not null check (rounding in ('exact', 'rounded', 'about', 'more-than', 'suppressed')),
    step_digits bigint,                         -- rounded to multiples of this
    step_scale  bigint,
    status    text   not null check (status in ('final', 'provisional')),
    hash      text   not null,
    edition   bigint not null references indicator_edition (id),
    superseded_by bigint references indicator_edition (id),
    check ((rounding = 'suppressed') = (digits is null)),
    check ((digits is null) = (scale is null)),
    check ((rounding = 'rounded') = (step_digits is not null))
);
-- A source says one thing of one figure at a time.
create unique index indicator_figure_now on indicator_figure
    (concept, system, territory, item, length, first_day, source) where superseded_by is null;
create index indicator_figure_of_source on indicator_figure (source, concept, superseded_by);
create index indicator_figure_of_edition on indicator_figure (edition);

-- A question to the figures; its id is made of what it asks.
create table indicator_question (
    id       text   primary key,
    question text   not null,                   -- JSON
    title    text   not null,                   -- JSON: one text a language
    saved_at bigint not null,
    saved_by bigint
);

-- A sentence that is bound to a question and a rule.
create table indicator_claim (
    id             bigint  primary key,
    owner_body     bigint  not null,
    place          text    not null,            -- where it is shown: key of a page or module
    sentence       text    not null,            -- JSON: one text a language, with places for values
    question       text    not null references indicator_question (id),
    rule           text    not null,            -- JSON
    state          text    not null check (state in ('drafted', 'checked', 'published', 'withdrawn')),
    version        bigint  not null default 1,
    verdict        text,                        -- of the latest check of this wording
    published_verdict text,                     -- what it was published with
    seen_revision  bigint  not null default 0,  -- revision of the figures at the latest look
    changed_at     bigint  not null,
    changed_by     bigint                       -- a person; empty for the program
);
create index indicator_claim_of_state on indicator_claim (state, place);

-- Earlier wordings of a claim.
create table indicator_wording (
    claim      bigint not null references indicator_claim (id),
    version    bigint not null,
    sentence   text   not null,
    question   text   not null,
    rule       text   not null,
    changed_at bigint not null,
    changed_by bigint,
    primary key (claim, version)
);

-- Each check of a claim: what the figures said of which wording. Never changed.
create table indicator_check (
    id       bigint primary key,
    claim    bigint not null references indicator_claim (id),
    version  bigint not null,                   -- wording that was checked
    at       bigint not null,
    data     text   not null,                   -- hash of the figures it used
    verdict  text   not null,
    outcome  text   not null                    -- JSON: reasons, caveats, values
);
create index indicator_check_of_claim on indicator_check (claim, id);
