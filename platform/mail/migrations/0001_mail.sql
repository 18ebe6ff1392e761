-- Letters to people: written in the transaction of what they tell about, sent afterwards by any process.
create table mail_letter (
    id          bigint primary key,               -- also the Message-ID, so that a letter sent twice can be recognised
    recipient   text   not null,
    subject     text   not null,
    body        text   not null,
    thread      text   not null default '',       -- letters of one thread are shown together: "case-17"
    state       text   not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
    attempts    bigint not null default 0,        -- how often a process began to send it
    next_at     bigint not null,                  -- not before this instant
    lease       bigint,                           -- token of the process that is sending it now
    lease_until bigint,                           -- when that process has lost it
    reason      text   not null default '',       -- what the mail server said last
    written_at  bigint not null,
    ended_at    bigint,
    check ((state = 'waiting') = (ended_at is null)),
    check (state = 'waiting' or lease is null),
    check ((lease is null) = (lease_until is null))
);
create index mail_letter_due on mail_letter (state, next_at);
