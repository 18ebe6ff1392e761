# Waves side by side.

survey-tab-compare = Changes
survey-over-time = Against other waves
survey-compare-lead = What changed against other waves, and what of it may be said. A difference is always the later wave less the earlier one.
survey-compare-none = No other wave asked the same, so there is nothing to compare with.
survey-compare-independent = Waves are taken as independent samples.
survey-compare-same-clusters = { $wave }: both waves drew from some of the same groups. How much their results go together is not known, so they are taken as independent; intervals of differences are rather too wide.
survey-compare-unfit = The wave { $wave } cannot be compared: { $reason }
survey-compare-family = { $count } differences are judged together: { $items } questions in at most { $places } places (the city and its districts). The value of p is adjusted for them (Holm, 5 %), the interval is not.
survey-compare-caption = { $before } and { $after }
survey-compare-difference = Difference
survey-compare-p = Adjusted p
survey-compare-detectable = Least detectable change
survey-compare-not = not compared
survey-compare-few = Places where few people answered, or whose figure is held back, are not compared.
survey-compare-refused = { $wave }: not compared. { $reason }
survey-compare-break = ≠ The series breaks: { $what }
survey-compare-mark = { $wave }, { $place }
survey-compare-chart = The full dot is this wave, hollow ones are other waves; the line is the interval with 95 % confidence. Where waves asked otherwise the mark ≠ and words stand. The table has the same figures.
survey-unlike-sample = another kind of sample, or an open poll
survey-unlike-mode = asked by other means
survey-unlike-contractor = another contractor
survey-unlike-population = another population
survey-unlike-wording = other words of the question or of its answers
