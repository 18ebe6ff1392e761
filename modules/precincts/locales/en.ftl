# Precincts: from an address to the people answerable for it.

precincts-door = My precinct

## Layers
layer-municipal-precinct = Municipal police precincts
layer-state-police = State Police areas
layer-district = City districts
layer-one-municipal-precinct = municipal police precinct
layer-one-state-police = State Police area
layer-one-district = city district
post-municipal-precinct = Precinct officer
post-state-police = State Police officer
post-district = Mayor of the city district
body-municipal-precinct = Municipal Police
body-state-police = Police of the Czech Republic
body-district = District office

## Start
home-title = Who looks after your street?
home-lead = Type an address. We show the precinct officer, the State Police officer and the district mayor who answer for it.
home-how = How it works
home-how-text = Every address lies in three territories that do not depend on one another: a municipal police precinct, a State Police area and a city district. We look each of them up separately and say what decided.
home-all = All precincts, areas and districts
home-no-register = The address register has not been loaded yet. The administrator loads it with “okrsek import addresses”.

## Search
search-label = Address, street or place
search-hint = For example: { $example }. Accents are not needed.
search-locate = Use my location
search-locating = Finding your location…
search-locate-failed = Your location could not be found. Please type the address.
search-empty-title = Type what you are looking for
search-empty = Write an address or a street in the field.
search-nothing-title = We did not find “{ $query }”
search-nothing = The address register has no such address or street. Try only the name of the street, or another spelling. If it is urgent, call straight away.
search-choose-title = Which address do you mean?
search-choose = Several places fit. Choose one.
search-number-title = The register has no number { $number } here
search-number = The nearest numbers in the same street:
search-reversed-title = The numbers seem to be the wrong way round
search-reversed = These two numbers do not belong together. The other way round they do:
search-outside-title = “{ $said }” is not here
search-outside = We search only in { $city }. This looks similar here:
search-postcode-title = A postcode alone is not an address
search-postcode = One postcode usually has several precincts. Add a street and a number.
search-entrances-title = A building with several entrances
search-entrances = You wrote two entrances. Both are in the register:
search-cut = The text is very long; only its beginning was read.

## How the address was found
matched-full = By the whole number.
matched-orientation = By the orientation number.
matched-descriptive = By the house number alone; you gave no orientation number.
matched-evidence = By the registration number.
matched-reversed = By the pair of numbers turned round.
matched-other-letter = By the number; the letter differs.
matched-nearest = The nearest number in the register.
matched-name = By name.
matched-code = By the code of the address point.
matched-point = By the place on the map; the nearest address is { $metres } m away.
corrected-diacritics = “{ $from }” is read as “{ $to }” (accents).
corrected-typo = “{ $from }” is read as “{ $to }” (typing error).
corrected-declension = “{ $from }” is read as “{ $to }” (grammatical case).
corrected-abbreviation = “{ $from }” is read as “{ $to }” (abbreviation).
corrected-completed = “{ $from }” was completed to “{ $to }”.
corrected-missing = The word “{ $word }” was added.
corrected-ignored = The word “{ $word }” was not used.
corrected-order = The words stand in another order.
corrected-joined = The words are read together as “{ $to }”.
corrected-split = The word is read as “{ $to }”.
corrected-former = “{ $old }” is an earlier name; today “{ $now }”.
corrected-former-until = “{ $old }” is an earlier name (until { $until }); today “{ $now }”.
corrected-pair = The numbers were the other way round.
corrected-letter = The register has the number { $number }.
disagrees-postcode = The postcode { $said } does not agree; the register has { $registered }.
disagrees-postcode-none = The register has no postcode { $said } at this address.
disagrees-area = You wrote “{ $said }”, but the address lies elsewhere.
disagrees-town = You wrote “{ $said }”; we search only in this municipality.

## Answer
answer-title = Who answers for { $address }
answer-address = Address
answer-map = Map around { $address }
answer-map-table = The same in words: { $territories }.
answer-why = Why them?
answer-next = What next
answer-next-call = If something is happening right now, call 158 or 156. Do not wait until tomorrow.
answer-station = Station
answer-seat = Address of the station
answer-phone = Phone
answer-email = E-mail
answer-hours = Hours
answer-deputy = Deputy
answer-valid = Record valid
answer-stations = Until then call 156 or turn to one of the stations:
answer-valid-from = from { $from }
answer-valid-span = from { $from } to { $to }
answer-source = Source
answer-vacant = vacant
answer-vacant-text = Nobody holds this post now. Please turn to the station.
answer-vacant-no-station = Nobody holds this post now.
answer-unknown = the name is not kept here
answer-no-post = We have no record of the person answerable for this territory.
answer-position-none = The register has no coordinates for this address. Only street and number decided.
answer-code = Code of the address point
answer-edition = Address register as of { $vintage }

