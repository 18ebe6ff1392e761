# Open data of events of the municipal police. Titles of the sets and columns.

offences-open = Tables to download

open-offences-months = Events reported to the municipal police by month
open-offences-months-text = How many events were reported to the municipal police, by month, category and city district, as the city released them. What patrols found by themselves is left out. Numbers from 1 to 4, and others that would give them away, are held back.
open-offences-words = municipal police, offences, crime, events, city district, precinct
open-offences-years = Events reported to the municipal police by year
open-offences-years-text = How many events were reported to the municipal police in whole years, by category, city district and precinct, with the number for 1,000 inhabitants. Numbers from 1 to 4, and others that would give them away, are held back.
open-offences-layer = Districts by events of the municipal police
open-offences-layer-text = City districts with the number of events reported to the municipal police in the last whole year, as the city released it. A district taken from the register of addresses has no shape on the map.

open-offences-month = Month
open-offences-month-meaning = Month in which the event was reported, for example 2026-03
open-offences-year = Year
open-offences-year-meaning = The whole year in which the events were reported
open-offences-district = District
open-offences-district-meaning = Code of the city district; an asterisk means the whole city, a hyphen events that lie in no district
open-offences-precinct = Precinct
open-offences-precinct-meaning = Code of the precinct of which the piece inside the district is counted; an asterisk means the whole district
open-offences-category = Category
open-offences-category-meaning = Code of the category, each event is in one; an asterisk means all of them together, rest the others
open-offences-code = District code
open-offences-code-meaning = Code of the city district in the register RÚIAN
open-offences-district-name = District name
open-offences-district-name-meaning = Name of the city district
open-offences-precinct-name = Precinct name
open-offences-precinct-name-meaning = Name of the precinct of the municipal police
open-offences-category-name = Category name
open-offences-category-name-meaning = The category in words, in Czech
open-offences-state = State
open-offences-state-meaning = figure: there is a number, protected: held back so that numbers tell nothing of single people. Held back is not zero.
open-offences-events = Events
open-offences-events-meaning = Number of reported events; none when it is held back
open-offences-residents = Inhabitants
open-offences-residents-meaning = How many people live in the territory; none where that is not known
open-offences-rate = For 1,000 inhabitants
open-offences-rate-meaning = Number of events for 1,000 inhabitants
open-offences-low = Lower limit
open-offences-low-meaning = Lower limit of the 95% interval of the number for 1,000 inhabitants
open-offences-high = Upper limit
open-offences-high-meaning = Upper limit of the 95% interval of the number for 1,000 inhabitants
open-offences-against-city = Against the city
open-offences-against-city-meaning = higher: the rate is surely higher than in the whole city, lower: surely lower, same: not to be told apart, unknown: not known
open-offences-release = Release
open-offences-release-meaning = Which release of the data it is; a release never changes
