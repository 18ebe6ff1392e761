# Offences and crime: what is reported, where and when.

# --- sources
offences-source = Source
offences-source-municipal = Municipal police events
offences-source-police-map = Crime map of the Czech police
offences-source-police-uk = Crime in the United Kingdom (trial data)
offences-source-chicago = Crime in Chicago (trial data)
offences-counted-municipal = Events that somebody reported to the municipal police. An event is neither an offence nor an offender; one event may hold several offences or none. What patrols found by themselves is left out: it would rather show where patrols go.
offences-counted-police-map = Events of the crime map of the Czech police by the day they were reported or written down, not when they happened. Places are inexact on purpose. An event of several categories counts once, in the first of them. Clearance cannot be computed from this source.
offences-counted-police-uk = Events published by data.police.uk by month; points are moved to the nearest point of a list.
offences-counted-chicago = Events published by the City of Chicago; the last seven days are withheld, places are rounded to the block.
offences-licence-municipal = Data of the municipal police are published by the city.
offences-licence-police-map = Data source: Police of the Czech Republic, crime map for the public. No commercial use.
offences-licence-police-uk = Contains public sector information licensed under the Open Government Licence v3.0.
offences-licence-chicago = Data source: City of Chicago. The city warns against comparisons over time.

# --- months and days
offences-month-1 = January
offences-month-2 = February
offences-month-3 = March
offences-month-4 = April
offences-month-5 = May
offences-month-6 = June
offences-month-7 = July
offences-month-8 = August
offences-month-9 = September
offences-month-10 = October
offences-month-11 = November
offences-month-12 = December

# --- verdict
offences-verdict-stable = stable
offences-verdict-slight = stable with a slight trend
offences-verdict-rising = rising
offences-verdict-falling = falling
offences-verdict-undecided = cannot be decided
offences-verdict-more = { $verdict }, about { $months } more months of data are needed
offences-change = { $change } (with 95% confidence { $low } to { $high })
offences-no-ratio = the change cannot be computed

# --- breaks
offences-break-none = Counting did not change in this period.
offences-break-method-2016 = a new way of recording crimes
offences-break-covid = measures against covid
offences-break-damage-2020 = the damage that makes a crime was doubled to CZK 10,000; a part of thefts are offences since then

# --- the public page
offences-public-title = Offences and crime
offences-public-empty = There is nothing here yet. Figures will appear once the city publishes them for the first time.
offences-invented = Demonstration city – the events are invented.
offences-all = All events
offences-rest = Other
offences-category = Category
offences-show = Show
offences-month = Month
offences-city = Whole city
offences-territory = Territory
offences-cases-in = Events in { $year }
offences-rate = Per 1,000 residents
offences-interval = 95% interval
offences-ends = { $low } to { $high }
offences-residents = Residents
offences-held = ·
offences-as-table = The same as a table
offences-unit-month = events a month
offences-chart-description = Counts of events by month, { $from } to { $to }, with 95% intervals.
offences-chart-note = The band around the line is the 95% interval of chance. A dashed upright line marks a change in counting.
offences-finding = { $what }: { $total } were reported in the 12 months to { $to }. Against the 12 months before: { $verdict }, { $change }.
offences-finding-short = { $what }: { $total } were reported in the last published months to { $to }. There is too little to compare with the year before.
offences-finding-held = { $what }: in some month there were so few that the sum is not shown.
offences-by-month = How it develops
offences-months-caption = Reported events by month, whole city
offences-map-finding = { $year }: districts with a rate provably higher than the whole city: { $higher }, provably lower: { $lower }
offences-map-description = Map of city districts by reported events per 1,000 residents; the same numbers are in the table below.
offences-map-note = Colours differ only where the 95% intervals of the district and the city do not overlap. A rate by residents overstates the centre, which people come to.
offences-tone-lower = provably lower than in the whole city
offences-tone-same = cannot be told apart
offences-tone-higher = provably higher
offences-tone-unknown = too few events, not shown
offences-by-district = By city districts
offences-by-precinct = By precincts of the municipal police
offences-territories-caption = { $what }, { $year }
offences-method = How the numbers were made
offences-method-counted = What is counted
offences-method-held = What is not shown
offences-held-note = Numbers from 1 to { $threshold } less one, and others they could be computed from, are replaced by a dot. Of { $cells } numbers { $held } are held back. A sum is shown only where everything in it is shown.
offences-method-ripe = When it is published
offences-ripe-note = A month is published after eight weeks at the earliest and never changed afterwards, so that nothing can be read from the difference of two releases.
offences-method-rate = Rate per residents
offences-rate-note = The count per 1,000 residents of the territory with the exact 95% interval (Poisson distribution).
offences-residents-of = Inhabitants: { $sources }.
offences-method-breaks = Changes in counting
offences-method-licence = Source and licence
offences-method-release = Release
offences-release-line = Release { $number }, { $at }
offences-api = The same data for programs (JSON)

# --- refusals
refusal-offences-unreadable = The file could not be read: { $reason }. Nothing was changed.
refusal-offences-file-unknown = We do not know this file, or it is damaged: it is no CSV of the municipal police, no zip of the crime map, no workbook of the police statistics, and no file of data.police.uk or Chicago. Nothing was changed.
refusal-offences-file-no-statistics = { $name } is no workbook and no months of precincts, or it is damaged. Nothing was changed.
refusal-offences-file-same-time = { $second } is about the same area and the same months as { $first }. Choose one. Nothing was changed.
refusal-offences-file-too-many = There are more than { $most } workbooks in { $name }. Split them. Nothing was changed.
refusal-offences-known-file = The same file is here already, called “{ $name }”. Nothing was changed.
refusal-offences-decided = Somebody has decided about this file already. Load the page again.
refusal-offences-unprotected = The numbers could not be proved to be protected, so nothing was published.
refusal-offences-nothing-ripe = There is nothing to publish: no whole month is older than eight weeks yet.
refusal-offences-alarm-step = The alarm cannot go there from where it stands. Nothing was changed.
refusal-offences-changed = Somebody else has worked on the alarm meanwhile. Load the page again and try once more.
refusal-offences-months-only = This source tells months only; repeats in the neighbourhood cannot be computed from it. Nothing was changed.

offences-topic-lead = how many incidents and where, by district and month, without exact places
