# Vlny vedle sebe.

survey-tab-compare = Rozdíly
survey-over-time = Proti jiným vlnám
survey-compare-lead = Co se změnilo proti jiným vlnám a co z toho se dá tvrdit. Rozdíl je vždy pozdější vlna minus dřívější.
survey-compare-none = Žádná jiná vlna se na totéž neptala, není s čím porovnávat.
survey-compare-independent = Vlny bereme jako nezávislé výběry.
survey-compare-same-clusters = { $wave }: obě vlny vybíraly zčásti ze stejných skupin. Jak moc spolu jejich výsledky souvisejí, nevíme, a proto je bereme jako nezávislé; intervaly rozdílů tak vycházejí spíš širší.
survey-compare-unfit = Vlna { $wave } se nedá porovnat: { $reason }
survey-compare-family = Společně posuzujeme { $count } rozdílů: otázek { $items }, míst nejvýš { $places } (celé město a obvody). Hodnota p je na ně upravená (Holm, 5 %), interval ne.
survey-compare-caption = { $before } a { $after }
survey-compare-difference = Rozdíl
survey-compare-p = Upravené p
survey-compare-detectable = Nejmenší zjistitelná změna
survey-compare-not = neporovnává se
survey-compare-few = Neporovnává se tam, kde odpovědělo málo lidí nebo kde se číslo nezveřejňuje.
survey-compare-refused = { $wave }: neporovnáváme. { $reason }
survey-compare-break = ≠ Zlom v řadě: { $what }
survey-compare-mark = { $wave }, { $place }
survey-compare-chart = Plná tečka je tato vlna, prázdné jsou jiné vlny; čára je interval s 95% spolehlivostí. Kde se vlny ptaly jinak, stojí znak ≠ a slova. Stejná čísla jsou v tabulce.
survey-unlike-sample = jiný druh výběru, nebo otevřená anketa
survey-unlike-mode = jiný způsob dotazování
survey-unlike-contractor = jiný dodavatel
survey-unlike-population = jiný okruh lidí
survey-unlike-wording = jiné znění otázky nebo odpovědí
