-- What waits for a body, in the order it is shown in, and how many open cases there are in each state: read from an
-- index instead of being sorted each time the workplace is opened.
create index case_reach_open on case_reach (body, lane, type, state, until) where open;
create index case_task_waiting on case_task (body, (due is null), due, id) where open;
create index case_task_planned on case_task (body, planned) where open and planned is not null;
create index case_measure_waiting on case_measure (body, (due is null), due, id)
    where open and state in ('ordered', 'under-way');
