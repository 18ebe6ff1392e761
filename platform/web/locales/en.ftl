# Page frame
frame-name = Okrsek
frame-skip = Skip to content
frame-emergency = Emergency numbers
frame-112 = Emergency line
frame-158 = State police
frame-156 = Municipal police
frame-155 = Ambulance
frame-150 = Fire brigade
frame-doors = Main menu
frame-languages = Language
frame-footer = About these pages
frame-accessibility = Accessibility statement
frame-about = About and licence
frame-invented = Demonstration city – people, addresses and events are invented.

# Frame of the workplace
frame-staff-door = For staff
frame-workplace = workplace
frame-menu = Menu
frame-menu-close = Close the menu
frame-steps = Steps of the work
frame-acting = You act for:
frame-switch = Change
frame-choose = Choose for whom you act
frame-account = My account:
frame-sign-out = Sign out
frame-breakglass = Emergency access is open until { $until }. Everything you read is recorded and will be reviewed.
step-today = Today
step-scanning = What is going on
step-analysis = Why and where
step-response = What to do about it
step-assessment = Did it help?
step-exchange = Together
step-crisis = Crisis
step-administration = Administration

# Forms and search
form-error = Error:
form-errors =
    { $count ->
        [one] One thing needs correcting
       *[other] { $count } things need correcting
    }
form-kept = What you typed has been kept. Nothing has been sent yet.
search-button = Find
search-none = No suggestion. You can search anyway.
search-count = Suggestions: #. Use the arrow keys to choose.
search-failed = Suggestions could not be loaded. You can still search.

# Tables and maps
table-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
table-csv = Download as CSV
table-xlsx = Download as Excel (XLSX)
table-pages = Pages of the table
table-empty = There is nothing here yet.
refusal-export-rows = One sheet holds at most { $most } rows. Nothing was lost; narrow the selection or choose CSV.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-failed = The interactive map could not be loaded, the picture stays.
map-attribution = Addresses and boundaries: RÚIAN, ČÚZK

# Parts of the workplace
file-too-large = This file is too large and will not be sent. Choose a smaller one.
stepline-done = done
stepline-skipped = left out
undo-button = Undo
conflict-theirs = Saved meanwhile: { $who }
conflict-mine = Your wording
conflict-advice = Nothing was lost. Change your wording so that it holds the other one too, and save it.
keys-title = Keyboard shortcuts
keys-search = go to the search
keys-next = next row
keys-previous = previous row
keys-open = open the row
keys-help = this help
keys-on = Shortcuts of a single letter are on
keys-close = Close
form-unsaved = There is unsaved text on the page.
draft-saved = Your draft is saved ({ $time }).
draft-failed = Your draft could not be saved. It stays on the page.
presence-others = Also working on this record now: { $people }

# Errors
error-number = Error { $status }
error-home = Go to the home page
error-request = If it happens again, write to us and mention the request number
error-400-title = We do not understand the request
error-400-what = The address or the data sent do not have the form we expect.
error-400-advice = Nothing was lost. Check the address of the page or start again from the home page.
error-403-title = This cannot be done
error-403-what = The page is not meant for you, or the request came from outside these pages.
error-403-advice = We changed nothing. Open the form again directly on these pages.
error-404-title = We did not find the page
error-404-what = There is nothing at this address. The link may be mistyped, or the page has moved.
error-404-advice = Nothing was lost. Try again from the home page.
error-405-title = The page is not used this way
error-405-what = This address takes another kind of request.
error-405-advice = We changed nothing. Start again from the home page.
error-413-title = Too much data was sent
error-413-what = What you sent is larger than we can take.
error-413-advice = We changed nothing. Shorten the text or send a smaller file.
refusal-upload-too-large = A form with files may have at most { $megabytes } MB.
refusal-upload-broken = The form with files arrived incomplete or damaged.
error-414-title = The query is too long
error-414-what = The search takes a few hundred characters at most.
error-414-advice = Nothing was lost. A street and a house number are enough, for example “Zahradní 173/2”.
error-422-title = It cannot be done like this
error-422-what = We understand the data but cannot use them.
error-422-advice = We changed nothing. Change the data and try again.
error-429-title = Too many requests
error-429-what = Many requests came from your connection in a short time.
error-429-advice = Nothing was lost. Wait a moment and try again. In an emergency call 112.
error-500-title = Something went wrong on our side
error-500-what = The page could not be prepared. The fault is ours and it has been recorded.
error-500-advice = No data were lost. Please try again in a while. In an emergency call 112.
error-503-title = We cannot keep up right now
error-503-what = The answer took too long, or the system cannot answer at the moment.
error-503-advice = No data were lost. Please try again in a while. In an emergency call 112.

# About
about-title = About the system
about-what = Okrsek is one place where a city looks after its safety.
about-loop = Here you find who is answerable for your street, how the city is doing and what is being done about it. The city, the police and citizens work from the same facts.
about-data-title = Where the data come from
about-data = Addresses come from RÚIAN, the public register kept by the Czech Office for Surveying, Mapping and Cadastre. Every answer names the rule or boundary that decided it and the date of its edition.
about-licence-title = Licence
about-licence = The program is free software under the EUPL 1.2.
about-source = Source code
about-third-party = Licences of the parts these pages are made of

# Accessibility
accessibility-title = Accessibility statement
accessibility-lead = These pages are meant to meet Czech Act No. 99/2019 Coll. and WCAG 2.2 at level AA.
accessibility-keyboard = Everything can be used with a keyboard, and you always see where you are.
accessibility-script = All pages work without JavaScript.
accessibility-map = What is on the map is also said in words or in a table.
accessibility-zoom = Text can be enlarged four times without losing anything. Dark mode and reduced motion follow the settings of your device.
accessibility-known-title = What we know about
accessibility-known = For screen readers the interactive map is only an addition. The text beside it says the same.
accessibility-contact-title = Did you meet an obstacle?
accessibility-contact = Write to us what does not work and on which page. We answer within 15 days.

# A report as a file
report-file-pdf = Report (PDF)
report-file-print = Report to print
refusal-report-no-typesetter = The program that sets PDF is not installed on this server. Please use the report to print.
report-verb-needs-out = A file is not shown on the screen. Please say where to save it: --out FILE
report-verb-no-typesetter = The program that sets PDF is not installed here. --format html gives a report to print.
report-verb-unwritable = The file { $file } cannot be written: { $reason }
