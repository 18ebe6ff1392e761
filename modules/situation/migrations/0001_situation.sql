-- Situation papers that were published. What was published never changes; a newer paper of the same day stands before it.
create table situation_paper (
    id           bigint primary key,
    owner_body   bigint not null,
    day          text   not null,               -- the day it speaks of
    since        text   not null,               -- the day it is held against
    body         text   not null,               -- JSON: the report in each language
    published_at bigint not null,
    published_by bigint not null,
    withdrawn_at bigint
);
create index situation_paper_of_day on situation_paper (day, id);
