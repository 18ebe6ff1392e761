-- Who is who, who may do what, and what was done. Nothing here says what a person is like: no nationality, no score.

-- An organisation that takes part: a department, a district, a police force, an office.
create table access_body (
    id         bigint primary key,
    code       text   not null unique,            -- short, stable, in addresses: "odbor-bezpecnosti"
    kind       text   not null,                   -- access::BodyKind
    name       text   not null,                   -- JSON: one text a language
    seat       text   not null default '',
    email      text   not null default '',        -- mailbox of the body
    phone      text   not null default '',
    valid_from text   not null,                   -- ISO date, first day
    valid_to   text,                              -- ISO date, last day
    version    bigint not null default 1
);

-- A part of a body: a police station, a section of a department. Units may lie in each other.
create table access_unit (
    id         bigint primary key,
    body       bigint not null references access_body (id),
    parent     bigint references access_unit (id),
    code       text   not null,
    name       text   not null,                   -- JSON: one text a language
    layer      text,                              -- territory it looks after: layer and code, as in `places`
    territory  text,
    valid_from text   not null,
    valid_to   text,
    version    bigint not null default 1,
    unique (body, code)
);

-- A post is an office. It exists without a holder, has deputies and a validity, and may be what the public sees.
create table access_post (
    id         bigint primary key,
    body       bigint not null references access_body (id),
    unit       bigint references access_unit (id),
    title      text   not null,                   -- JSON: one text a language
    layer      text,                              -- the public post of this territory, as in `places`
    territory  text,
    phone      text   not null default '',
    email      text   not null default '',
    valid_from text   not null,
    valid_to   text,
    version    bigint not null default 1
);
create index access_post_of_body on access_post (body);
create index access_post_of_territory on access_post (layer, territory);

-- A person who signs in. The name is kept for the trail even after the account has ended.
create table access_person (
    id           bigint primary key,
    login        text   not null unique,          -- lower case, ASCII
    name         text   not null,
    email        text   not null default '',
    phone        text   not null default '',
    language     text   not null default 'cs',
    state        text   not null check (state in ('invited', 'active', 'blocked', 'ended')),
    created_at   bigint not null,
    ended_at     bigint,
    version      bigint not null default 1
);

-- Who holds a post, and who stands in.
create table access_holding (
    id         bigint  primary key,
    post       bigint  not null references access_post (id),
    person     bigint  not null references access_person (id),
    deputy     boolean not null,
    valid_from text    not null,
    valid_to   text
);
create index access_holding_of_post on access_holding (post);
create index access_holding_of_person on access_holding (person);

-- In which capacity a person works for a body: a role, perhaps only within one unit, for as long as it is valid.
create table access_membership (
    id         bigint primary key,
    person     bigint not null references access_person (id),
    body       bigint not null references access_body (id),
    unit       bigint references access_unit (id),
    role       text   not null,                   -- access::Role
    valid_from text   not null,
    valid_to   text
);
create index access_membership_of_person on access_membership (person, body);
create index access_membership_of_body on access_membership (body);

-- What proves that a person is who they say: one row a secret. Secrets are hashes or sealed, never plain.
create table access_credential (
    id         bigint primary key,
    person     bigint not null references access_person (id),
    kind       text   not null check (kind in ('password', 'totp', 'recovery', 'oidc', 'invitation', 'feed')),
    secret     text   not null,                   -- PHC string, sealed key, SHA-256, or "issuer subject" of a provider
    label      text   not null default '',
    created_at bigint not null,
    used_at    bigint,
    used_step  bigint,                            -- last TOTP step taken, so that no code works twice
    expires_at bigint,
    unique (kind, secret)
);
create index access_credential_of_person on access_credential (person, kind);

-- A signed-in browser. The token itself is only in the cookie.
create table access_session (
    id           bigint primary key,
    token        text   not null unique,          -- SHA-256 of the cookie, hexadecimal
    person       bigint not null references access_person (id),
    body         bigint references access_body (id), -- for whom the person acts now; null until chosen
    method       text   not null,                 -- password, oidc, demo; half-…: a second factor is still to be shown
    assured_at   bigint,                          -- when a second factor or a high level of assurance was shown
    created_at   bigint not null,
    seen_at      bigint not null,
    expires_at   bigint not null,
    ended_at     bigint,
    client       text   not null,                 -- address
    agent        text   not null                  -- browser, shortened
);
create index access_session_of_person on access_session (person, ended_at);

-- Failed attempts, for the delay. `subject` is a login or an address, hashed: this is no list of who tried.
create table access_attempt (
    subject    text   primary key,
    failures   bigint not null,
    last_at    bigint not null,
    open_at    bigint not null                    -- not before this instant
);

-- A sign-in through a provider that has begun and waits for its answer.
create table access_oidc_flow (
    state      text   primary key,                -- SHA-256 of the state parameter
    provider   text   not null,                   -- its name in the settings
    purpose    text   not null check (purpose in ('sign-in', 'step-up', 'link', 'accept')),
    holder     text   not null default '',        -- SHA-256 of the session's or the link's token, as the purpose asks
    nonce      text   not null,
    verifier   text   not null,                   -- PKCE
    next       text   not null,
    binding    text   not null,                   -- SHA-256 of the cookie of the browser that began
    created_at bigint not null
);

-- Break-glass: more rights for a short time, with a reason, and somebody who looks at it afterwards.
create table access_emergency (
    id          bigint primary key,
    person      bigint not null references access_person (id),
    body        bigint not null references access_body (id),
    reason      text   not null,
    reference   text   not null default '',       -- case number
    begun_at    bigint not null,
    expires_at  bigint not null,
    ended_at    bigint,
    review_by   bigint not null,
    reviewer    bigint references access_person (id),
    reviewed_at bigint,
    verdict     text check (verdict in ('justified', 'unjustified')),
    note        text   not null default ''
);
create index access_emergency_of_person on access_emergency (person, expires_at);

-- The trail: append-only, each row sealed with the hash of the one before.
create table access_audit (
    seq      bigint primary key,
    at       bigint not null,
    person   bigint,                              -- null: the program itself, or nobody signed in
    body     bigint,
    action   text   not null,
    kind     text   not null,
    resource bigint,
    allowed  boolean not null,
    policy   bigint not null,                     -- version of the policy that decided
    purpose  text   not null,                     -- reason or case number
    client   text   not null,
    rows     bigint not null,                     -- how many rows were shown or touched
    detail   text   not null,                     -- JSON: before and after, query, SHA-256 of an export
    previous text   not null,
    hash     text   not null
);
create index access_audit_of_resource on access_audit (kind, resource, seq);
create index access_audit_of_person on access_audit (person, seq);
create index access_audit_of_time on access_audit (at);

-- The last link. One row; whoever writes to the trail takes it first, so that links never cross.
create table access_audit_head (
    id   bigint primary key check (id = 1),
    seq  bigint not null,
    hash text   not null
);
insert into access_audit_head (id, seq, hash) values (1, 0, '');

-- The head of the trail once a day, signed with a key that the database does not hold.
create table access_audit_checkpoint (
    day        text   primary key,                -- ISO date in Prague
    seq        bigint not null,
    hash       text   not null,
    signed_at  bigint not null,
    key        text   not null,                   -- public key, base64
    signature  text   not null                    -- Ed25519, base64
);