## Why
because-polygon = The address lies inside the border of “{ $territory }” (map { $source }, valid from { $from }).
because-border = The address lies { $metres } m from a border. Please check with the station.
because-on-border = The address lies exactly on a border: { $territories }. Please check with the station.
because-rule = The rule on line { $line } decided: “{ $text }” ({ $source }, valid from { $from }).
because-specific = Line { $line } mentions the same place more generally; the more exact rule comes first.
because-register = The city district stands in the address register itself (as of { $vintage }).
because-nobody = No territory covers this address. Please let us know.
because-conflict = Several territories claim this address (lines { $lines }). Please let us know.
because-no-position = The address has no coordinates, so it cannot be placed on the map. Call 158 or 156 for advice.
because-no-layer = The borders of these territories have not been loaded yet.

## Street
street-title = Who answers for { $street }
street-whole = The same people answer for the whole street.
street-split-title = { $street } is divided
street-split = Different people answer for different house numbers. Choose your number.
street-number = House number
street-ranges = Who has which numbers
street-ranges-caption = { $layer }: who has which numbers in { $street }
street-territory = Territory
street-numbers = Numbers
street-unplaced = cannot be told, the address has no coordinates
street-nobody = nobody
street-addresses = All addresses in the street ({ $count })
range-odd = odd { $from }–{ $to }
range-even = even { $from }–{ $to }
range-descriptive = house no. { $range }
range-evidence = reg. no. { $range }

## Territories
territories-title = All precincts, areas and districts
territories-lead = { $city } is divided in three independent ways. Here are all of them.
territories-caption = { $layer } – { $count ->
    [one] { $count } territory
   *[other] { $count } territories
}
territories-empty = This layer has not been loaded yet. The administrator loads it with “okrsek import territories --layer { $layer } FILE”.
territory-name = Name
territory-addresses = Addresses
territory-post = Answerable
territory-streets-caption = Streets in { $territory }
territory-street = Street
territory-part = Part of the municipality
territory-map = Map of { $territory }
territory-edition = Source { $source }, valid from { $from }.
territory-rule-title = The rules that define it

## Stations
stations-caption = Stations

## Data
data-title = Where the data come from
data-register = Addresses: RÚIAN register (ČÚZK, CC BY 4.0), as of { $vintage }, { $count } addresses.
data-register-invented = The addresses are invented, made by a program for demonstration.
data-layer = { $layer }: { $source }, valid from { $from }, { $count } territories.
data-layer-none = { $layer }: not loaded.
data-layer-register = { $layer }: from the address register.
data-posts = We show the people answerable as posts, not as private persons. Contacts are public and belong to the post.
data-api = The same for programs: the interface is described at /api/openapi.json.
data-privacy = We do not keep the addresses you look for and do not track visitors.

## Refusals
refusal-no-register = The address register has not been loaded yet.
refusal-missing-query = The parameter “q” with the text to look for is missing.
refusal-long-query = The query “q” has at most { $most } characters.
refusal-bad-limit = The number of suggestions “limit” is 1 to { $most }.
refusal-missing-place = Give either “address” (code of an address point), or “lon” and “lat”.
refusal-no-address = The register has no address point with the code { $code }.
refusal-no-layer = There is no layer “{ $layer }”. There are: municipal-precinct, state-police, district.
refusal-outside-country = The point { $lon }, { $lat } lies outside Czechia. Here “lon” is 12 to 19 and “lat” 48 to 52.
refusal-no-address-near = There is no address of the city within 500 m of this place.

## Days
day-1 = Mon
day-2 = Tue
day-3 = Wed
day-4 = Thu
day-5 = Fri
day-6 = Sat
day-7 = Sun
hours-all-day = around the clock
street-all = whole street
street-none = no street
station-restricted = not open to the public

## Verbs
verb-json = Prints the answer as JSON.
verb-yes = Does not ask and confirms the change.
verb-needs-yes = There is nobody to ask. Add --yes to confirm the change.
verb-find = Finds an address and everybody answerable for it.
verb-find-text = An address, a street or a place; accents are not needed.
verb-import-addresses = Reads official RÚIAN address files, shows the difference from the present ones and asks.
verb-import-addresses-files = Files .csv, .gz, .zst, .zip or a folder; one municipality or the whole country.
verb-import-date = The day the register describes; otherwise from the file name or the newest record.
verb-import-territories = Reads borders of territories (GeoJSON, GML) or rules of streets and numbers.
verb-import-territories-file = A file; may be packed (.gz, .zst, .zip).
verb-import-from = The day from which the territories hold; otherwise today.
verb-import-city = Says which city the database is for and reads its stations, posts and former street names.
verb-import-city-name = A city that ships with the program (plzen), or a folder like those in content/cities.
verb-import-figures = Takes over published figures (TOML or CSV) as editions of their sources
verb-import-figures-file = File of figures; its sources in it or in sources.toml beside it
verb-layer = Layer of territories.
verb-export-answerable = Writes the code of the territory for every address of the city.
verb-export-csv = Writes CSV (there is no other form yet).
verb-check = Checks a file of rules: what each line covers, what is doubtful, who is left without anyone. Writes nothing.
verb-check-file = The file of rules.

