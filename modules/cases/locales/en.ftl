# The workplace: what waits for me, list, map, calendar
cases-door-today = Today
cases-door-calendar = Calendar
cases-door-cases = Cases
cases-door-map = Map of cases

cases-today-title = Today
cases-today-nothing = Nothing waits for you.
cases-today-waiting =
    { $count ->
        [one] { $count } thing waits for you.
       *[other] { $count } things wait for you.
    }
cases-today-late =
    { $count ->
        [one] { $count } is overdue.
       *[other] { $count } are overdue.
    }
cases-today-notices = What is new ({ $count })
cases-today-own = My tasks ({ $count })
cases-today-free = Tasks that nobody has taken yet ({ $count })
cases-today-cases = Cases where it is your move ({ $count })
cases-today-measures = Measures you are to carry out ({ $count })
cases-today-more = And { $count } more
cases-today-empty-title = Nothing waits for you
cases-today-empty = Tasks for your body, your deadlines, mentions in comments and measures to carry out will appear here.
cases-today-all = Show all cases
cases-today-ahead = The next 14 days
cases-today-ahead-empty = Nothing is due in the next 14 days.
cases-today-calendar = Open the calendar
cases-today-states = Open cases by state
cases-notice-seen = Mark as read
cases-notices-seen = Mark all as read
cases-notice-reported = A new case came in to be assessed.
cases-notice-task-given = Your body was given a task.
cases-notice-task-in-hand = A colleague gave you a task.
cases-notice-mentioned = Somebody mentioned your body in a comment.
cases-notice-task-ended = A task has ended.
cases-notice-tasks-ended = All tasks have ended.
cases-notice-moved = The case changed its state.
cases-notice-measure-ordered = You are to carry out a measure.
cases-notice-measure-moved = A measure changed its state.
cases-notice-shared = Somebody shared the case with you.
cases-notice-handed-on = A task was passed on to another body.
cases-notice-changed = Something has changed.

cases-new = Report something new
cases-kinds-title = What do you want to report?
cases-kinds-lead = Choose the kind of case. We then ask only for what it needs.
cases-kinds-templates = Templates:
cases-kinds-empty = The city has no kind of case yet. The system administrator adds them.
cases-list-title = Cases
cases-list-count =
    { $count ->
        [one] { $count } case
       *[other] { $count } cases
    }
cases-list-more = More than { $count } cases
cases-list-empty-title = There is no case yet
cases-list-empty = The first report brings a case here, or another body that shares one with you.
cases-list-none-title = Nothing fits
cases-list-none = Try a wider filter or fewer words.
cases-list-next = More cases
cases-list-first = Back to the beginning
cases-list-map = Show on the map
cases-file-name = cases
cases-saved = Saved filters
cases-saved-name = Name of the filter
cases-saved-save = Save the filter
cases-saved-drop = Delete the filter { $name }
cases-any = Any
cases-choose = Choose
cases-filter-find = Number, title or place
cases-filter-open = Open
cases-filter-open-yes = Open ones only
cases-filter-open-no = Closed ones only
cases-filter-open-all = All
cases-filter-whose = Whose
cases-filter-whose-all = All that I see
cases-filter-whose-mine = Mine (reported by me, or with my task)
cases-filter-whose-watched = Watched
cases-filter-from = Reported from
cases-filter-to = Reported until
cases-filter-late = Overdue ones only
cases-filter-use = Filter
cases-filter-none = Clear the filter
cases-sort = Order
cases-sort-newest = Newest first
cases-sort-due = By deadline
cases-sort-changed = By last change
cases-search-title = Search for cases
cases-search-label = Find a case
cases-search-hint = Number of the case, a word of its title, or a place. The beginning of a word is enough.
cases-search-short = Write at least two letters or digits.
cases-search-none = No case that you may see fits “{ $query }”.
cases-search-more = Show all in the list

