cli-survey = Průzkumy: odhady z dat podle zadání.
verb-survey-run = Spočítá odhady podle zadání a vypíše totéž zadání s výsledky.
verb-survey-run-spec = Zadání ve formátu JSON: data, plán výběru, odhad a jeho argumenty pro každou otázku.
verb-survey-run-data = Složka s daty (CSV); jinak složka, ve které leží zadání.
survey-file-unreadable = Soubor { $file } nejde přečíst: { $reason }
survey-spec-broken = Soubor { $file } není zadání odhadů: { $reason }
survey-run-refused = Bez odpovědi: { $count } z { $all }. Důvody jsou výše a v poli „error“.
