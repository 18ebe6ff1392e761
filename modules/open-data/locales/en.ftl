# Open data, the map and the service OGC API – Features.

data-open-title = Open data
data-open-lead = Tables and map layers that anybody may download and use without signing in. For each of them we say what its columns mean, when the data changed and what you may do with them.
data-sets = Datasets
data-nothing = Nothing is published yet. Data appear when the administrator has imported the address register and the city.
data-empty = There is no row.
data-download = CSV table: { $title }
data-layers = Map layers
data-layers-text = The same things on a map, for mapping programs too.
data-name = Name
data-what = What it holds
data-tiles = Tiles
data-for-programs = For programs
data-catalogue-where = Catalogue by DCAT-AP-CZ for the national open data catalogue:
data-stable = Addresses of files do not change. Whoever sends the ETag back gets data only when they changed.
data-never = We never publish names or contacts of persons, cases, or unverified tips.

## A set
data-files = Files
data-file-csv = CSV table
data-file-csvw = Description of the columns for programs (CSVW)
data-file-dcat = Catalogue record (DCAT-AP-CZ)
data-columns = What the columns mean
data-columns-caption = Columns in the order of the file
data-column = Column
data-meaning = Meaning
data-type = What it holds
data-column-name = Name for programs
data-preview = Preview
data-preview-caption = { $count ->
    [one] The first row
   *[other] The first { $count } rows
}
data-always = always present
data-type-string = text
data-type-anyuri = address on the web
data-type-integer = whole number
data-type-number = number
data-type-boolean = yes (true) or no (false)
data-type-date = day
data-type-datetime = moment
data-modified = Changed
data-frequency = How often
data-frequency-daily = every day
data-frequency-weekly = every week
data-frequency-monthly = every month
data-frequency-quarterly = every quarter
data-frequency-annual = every year
data-frequency-irreg = when something changes
data-covers = Period
data-licence = Terms of use
data-licence-facts = Mere facts that nothing protects. You may do anything with them.
data-licence-attribution = CC BY 4.0: you may do anything with them, name the city as the source.

## Catalogue
data-catalogue = Open data: { $city }
data-catalogue-text = Safety of the city of { $city }: who answers for which territory, stations, results of surveys and more.
data-service = OGC API – Features

## Map
data-map-title = Map of the city
data-map-lead = Choose what the map shows. Below the map is the same as a list.
data-map-show = Show
data-map-caption = Map: { $layers }
data-map-empty = The chosen layers have no shape on the map. The list is below.
data-map-more = { $count ->
    [one] { $count } more item is not here.
   *[other] { $count } more items are not here.
}

## Service
data-service-title = Map layers: { $city }
data-service-text = Layers by the norm OGC API – Features, Part 1. Coordinates are WGS 84, longitude first (CRS84).
data-conformance = What the service conforms to
data-collections = Layers
data-items = All features
data-extent = Extent
data-page = { $count ->
    [one] { $shown } of { $count } feature
   *[other] { $shown } of { $count } features
}
data-before = Previous
data-after = Next

## Refusals
refusal-unknown-parameter = We do not know the parameter “{ $parameter }”.
refusal-twice-parameter = The parameter “{ $parameter }” stands twice in the query.
refusal-bad-parameter = We do not understand the parameter “{ $parameter }” with the value “{ $value }”.
refusal-bad-query = We do not understand the query in the address.
refusal-no-collection = There is no layer “{ $collection }”.
refusal-no-feature = There is no feature “{ $feature }” in the layer.
refusal-bad-tile = There is no tile { $tile }. Zoom is 0 to { $most }, and column and row must lie on the map.