cases-case = Case
cases-number = Number
cases-title = Title
cases-kind = Kind
cases-state = State
cases-place = Place
cases-owner = Coordinated by
cases-due = Deadline
cases-opened = Reported
cases-changed = Last change
cases-law = Legal basis
cases-yes = yes
cases-no = no
cases-money = CZK { $amount }
cases-area = { $amount } m²
cases-size-kb = { $amount } kB
cases-size-mb = { $amount } MB
cases-author-program = the system
cases-due-today = today
cases-due-tomorrow = tomorrow
cases-due-over =
    { $days ->
        [one] { $days } day overdue
       *[other] { $days } days overdue
    }
cases-due-in =
    { $days ->
        [one] in { $days } day
       *[other] in { $days } days
    }
cases-due-of-case = deadline of the case
cases-due-of-task = deadline of a task
cases-due-of-visit = planned visit
cases-due-of-measure = deadline of a measure

cases-map-title = Map of cases
cases-map-lead = { $placed } of { $all } cases are on the map. The others have no exact address and are only in the table.
cases-map-cut = At most { $most } are shown; narrow the filter.
cases-map-caption = Cases in the city districts. A larger dot with a number is an overdue case.
cases-map-table = The same cases as a table

cases-calendar-title = Calendar: { $month }
cases-calendar-lead =
    { $count ->
        [0] Nothing is due in this month.
        [one] { $count } deadline in this month.
       *[other] { $count } deadlines in this month.
    }
cases-calendar-turn = Months
cases-calendar-now = This month
cases-calendar-week = Week
cases-calendar-week-short = wk
cases-calendar-more = and { $count } more
cases-calendar-list = List
cases-calendar-empty = Tasks, cases and measures with a deadline will fill it.
cases-month = { $month } { $year }
cases-month-1 = January
cases-month-2 = February
cases-month-3 = March
cases-month-4 = April
cases-month-5 = May
cases-month-6 = June
cases-month-7 = July
cases-month-8 = August
cases-month-9 = September
cases-month-10 = October
cases-month-11 = November
cases-month-12 = December
cases-weekday-1 = Monday
cases-weekday-2 = Tuesday
cases-weekday-3 = Wednesday
cases-weekday-4 = Thursday
cases-weekday-5 = Friday
cases-weekday-6 = Saturday
cases-weekday-7 = Sunday
cases-holiday-new-year = Restoration Day of the Independent Czech State, New Year
cases-holiday-good-friday = Good Friday
cases-holiday-easter-monday = Easter Monday
cases-holiday-labour = Labour Day
cases-holiday-victory = Victory Day
cases-holiday-cyril = Saints Cyril and Methodius Day
cases-holiday-hus = Jan Hus Day
cases-holiday-wenceslas = Czech Statehood Day
cases-holiday-republic = Independent Czechoslovak State Day
cases-holiday-freedom = Struggle for Freedom and Democracy Day
cases-holiday-christmas-eve = Christmas Eve
cases-holiday-christmas = Christmas Day
cases-holiday-stephen = Saint Stephen’s Day
cases-feed-title = Deadlines in my own calendar
cases-feed-lead = Subscribe to the secret address in your calendar. It holds only number, kind and date, never a place or a name. A new address ends the one before.
cases-feed-make = Make a new address
cases-feed-end = End the subscription
cases-feed-made = The address is ready. Copy it now, we will not show it again.
cases-feed-address = Address of the subscription
cases-feed-name = Okrsek – my deadlines
cases-feed-item = { $number } { $kind }: { $what }

cases-help-title = How to work faster
cases-help-lead = Keys work while you are not typing into a field.
cases-help-script = Single-letter keys can be switched off in the window that the question mark opens. They need JavaScript; everything else works without it.
cases-key-search = go to the search
cases-key-down = next row
cases-key-up = previous row
cases-key-open = open the row
cases-key-help = list of keys
cases-key-leave = close a window or suggestions
cases-help-work = What you cannot lose
cases-help-drafts = The system remembers a report or a change you have begun. You can leave and come back.
cases-help-conflict = When somebody else changes the same record, we show both texts side by side and you decide.
cases-help-undo = Some steps can be taken back within ten minutes by the button at the top of the case.
cases-help-mention = In a comment write an at sign and the code of a body, such as @mestska-policie. Its coordinator is told.