## Import
import-nothing-changed = Nothing was changed.
import-same = The register is the same as the present one. Nothing was changed.
import-confirm = Load the new edition? [y/N]
import-not-confirmed = Not confirmed. Nothing was changed.
import-saved = { $count } addresses loaded, as of { $vintage }.
import-read = { $count } addresses read, { $refused } rows refused, { $repeated } repeated.
import-refused-row = { $file }, line { $line }, column { $column }: { $reason }
import-difference = Difference: { $new } new, { $gone } gone, { $renamed } renamings, { $renumbered } renumbered, { $moved } moved.
import-renamed = { $from } → { $to } ({ $count } addresses)
import-touched = The changes touch { $count } lines of rules:
import-bad-date = “{ $text }” is not a date; it is written 2026-01-31. Nothing was changed.
import-layer-saved = { $layer }: { $count } territories loaded, valid from { $from }.
import-overlap = { $first } and { $second } overlap by { $area } m².
import-unresolved = { $count } lines were not understood; they cover nothing. Look at them: okrsek territory check.
import-coverage = { $covered } of { $all } addresses of the city are covered.
import-city-saved = City { $city }: { $stations } stations, { $posts } posts.

## Check of rules
check-warning = warning
check-unresolved = not understood
check-not-utf8 = { $file } is not in UTF-8.
check-counts = { $territories } territories, { $lines } lines: { $resolved } understood, { $warnings } to be looked at, { $unresolved } not understood.
check-no-register = No address register has been loaded; the addresses were not checked.
check-covered = { $covered } of { $all } addresses are covered.
check-letters-in = Line { $line }, { $street }: the range takes in { $numbers } without naming them.
check-letters-out = Line { $line }, { $street }: leaves out { $numbers }; write them if they belong.
check-taken = Line { $winner } is more exact than line { $loser } and takes { $count } addresses from it.
check-registration = { $count } addresses with a registration number were left out by lines with odd or even numbers.
check-overlap = Lines { $lines } claim the same addresses ({ $count }).
check-nobody = Nobody: { $street } ({ $count } addresses).
territory-against-parity = number { $number } does not fit the odd or even list and was left out
territory-bound-against-parity = bound { $number } does not fit odd or even; only fitting numbers are taken
territory-perhaps-descriptive = { $number } is far above the others; is a č. p. meant?
territory-letter-already-spanned = { $number } already lies in the range
territory-pair-perhaps-turned = the pair { $house }/{ $orientation } looks turned round; it is read as written
territory-numbers-without-mark = the numbers stand without “č.”; they are read so
territory-parity-ends = a range without odd or even follows; both are taken
territory-parity-taken-over = a range without odd or even takes over the one before
territory-system-taken-over = the kind of number is taken over from before
territory-exception-ends = the exception ends here
territory-read-as-descriptive = “č.” in a part of a municipality is read as č. p.
territory-marked-but-understood = the line is marked as not expressible, yet it was understood
territory-stage-dependent = speaks of school years or stages; covers nothing
territory-marked = the line is marked as not expressible; covers nothing
territory-not-understood = the text “{ $text }” is not understood; the line covers nothing
territory-number-missing = a number is missing; the line covers nothing
territory-street-missing = the name of a street is missing; the line covers nothing
territory-area-missing = the name of an area is missing; the line covers nothing
territory-range-reversed = the range runs backwards ({ $from }–{ $to }); the line covers nothing
territory-roman-range = the Roman range runs backwards or is too long; the line covers nothing
territory-number-too-large = the number is too large; the line covers nothing
territory-parity-reach-unclear = it is not clear how far odd or even reaches; the line covers nothing
territory-parity-list-unclear = it is not clear whether all numbers or only the range is meant; the line covers nothing
territory-exception-reach-unclear = it is not clear how far the exception reaches; the line covers nothing
territory-exception-in-exception = an exception inside an exception; the line covers nothing
territory-segment-by-crossings = from one crossing to another; a person must pin the numbers, the line covers nothing
territory-said-missing = the text itself says that the street does not exist; the line covers nothing
territory-line-too-long = the line is too long; it covers nothing
territory-rule-without-title = the rule stands before the first title; it covers nothing
territory-street-outside-area = the street “{ $name }” lies elsewhere than the line stands; it covers nothing
territory-spelled-otherwise = “{ $name }” is registered as “{ $registered }”
territory-same-name = there are { $streets } streets “{ $name }” here; the line covers all of them
territory-matches-nothing = the line covers no address
territory-under-stage-heading = stands under a heading for one school stage; covers what it says, whatever the stage
territory-unknown-street = the register has no street “{ $name }”; nearest names: { $nearest }
territory-unknown-area = the register has no area “{ $name }”; the line covers nothing
territory-street-read-as-descriptive = the street has no orientation numbers; “č.” is read as č. p.
territory-no-orientation-numbers = the street has no orientation numbers; the line covers nothing in it
territory-some-without-orientation = { $doors } addresses have no orientation number; the line does not cover them
territory-above-highest = number { $number } is above the highest in the street ({ $highest }){ $descriptive ->
    [true] ; č. p. { $number } does exist there
   *[other] {""}
}
territory-pair-not-in-register = the register has no pair { $house }/{ $orientation }{ $turned ->
    [true] , but the one turned round
   *[other] {""}
}
territory-file-malformed = the file cannot be read: { $detail }
territory-file-not-territories = the file holds no territories
territory-file-no-features = the file holds no feature
territory-file-empty-geometry = the feature has no shape
territory-file-not-a-polygon = the feature is a “{ $kind }”, a polygon is expected
territory-file-ring-too-short = the outline has only { $points } points
territory-file-ring-not-closed = the outline is not closed
territory-file-not-a-number = a coordinate is not a number
territory-file-odd-coordinates = the number of coordinates is odd
territory-file-axes-swapped = the axes seem to be swapped ({ $lon }, { $lat }); longitude comes first, then latitude
territory-file-looks-like-krovak = the coordinates look like S-JTSK ({ $x }, { $y }), but the file does not say so
territory-file-coordinate-system = the coordinate system “{ $name }” is not known
territory-file-outside-envelope = the point { $lon }, { $lat } lies outside Czechia
territory-file-no-code = the territory has no code
territory-file-duplicate-code = the code “{ $code }” stands twice
territory-file-too-deep = the file is nested too deeply
territory-file-too-large = the file is too large

