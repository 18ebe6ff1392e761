# Periods
indicators-month = { $month ->
    [1] January { $year }
    [2] February { $year }
    [3] March { $year }
    [4] April { $year }
    [5] May { $year }
    [6] June { $year }
    [7] July { $year }
    [8] August { $year }
    [9] September { $year }
    [10] October { $year }
    [11] November { $year }
   *[12] December { $year }
 }
indicators-quarter = quarter { $quarter } of { $year }
indicators-as-of = as of { $day }
indicators-days = { $from } – { $to }
indicators-and-more = { $list } and others ({ $count })

# Values
indicators-rounded = { $value } (rounded to { $step })
indicators-about = about { $value }
indicators-more-than = more than { $value }
indicators-suppressed = too few
indicators-missing = not known
indicators-provisional = provisional
indicators-rest-of = { $territory } without this territory

# Verdicts
indicators-verdict-stable = Stable
indicators-verdict-stable-with-trend = Stable with a slight trend
indicators-verdict-rising = Rising
indicators-verdict-falling = Falling
indicators-verdict-undecided = Cannot be decided
indicators-verdict-holds = True
indicators-verdict-does-not-hold = Not true
indicators-verdict-comparable = Can be compared
indicators-verdict-not-comparable = Cannot be compared
indicators-verdict-no-data = No figures
indicators-claim-drafted = Draft
indicators-claim-checked = Checked
indicators-claim-published = Published
indicators-claim-withdrawn = Withdrawn
indicators-turned = The figures have changed since it was published. Then: { $before }. Today: { $after }.

# Reasons
indicators-reason-counts = { $before }: { $reference }, { $after }: { $comparison }.
indicators-reason-change = Change { $change }; with { $level } confidence between { $low } and { $high }.
indicators-reason-margin = Up to { $margin } either way was taken for no change beforehand (p = { $p }).
indicators-reason-more-months = { $months ->
    [one] About { $months } more month would be needed to decide.
   *[other] About { $months } more months would be needed to decide.
 }
indicators-reason-too-few = There are too few cases to decide, and watching longer would not help.
indicators-reason-lacking = There is no figure for { $period }.
indicators-reason-stated = The sentence states { $value }.
indicators-reason-found = Figure for { $period }: { $value }.
indicators-reason-other-concept = These are two different concepts: “{ $first }” and “{ $second }”.
indicators-reason-other-item = These are two different items of one concept.
indicators-reason-other-periods = The figures are of periods of different lengths.
indicators-reason-undefined = For “{ $concept }” the source does not say what is counted. Such figures cannot even be compared with each other.

# Caveats
indicators-caveat-break = { $reason }
indicators-caveat-break-law = { $reason } ({ $law })
indicators-caveat-provisional = Some figures are provisional and may still change: { $periods }.
indicators-caveat-no-comparator = The figure is compared with nothing; the sentence does not say how things went elsewhere.
indicators-caveat-comparator-moved = Elsewhere it went otherwise: { $elsewhere } { $there }. The ratio of the two changes is { $ratio } (with { $level } confidence between { $low } and { $high }).
indicators-caveat-comparator-alike = Elsewhere it went about the same: { $elsewhere } { $there }. The ratio of the two changes is { $ratio } (with { $level } confidence between { $low } and { $high }).
indicators-caveat-comparator-lacking = There are no figures to compare with: { $elsewhere }.
indicators-caveat-dispersion-assumed = Counts are assumed to vary by chance alone (φ = 1). Real counts usually vary more.
indicators-caveat-dispersion = Counts vary more than by chance (φ = { $phi }); the interval is wider for it.
indicators-caveat-dispersion-few = The variation was estimated from few periods only (degrees of freedom: { $df }).
indicators-caveat-autocorrelated = Neighbouring periods resemble each other, so the certainty is less than it seems.
indicators-caveat-seasons = The two periods do not hold the same parts of the year.
indicators-caveat-small-counts = There are few cases; the exact interval was used.
indicators-caveat-no-cases = In one of the periods there was no case.
indicators-caveat-rounded = Some figures are rounded.
indicators-caveat-suppressed = Some figures are not published, so that nobody is given away: { $periods }.
indicators-caveat-disputed = Sources disagree: { $periods }.
indicators-caveat-undefined = The source does not say what “{ $concept }” counts.
indicators-caveat-unequal = The periods are of different lengths ({ $reference } and { $comparison } days); counts were taken by day.
indicators-caveat-leap-days = In leap years 29 February is counted, because only the whole month is known: { $years }.
indicators-caveat-borders = The territory “{ $territory }” had other borders in that time.