# Why it is not possible
refusal-cases-refused = It cannot be done like this.
refusal-cases-conflict = Somebody has changed the record meanwhile. Nothing was written; please open it again.
refusal-cases-moved = Somebody has changed the record meanwhile. Nothing was written. See how it looks now and decide again.
refusal-body-not-competent = This body cannot do such a task. Choose another one.
refusal-body-same = Choose another body than the one that has it already.
refusal-body-sees-no-comments = The mentioned body does not see the comments of this case. Share them, or leave the mention out.
refusal-body-unknown = We know no such body. Choose it from the list.
refusal-case-closed = The case is closed. Reopen it first.
refusal-case-forgotten = The texts of this case were erased when their time was over, so it cannot be changed. If the matter has come back, open a new case.
refusal-words-of-origin = Describe what is going on, not where people come from: “{ $words }” does not belong here. Nothing was lost; please put the sentence differently.
refusal-field-choice = Choose one of the options.
refusal-field-date = Write the date as 1. 3. 2026.
refusal-field-flag = Tick it, or leave it empty.
refusal-field-needed = This has to be filled in.
refusal-field-number = Write a number, such as 1,500.
refusal-field-too-long = The text is too long. Shorten it.
refusal-field-unknown = This does not belong to the case.
refusal-file-bomb = The document would unpack to too much data. Nothing of it was kept. Save it again as a PDF and send that.
refusal-file-broken = The file is damaged or incomplete. Nothing of it was kept. Save it again and send it once more.
refusal-file-empty = The file is empty. Choose another.
refusal-file-kind = We do not take files of this kind. Send a picture, a PDF, a document (DOCX, XLSX, ODT, ODS) or plain text.
refusal-file-too-large = The file is too large; it may have { $most } MB at most. Make it smaller or split it.
refusal-file-too-many-pixels = The picture is too large; it may have { $most } million pixels at most. Make it smaller and send it again.
refusal-file-two-kinds = Something else is attached to the file. Nothing of it was kept. Save the document again and send it alone.
refusal-file-with-scripts = The document holds macros or scripts. Nothing of it was kept. Save it without them and send it again.
refusal-legal-basis-needed = Give the legal basis, such as § 12 of the Administrative Procedure Code.
refusal-no-owner = Nobody coordinates such cases now. Turn to the administrator.
refusal-person-not-here = This person does not work for your body.
refusal-place-not-on-earth = The place has no valid position.
refusal-purpose-needed = Write for which purpose the body needs the data.
refusal-reason-needed = Write the reason.
refusal-share-ended = The end of sharing must be in the future.
refusal-subject-needed = Choose the thing the case is about.
refusal-subject-unknown = We know no such thing.
refusal-task-ended = The task has ended already.
refusal-task-kind-unknown = Such a task does not belong to this kind of case.
refusal-task-needed = Choose at least one task.
refusal-task-unknown = There is no such task in the case.
refusal-tasks-open = All tasks must end first.
refusal-text-too-long = The text is too long. Shorten it.
refusal-text-too-short = The text is too short. Write at least a few words.
refusal-too-many-files = The case has enough files. Take away those you do not need.
refusal-too-many-filters = There are too many saved filters. Delete one.
refusal-too-many-measures = There are too many measures for one case.
refusal-too-many-tasks = There are too many tasks for one case.
refusal-transition-not-possible = This step cannot be taken now. See how the case looks.
refusal-type-unknown = We know no such kind of case.
refusal-undo-too-late = A step can be taken back only within ten minutes, and only the last one.
refusal-unit-unknown = We know no such unit.
