cli-survey = Surveys: estimates from data by a specification.
verb-survey-run = Estimates what a specification asks for and prints the same document with results.
verb-survey-run-spec = The specification as JSON: data, sampling design, estimator and its arguments for each question.
verb-survey-run-data = The folder of the data (CSV); otherwise the folder of the specification.
survey-file-unreadable = The file { $file } cannot be read: { $reason }
survey-spec-broken = The file { $file } is no specification of estimates: { $reason }
survey-run-refused = Without an answer: { $count } of { $all }. The reasons stand above and in the field “error”.
