# Období
indicators-month = { $month ->
    [1] leden { $year }
    [2] únor { $year }
    [3] březen { $year }
    [4] duben { $year }
    [5] květen { $year }
    [6] červen { $year }
    [7] červenec { $year }
    [8] srpen { $year }
    [9] září { $year }
    [10] říjen { $year }
    [11] listopad { $year }
   *[12] prosinec { $year }
 }
indicators-quarter = { $quarter }. čtvrtletí { $year }
indicators-as-of = k { $day }
indicators-days = { $from } – { $to }
indicators-and-more = { $list } a další ({ $count })

# Hodnoty
indicators-rounded = { $value } (zaokrouhleno na { $step })
indicators-about = asi { $value }
indicators-more-than = více než { $value }
indicators-suppressed = příliš málo
indicators-missing = neznámé
indicators-provisional = předběžné
indicators-rest-of = { $territory } bez tohoto území

# Verdikty
indicators-verdict-stable = Stabilní
indicators-verdict-stable-with-trend = Stabilní s mírným trendem
indicators-verdict-rising = Roste
indicators-verdict-falling = Klesá
indicators-verdict-undecided = Nelze rozhodnout
indicators-verdict-holds = Platí
indicators-verdict-does-not-hold = Neplatí
indicators-verdict-comparable = Lze srovnat
indicators-verdict-not-comparable = Nelze srovnat
indicators-verdict-no-data = Chybí údaje
indicators-claim-drafted = Návrh
indicators-claim-checked = Ověřeno
indicators-claim-published = Zveřejněno
indicators-claim-withdrawn = Staženo
indicators-turned = Údaje se od zveřejnění změnily. Tehdy: { $before }. Dnes: { $after }.

# Důvody
indicators-reason-counts = { $before }: { $reference }, { $after }: { $comparison }.
indicators-reason-change = Změna { $change }; s jistotou { $level } leží mezi { $low } a { $high }.
indicators-reason-margin = Za beze změny se předem považovala změna do { $margin } na obě strany (p = { $p }).
indicators-reason-more-months = { $months ->
    [one] K rozhodnutí by byl potřeba asi { $months } další měsíc.
    [few] K rozhodnutí by byly potřeba asi { $months } další měsíce.
    [many] K rozhodnutí by bylo potřeba asi { $months } dalšího měsíce.
   *[other] K rozhodnutí by bylo potřeba asi { $months } dalších měsíců.
 }
indicators-reason-too-few = Případů je na rozhodnutí příliš málo a delší sledování by nepomohlo.
indicators-reason-lacking = Chybí údaj za období { $period }.
indicators-reason-stated = Věta uvádí { $value }.
indicators-reason-found = Údaj za období { $period }: { $value }.
indicators-reason-other-concept = Jde o dva různé pojmy: „{ $first }“ a „{ $second }“.
indicators-reason-other-item = Jde o dvě různé položky téhož pojmu.
indicators-reason-other-periods = Údaje jsou za různě dlouhá období.
indicators-reason-undefined = U pojmu „{ $concept }“ zdroj neříká, co se počítá. Takové údaje nelze srovnat ani mezi sebou.

