# How the city is doing: claims with their proof, the figures behind them, the situation paper.

situation-door = How the city is doing
situation-title = How the city is doing
situation-lead = What the city says about safety, whether it is so, and what proves it. Every number leads to its source.
situation-no-claims = No claim is published for this day.
situation-caveat-count = { $count ->
    [0] No caveats.
    [one] With { $count } caveat.
   *[other] With { $count } caveats.
}
situation-prove = How we know
situation-topics = In detail
situation-papers = Situation papers
situation-papers-empty = No situation paper has been published yet.
situation-paper-title = Safety situation: { $city }
situation-paper-day = Situation of { $day }
situation-published = Published { $at }. A published paper does not change.
situation-file-json = Data of the paper (JSON)
situation-back = Back
situation-reasons = Why
situation-caveats = With these caveats
situation-figures-behind = Show the figures
situation-history = How it was checked
situation-unchecked = Not checked yet
situation-turned = When it was published the verdict was “{ $was }”. By today's figures it is “{ $now }”.
situation-has-turned = The figures have changed; the verdict is another one than when it was published.
situation-undefined = The source does not say what exactly is counted. These figures are not compared, not even with each other, and no line joins them.
situation-breaks = Where the way of counting changed
situation-sources = Sources
situation-unit-label = Unit
situation-n = Known periods
situation-data-hash = Hash of the figures (SHA-256)
situation-table = { $concept }: table
situation-period = Period
situation-value = Value
situation-provisional = provisional
situation-disputed = sources differ
situation-note = Note
situation-source = Source
situation-licence = Terms of use
situation-licence-unknown = not stated by the source
situation-imported = Taken over
situation-figures = Figures in the edition
situation-form = Form of the file
situation-source-number = No.
situation-source-title = Source
situation-source-place = Where it is found
situation-source-fetched = Fetched
situation-source-hash = Hash of the file (SHA-256)

# The workplace
situation-claims-title = Claims
situation-claims-lead = Sentences we say in public about safety. Each stands on figures and a rule; when the figures change it is checked again.
situation-claims-caption = { $count ->
    [one] { $count } claim
   *[other] { $count } claims
}
situation-claims-empty = No claim yet. Begin with Write a claim.
situation-turned-count = { $count ->
    [one] The verdict of { $count } published claim is another one today. Please decide whether it may stand.
   *[other] The verdicts of { $count } published claims are others today. Please decide whether they may stand.
}
situation-claim = Claim
situation-claim-new = Write a claim
situation-claim-state = State
situation-claim-changed = Changed
situation-claim-drafted = draft
situation-claim-checked = checked
situation-claim-published = published
situation-claim-withdrawn = withdrawn
situation-verdict = Verdict
situation-check = Check
situation-publish = Publish
situation-let-stand = Let it stand with the new verdict
situation-withdraw = Withdraw
situation-new-lead = First lay down what is compared and which change still counts as none. Only then do we look at the figures.
situation-sentence = Sentence ({ $lang })
situation-sentence-hint = Numbers are not typed, they are filled in: { $places }
situation-sentence-required = Please write the sentence.
situation-concept = What is counted
situation-concept-required = Please choose what is counted.
situation-territory = Where
situation-territory-hint = Code of the territory, such as municipality:554791
situation-territory-wrong = We do not know this code of a territory.
situation-item = Item (code), optional
situation-reference-from = Compared with the time from
situation-reference-to = to
situation-comparison-from = The claim is about the time from
situation-comparison-to = to
situation-date-wrong = Please write a day, such as 31 December 2018.
situation-margin = Margin in per cent
situation-margin-hint = How large a change still counts as none. It is laid down beforehand.
situation-margin-wrong = The margin is a number between 1 and 50.
situation-rest-of = Compared with the rest of a territory, optional
situation-rest-of-hint = Code of the larger territory, such as state:CZ
situation-save = Save and check
situation-paper-door = Situation paper
situation-paper-lead = Figures, claims with their verdicts, and what is new since last time, for a day of your choice.
situation-day = Day
situation-day-wrong = Please write a day.
situation-look = Show
situation-publish-paper = Publish the paper
situation-concepts = { $count ->
    [one] { $count } indicator
   *[other] { $count } indicators
}

# The paper
situation-summary = Summary
situation-no-figures = There are no public figures of this territory and these years.
situation-later = Figures and periods marked with an asterisk were not known on { $day }; they say what turned out later.
situation-family-crime = Crime
situation-family-offences = Minor offences and incidents
situation-family-foreigners = Foreigners in the city
situation-family-agencies = Employment agencies
situation-family-zones = Around industrial zones
situation-no-map = No map: no figures by district are published.
situation-map-title = { $concept } per { $per } inhabitants, { $period }
situation-map-description = Districts whose interval lies wholly above or below the city's value are told apart; the others are not. The numbers are in the table.
situation-district = District
situation-count = Count
situation-inhabitants = Inhabitants
situation-rate = Per { $per } inhabitants
situation-interval = 95% interval
situation-suppressed = not published
situation-chart-description = Course of: { $concept }. The same numbers are in the table.
situation-unit = Unit: { $unit }.
situation-after = * Known only after { $day }.
situation-changes = What is new
situation-since-paper = Since the last paper, of { $day }:
situation-since-year = There is no earlier paper; held against what was known a year before, on { $day }:
situation-since-asked = Since { $day }:
situation-moved = { $from }: { $before }, { $to }: { $after }
situation-nothing-new = No indicator has a newer period that is over.
situation-method = The verdict “stable” means that the whole interval of the change lies within a margin that was laid down beforehand; “not known” is not “stable”. Concepts that count different things are not compared. The hash beside a source lets anybody check that it is the same file.

verb-report-situation = The situation paper of a day: figures with sources, claims with verdicts, what is new
verb-report-situation-city = A city whose published figures ship with the program; else the city of this database
verb-report-situation-date = Day of the paper, today if left out
verb-report-situation-since = Day it is held against
verb-report-situation-lang = Language of the paper
verb-report-situation-out = A .pdf, .html or .json file
situation-verb-ending = The ending of the file does not say what you want. It ends in .pdf, .html or .json.
situation-verb-no-typesetter = The program that sets PDF is not installed here. A file that ends in .html gives a paper to print.
situation-verb-no-city = The published figures of the city “{ $city }” do not ship with the program. These do: { $known }.
