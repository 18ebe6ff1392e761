-- Who holds the public post of a territory, as the bodies keep it themselves. Rows of a territory replace the holder
-- that was imported with the city; a territory without rows keeps the imported one.
create table post_holding (
    id         bigint  primary key,
    layer      text    not null,
    territory  text    not null,
    name       text    not null,                  -- public name
    deputy     boolean not null,
    valid_from text    not null,                  -- ISO date, first day
    valid_to   text                               -- ISO date, last day
);
create index post_holding_of_territory on post_holding (layer, territory);