# Výhrady
indicators-caveat-break = { $reason }
indicators-caveat-break-law = { $reason } ({ $law })
indicators-caveat-provisional = Některé údaje jsou předběžné a ještě se mohou změnit: { $periods }.
indicators-caveat-no-comparator = Údaj není s ničím porovnán; jak se vyvíjela jiná území, věta neříká.
indicators-caveat-comparator-moved = Jinde to bylo jinak: { $elsewhere } { $there }. Poměr obou změn je { $ratio } (s jistotou { $level } mezi { $low } a { $high }).
indicators-caveat-comparator-alike = Jinde to bylo podobné: { $elsewhere } { $there }. Poměr obou změn je { $ratio } (s jistotou { $level } mezi { $low } a { $high }).
indicators-caveat-comparator-lacking = Pro srovnání chybí údaje: { $elsewhere }.
indicators-caveat-dispersion-assumed = Předpokládá se, že počty kolísají jen náhodou (φ = 1). Skutečné počty obvykle kolísají více.
indicators-caveat-dispersion = Počty kolísají více než náhodou (φ = { $phi }); rozpětí je o to širší.
indicators-caveat-dispersion-few = Kolísání je odhadnuto jen z mála období (stupňů volnosti: { $df }).
indicators-caveat-autocorrelated = Sousední období se sobě podobají, takže jistota je menší, než se zdá.
indicators-caveat-seasons = Obě období nezahrnují stejné části roku.
indicators-caveat-small-counts = Případů je málo; rozpětí je počítáno přesným způsobem.
indicators-caveat-no-cases = V jednom z období se nestal žádný případ.
indicators-caveat-rounded = Některé údaje jsou zaokrouhlené.
indicators-caveat-suppressed = Některé údaje nejsou zveřejněny, aby nikoho neprozradily: { $periods }.
indicators-caveat-disputed = Zdroje se neshodnou: { $periods }.
indicators-caveat-undefined = Zdroj neříká, co se v pojmu „{ $concept }“ počítá.
indicators-caveat-unequal = Období nejsou stejně dlouhá ({ $reference } a { $comparison } dní); počty jsou přepočteny na den.
indicators-caveat-leap-days = V přestupných letech je započten i 29. únor, protože je znám jen celý měsíc: { $years }.
indicators-caveat-borders = Území „{ $territory }“ mělo během té doby jiné hranice.

# Odmítnutí
refusal-indicators-unknown-concept = Pojem „{ $concept }“ neznáme. Nic jsme nezměnili.
refusal-indicators-unknown-item = Pojem „{ $concept }“ nemá položku „{ $item }“. Nic jsme nezměnili.
refusal-indicators-figure-twice = Údaj { $figure } je v souboru dvakrát. Nic jsme nezměnili.
refusal-indicators-figure-not-covered = Údaj { $figure } leží mimo to, o čem soubor podle svého záhlaví mluví. Nic jsme nezměnili.
refusal-indicators-figure-period = Údaj { $figure } nemá období, jaké jeho pojem může mít. Nic jsme nezměnili.
refusal-indicators-figure-not-whole = Údaj { $figure } má být celé číslo. Nic jsme nezměnili.
refusal-indicators-figure-negative = Údaj { $figure } nemůže být záporný. Nic jsme nezměnili.
refusal-indicators-figure-territory = Území údaje { $figure } v té době neexistovalo. Nic jsme nezměnili.
refusal-indicators-question-range = Období končí dřív, než začíná.
refusal-indicators-question-too-long = Období je příliš dlouhé. Zkraťte je nebo zvolte delší úseky.
refusal-indicators-question-granularity = Stavy se ptáme ke dni, počty za období.
refusal-indicators-question-to-date = Roky lze srovnat do určitého dne jen u počtů, které se sčítají, a jen do dne, který existuje.
refusal-indicators-question-rest-of = Zbytek území lze spočítat jen u počtů, které se sčítají, a jen z území, ve kterém to naše leží.
refusal-indicators-question-denominator = Dělit lze jen stavem, například počtem obyvatel.
refusal-indicators-question-unknown = Takový uložený dotaz nemáme.
refusal-indicators-rule-margin = Meze jsou mimo rozsah. Odchylka je mezi 0 a 1, jistota mezi 0,5 a 1.
refusal-indicators-rule-windows = Srovnávaná období se překrývají, jsou v opačném pořadí nebo leží mimo dotaz.
refusal-indicators-rule-precision = „Asi“ nelze dokázat. Uveďte, na kolik je číslo zaokrouhleno.
refusal-indicators-rule-period = Období věty leží mimo období dotazu.
refusal-indicators-rule-not-counted = Stabilitu lze ověřit jen u počtu případů za období.
refusal-indicators-sentence-language = Věta musí být česky, anglicky i ukrajinsky.
refusal-indicators-sentence-typed-number = Do věty se čísla nepíší. Vložte místo nich název hodnoty ve složených závorkách.
refusal-indicators-sentence-place = Místo „{ $place }“ ve větě neznáme nebo není uzavřené.
refusal-indicators-claim-state = V tomto stavu to s tvrzením nejde udělat.
refusal-indicators-conflict = Tvrzení mezitím někdo změnil. Nic jsme nezapsali; načtěte je znovu.
refusal-indicators-not-checked = Tvrzení v tomto znění ještě nikdo neověřil.
refusal-indicators-does-not-hold = Údaje tvrzení nepotvrzují. Zveřejnit lze jen to, co platí.

