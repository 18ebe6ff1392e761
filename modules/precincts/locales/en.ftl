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
search-button = Find
search-locate = Use my location
search-locating = Finding your location…
search-locate-failed = Your location could not be found. Please type the address.
suggest-count = { $count ->
    [0] Nothing found.
    [one] { $count } suggestion, choose with the arrow keys.
   *[other] { $count } suggestions, choose with the arrow keys.
}
search-title = Search: { $query }
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
search-nearby-title = What is near
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
corrected-title = What we read differently
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
answer-official = Official form
answer-how = How we found it
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
answer-holder = Name
answer-deputy = Deputy
answer-territory = Territory
answer-valid = Valid
answer-valid-from = from { $from }
answer-valid-span = from { $from } to { $to }
answer-source = Source
answer-vacant = vacant
answer-vacant-text = Nobody holds this post now. Please turn to the station.
answer-vacant-no-station = Nobody holds this post now.
answer-unknown = the name is not kept here
answer-no-post = We have no record of the person answerable for this territory.
answer-position = Position
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
because-no-position = The address has no coordinates, so it cannot be placed on the map.
because-no-layer = The borders of these territories have not been loaded yet.
because-outside = The place lies outside every territory of this layer.

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
street-nobody = nobody
street-addresses = All addresses in the street ({ $count })
range-odd = odd { $from }–{ $to }
range-even = even { $from }–{ $to }
range-all = { $from }–{ $to }
range-one = { $from }
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
territory-code = Code
territory-name = Name
territory-addresses = Addresses
territory-post = Answerable
territory-title = { $territory }
territory-streets-caption = Streets in { $territory }
territory-street = Street
territory-part = Part of the municipality
territory-map = Map of { $territory }
territory-edition = Source { $source }, valid from { $from }.
territory-rule-title = The rules that define it

## Stations
stations-caption = Stations
station-note = Note

## Data and accessibility
data-title = Where the data come from
data-register = Addresses: RÚIAN register (ČÚZK, CC BY 4.0), as of { $vintage }, { $count } addresses.
data-register-invented = The addresses are invented, made by a program for demonstration.
data-layer = { $layer }: { $source }, valid from { $from }, { $count } territories.
data-layer-none = { $layer }: not loaded.
data-layer-register = { $layer }: from the address register.
data-posts = We show the people answerable as posts, not as private persons. Contacts are public and belong to the post.
data-api = The same for programs: the interface is described at /api/openapi.json.
data-privacy = We do not keep the addresses you look for and do not track visitors.

access-title = Accessibility statement
access-text = These pages are built to WCAG 2.2 AA: they work with a keyboard and without scripts, and every map and chart has a table beside it. They are checked with axe at every change; a check with people who use a screen reader has not been done yet.
access-contact = If something is in your way, please write to { $contact }.
access-contact-none = If something is in your way, please tell any station of the municipal police.

## Errors of the interface
api-missing-query = The parameter “q” with the text to look for is missing.
api-missing-place = Give either “address” (code of an address point), or “lon” and “lat”.
api-no-address = The register has no address point with the code { $code }.
api-no-register = The address register has not been loaded yet.
api-no-layer = There is no layer “{ $layer }”. There are: municipal-precinct, state-police, district.
api-outside-country = The point { $lon }, { $lat } lies outside Czechia. Here “lon” is 12 to 19 and “lat” 48 to 52.
page-no-address = The register does not have this address. It may have been abolished; please search for it again.
page-no-street = The register does not have this street.
page-no-territory = There is no such territory.
