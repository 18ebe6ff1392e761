-- How many people live where is a figure of the platform (concept `population`), loaded once for everything.
drop table offence_residents;