## Why a file or a row was not taken
fault-open = { $file }: cannot be opened ({ $cause }).
fault-damaged = { $file }: damaged or cut off after { $read } unpacked bytes ({ $cause }).
fault-archive = { $file }: not a readable ZIP archive ({ $cause }).
fault-bomb = { $file }: would unpack to more than { $limit } bytes; such a file is refused.
fault-empty-folder = { $file }: the folder holds no .csv, .gz, .zst or .zip file.
fault-empty-file = { $file }: the file is empty.
fault-nothing-left = Not one address was taken over, { $count } rows were refused.
fault-not-utf8 = { $file }, line { $line }: the file is not in UTF-8.
fault-not-text = { $file }, line { $line }, column { $column }: the file is not a text (byte { $byte }).
fault-twice = { $file }: two territories have the code “{ $code }”.
fault-no-territory = { $file }: the file holds no territory.
fault-at-feature = feature { $number }
fault-at-line = line { $line }
fault-csv-empty = the file is empty.
fault-csv-utf8 = the file is UTF-8; official address files are windows-1250.
fault-csv-header = line { $line }: the header is not the official one, 19 columns are expected ({ $missing } missing).
fault-csv-missing = Missing: { $columns }.
fault-csv-unexpected = Unknown: { $columns }.
fault-csv-repeated = Twice: { $columns }.
row-fields = { $found } fields instead of { $expected }
row-too-long = the row has { $bytes } bytes, no address has so many
row-broken-off = the file breaks off in the middle of the row
row-missing = the value is missing
row-not-a-number = “{ $text }” is not a number
row-out-of-range = the number { $text } is out of range
row-unknown-kind = “{ $text }” is neither č.p. nor č.ev.
row-not-a-letter = “{ $text }” is not the letter of a number
row-not-a-date = “{ $text }” is not a date
row-not-text = the byte { $text } is not text
row-utf8 = UTF-8 in a windows-1250 file
row-not-finite = a coordinate is not a finite number
row-axes-swapped = the coordinates Y and X seem to be swapped ({ $y }, { $x })
row-axes-negative = the coordinates are negative ({ $y }, { $x }); the register writes them positive
row-degrees = the coordinates look like degrees ({ $y }, { $x }); the register writes metres
row-outside-country = the coordinates ({ $y }, { $x }) lie outside Czechia
