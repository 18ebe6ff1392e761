-- Which figures an edition superseded: asked of the newest editions whenever somebody asks whether anything has changed.
create index indicator_figure_superseded on indicator_figure (superseded_by) where superseded_by is not null;
