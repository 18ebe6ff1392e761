# Words that the faces of a report (the page to print, the PDF) add to its content.
report-page = Page { $page } of { $pages }
report-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
report-figure = Figure { $number }
report-table = Table { $number }
report-note = Note
report-warning = Warning
report-source = Source: { $source }
report-legend = Signs in the table
report-invented = Invented data: this report shows what a real one will look like.