# Soubory
figures-fault = { $file }, řádek { $line }: { $what } Nic jsme nezměnili.
figures-fault-too-large = Soubor je větší než { $detail } MB.
figures-fault-not-utf8 = Soubor není v kódování UTF-8.
figures-fault-toml = Zápis není v pořádku: { $detail }.
figures-fault-fields = Počet polí neodpovídá záhlaví: { $detail }.
figures-fault-column = Chybí sloupec „{ $detail }“.
figures-fault-unknown-column = Sloupec „{ $detail }“ neznáme.
figures-fault-source = Zdroj „{ $detail }“ není popsán. Uveďte jeho klíč, název a místo.
figures-fault-twice-source = Zdroj „{ $detail }“ je popsán dvakrát.
figures-fault-territory = „{ $detail }“ není území, například municipality:554791.
figures-fault-period = „{ $detail }“ není období, například 2018, 2018-Q3, 2018-09, 2018-09-12 nebo @2018-12-31.
figures-fault-value = „{ $detail }“ není hodnota. Napište číslo s desetinnou tečkou, nebo údaj označte jako nezveřejněný.
figures-fault-precision = „{ $detail }“ není přesnost. U zaokrouhlených čísel uveďte krok.
figures-fault-status = „{ $detail }“ není stav. Napište final nebo provisional.
figures-fault-quotes = Uvozovky v tomto souboru nemají význam.
figures-note-undated = řádek { $line }: údaj „{ $concept }“ nemá datum a nebyl převzat
figures-note-difference = řádek { $line }: zdroj uvádí rozdíl { $printed }, z jeho čísel vychází { $recomputed }
figures-note-no-difference = řádek { $line }: pro uvedený rozdíl v souboru chybějí čísla
figures-imported = { $source }: nových { $new }, změněných { $changed }, vypuštěných { $gone }, beze změny { $same }
figures-unchanged = { $source }: už převzato, beze změny { $same }
figures-revised = { $figure }: { $before } → { $after }
figures-lost = { $figure }: zdroj už neuvádí
figures-claims = { $count ->
    [one] { $count } tvrzení má jiný verdikt než dřív.
    [few] { $count } tvrzení mají jiný verdikt než dřív.
    [many] { $count } tvrzení má jiný verdikt než dřív.
   *[other] { $count } tvrzení má jiný verdikt než dřív.
 }

# Grafy a tabulky
indicators-column-period = Období
indicators-column-value = Hodnota
indicators-column-interval = Může znamenat
indicators-column-note = Poznámka
indicators-column-source = Zdroj
indicators-note-summed = součet kratších období
indicators-note-left-out = zdroj neuvádí, tedy nula
indicators-note-disputed = zdroje se neshodnou
indicators-chart-description = Body jsou údaje, duté body jsou předběžné, úsečky ukazují, co zaokrouhlené číslo může znamenat, svislé čáry dny, od kterých se počítá jinak. Stejné údaje jsou v tabulce.
indicators-chart-apart = Body nejsou spojeny: nelze je srovnat.