# Refusals
refusal-indicators-unknown-concept = We do not know the concept “{ $concept }”. Nothing was changed.
refusal-indicators-unknown-item = The concept “{ $concept }” has no item “{ $item }”. Nothing was changed.
refusal-indicators-figure-twice = The figure { $figure } is in the file twice. Nothing was changed.
refusal-indicators-figure-not-covered = The figure { $figure } lies outside of what the file says it speaks of. Nothing was changed.
refusal-indicators-figure-period = The figure { $figure } has a period that its concept cannot have. Nothing was changed.
refusal-indicators-figure-not-whole = The figure { $figure } should be a whole number. Nothing was changed.
refusal-indicators-figure-negative = The figure { $figure } cannot be below zero. Nothing was changed.
refusal-indicators-figure-territory = The territory of the figure { $figure } did not exist then. Nothing was changed.
refusal-indicators-question-range = The period ends before it begins.
refusal-indicators-question-too-long = The period is too long. Shorten it or choose longer parts.
refusal-indicators-question-granularity = States are asked for by day, counts by period.
refusal-indicators-question-to-date = Years can be compared up to a day only for counts that add up, and only up to a day that exists.
refusal-indicators-question-rest-of = The rest of a territory can be computed only for counts that add up, and only of a territory that ours lies in.
refusal-indicators-question-denominator = Only a state can be divided by, such as the number of inhabitants.
refusal-indicators-question-unknown = There is no such saved query.
refusal-indicators-rule-margin = The limits are out of range. The margin lies between 0 and 1, the confidence between 0.5 and 1.
refusal-indicators-rule-windows = The compared periods overlap, are in the wrong order, or lie outside of the query.
refusal-indicators-rule-precision = “About” cannot be proved. Say to what the number is rounded.
refusal-indicators-rule-period = The period of the sentence lies outside of the query.
refusal-indicators-rule-not-counted = Stability can be checked only of cases counted over a period.
refusal-indicators-sentence-language = The sentence must be in Czech, English and Ukrainian.
refusal-indicators-sentence-typed-number = Numbers are not typed into the sentence. Put the name of the value in braces instead.
refusal-indicators-sentence-place = We do not know the place “{ $place }” in the sentence, or it is not closed.
refusal-indicators-claim-state = This cannot be done with the claim in its present state.
refusal-indicators-conflict = Somebody has changed the claim meanwhile. Nothing was written; load it again.
refusal-indicators-not-checked = Nobody has checked the claim in this wording yet.
refusal-indicators-does-not-hold = The figures do not confirm the claim. Only what holds can be published.

# Files
figures-fault = { $file }, line { $line }: { $what } Nothing was changed.
figures-fault-too-large = The file is larger than { $detail } MB.
figures-fault-not-utf8 = The file is not in UTF-8.
figures-fault-toml = It is not written as it should be: { $detail }.
figures-fault-fields = The number of fields does not fit the header: { $detail }.
figures-fault-column = The column “{ $detail }” is missing.
figures-fault-unknown-column = We do not know the column “{ $detail }”.
figures-fault-source = The source “{ $detail }” is not described. Give its key, title and place.
figures-fault-twice-source = The source “{ $detail }” is described twice.
figures-fault-territory = “{ $detail }” is no territory such as municipality:554791.
figures-fault-period = “{ $detail }” is no period such as 2018, 2018-Q3, 2018-09, 2018-09-12 or @2018-12-31.
figures-fault-value = “{ $detail }” is no value. Write a number with a decimal point, or mark the figure as suppressed.
figures-fault-precision = “{ $detail }” is no precision. Give the step of rounded numbers.
figures-fault-status = “{ $detail }” is no status. Write final or provisional.
figures-fault-quotes = Quotes have no meaning in this file.
figures-note-undated = line { $line }: the figure “{ $concept }” has no date and was not taken over
figures-note-difference = line { $line }: the source prints the difference { $printed }, its own numbers give { $recomputed }
figures-note-no-difference = line { $line }: the file lacks the numbers of the printed difference
figures-imported = { $source }: { $new } new, { $changed } changed, { $gone } gone, { $same } as before
figures-unchanged = { $source }: taken over already, { $same } as before
figures-revised = { $figure }: { $before } → { $after }
figures-lost = { $figure }: no longer given by the source
figures-claims = { $count ->
    [one] { $count } claim has another verdict than before.
   *[other] { $count } claims have another verdict than before.
 }

# Charts and tables
indicators-column-period = Period
indicators-column-value = Value
indicators-column-interval = May stand for
indicators-column-note = Note
indicators-column-source = Source
indicators-note-summed = sum of shorter periods
indicators-note-left-out = left out by the source, so zero
indicators-note-disputed = sources disagree
indicators-chart-description = Dots are figures, hollow dots are provisional, bars show what a rounded number may stand for, vertical lines the days from which things are counted otherwise. The same figures are in the table.
indicators-chart-apart = The dots are not joined: they cannot be compared.
