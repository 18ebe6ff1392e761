# Pracoviště: co na mě čeká, seznam, mapa, kalendář
cases-door-today = Dnes
cases-door-calendar = Kalendář
cases-door-cases = Případy
cases-door-map = Mapa případů

cases-today-title = Dnes
cases-today-nothing = Nic na vás nečeká.
cases-today-waiting =
    { $count ->
        [one] Čeká na vás { $count } věc.
        [few] Čekají na vás { $count } věci.
        [many] Čeká na vás { $count } věci.
       *[other] Čeká na vás { $count } věcí.
    }
cases-today-late =
    { $count ->
        [one] { $count } je po termínu.
        [few] { $count } jsou po termínu.
        [many] { $count } je po termínu.
       *[other] { $count } je po termínu.
    }
cases-today-notices = Co je nového ({ $count })
cases-today-own = Moje úkoly ({ $count })
cases-today-free = Úkoly, které si ještě nikdo nevzal ({ $count })
cases-today-cases = Případy, kde jste na řadě ({ $count })
cases-today-measures = Opatření, která máte provést ({ $count })
cases-today-more = A další ({ $count })
cases-today-empty-title = Nic na vás nečeká
cases-today-empty = Objeví se tu úkoly pro váš orgán, vaše lhůty, zmínky v komentářích a opatření k provedení.
cases-today-all = Zobrazit všechny případy
cases-today-ahead = Příštích 14 dní
cases-today-ahead-empty = V příštích 14 dnech nic nekončí.
cases-today-calendar = Otevřít kalendář
cases-today-states = Otevřené případy podle stavu
cases-notice-seen = Označit jako přečtené
cases-notices-seen = Označit vše jako přečtené
cases-notice-reported = Přibyl nový případ k posouzení.
cases-notice-task-given = Váš orgán dostal úkol.
cases-notice-task-in-hand = Kolega vám předal úkol.
cases-notice-mentioned = Někdo zmínil váš orgán v komentáři.
cases-notice-task-ended = Úkol skončil.
cases-notice-tasks-ended = Všechny úkoly skončily.
cases-notice-moved = Případ změnil stav.
cases-notice-measure-ordered = Máte provést opatření.
cases-notice-measure-moved = Opatření změnilo stav.
cases-notice-shared = Někdo vám případ zpřístupnil.
cases-notice-handed-on = Úkol byl postoupen jinému orgánu.
cases-notice-changed = Něco se změnilo.

cases-new = Zapsat nový poznatek
cases-kinds-title = Co chcete zapsat?
cases-kinds-lead = Vyberte druh případu. Podle něj se zeptáme jen na to, co je potřeba.
cases-kinds-templates = Šablony:
cases-kinds-empty = Město zatím nemá žádný druh případů. Přidá je správce systému.
cases-list-title = Případy
cases-list-count =
    { $count ->
        [one] { $count } případ
        [few] { $count } případy
        [many] { $count } případu
       *[other] { $count } případů
    }
cases-list-more = Více než { $count } případů
cases-list-empty-title = Zatím tu není žádný případ
cases-list-empty = Případ sem přidá první zapsaný poznatek, nebo jiný orgán, který vám ho zpřístupní.
cases-list-none-title = Nic neodpovídá
cases-list-none = Zkuste filtr rozšířit nebo hledat méně slov.
cases-list-next = Další případy
cases-list-first = Zpět na začátek
cases-list-map = Zobrazit na mapě
cases-file-name = pripady
cases-saved = Uložené filtry
cases-saved-name = Název filtru
cases-saved-save = Uložit filtr
cases-saved-drop = Smazat filtr { $name }
cases-any = Cokoli
cases-choose = Vyberte
cases-filter-find = Číslo, název nebo místo
cases-filter-open = Otevřené
cases-filter-open-yes = Jen otevřené
cases-filter-open-no = Jen uzavřené
cases-filter-open-all = Všechny
cases-filter-whose = Čí
cases-filter-whose-all = Všechny, které vidím
cases-filter-whose-mine = Moje (zapsal/a jsem, mám úkol)
cases-filter-whose-watched = Sledované
cases-filter-from = Zapsáno od
cases-filter-to = Zapsáno do
cases-filter-late = Jen po termínu
cases-filter-use = Filtrovat
cases-filter-none = Zrušit filtr
cases-sort = Řazení
cases-sort-newest = Od nejnovějšího
cases-sort-due = Podle termínu
cases-sort-changed = Podle poslední změny
cases-search-title = Hledání případů
cases-search-label = Najít případ
cases-search-hint = Číslo případu, slovo z názvu nebo místo. Stačí začátek slova.
cases-search-short = Napište aspoň dvě písmena nebo číslice.
cases-search-none = Slovům „{ $query }“ neodpovídá žádný případ, který vidíte.
cases-search-more = Zobrazit všechny v seznamu

cases-case = Případ
cases-number = Číslo
cases-title = Název
cases-kind = Druh
cases-state = Stav
cases-place = Místo
cases-owner = Koordinuje
cases-due = Termín
cases-opened = Zapsáno
cases-changed = Poslední změna
cases-law = Právní základ
cases-yes = ano
cases-no = ne
cases-money = { $amount } Kč
cases-area = { $amount } m²
cases-size-kb = { $amount } kB
cases-size-mb = { $amount } MB
cases-author-program = systém
cases-due-today = dnes
cases-due-tomorrow = zítra
cases-due-over =
    { $days ->
        [one] { $days } den po termínu
        [few] { $days } dny po termínu
        [many] { $days } dne po termínu
       *[other] { $days } dní po termínu
    }
cases-due-in =
    { $days ->
        [one] za { $days } den
        [few] za { $days } dny
        [many] za { $days } dne
       *[other] za { $days } dní
    }
cases-due-of-case = lhůta případu
cases-due-of-task = lhůta úkolu
cases-due-of-visit = plánovaná návštěva
cases-due-of-measure = termín opatření

cases-map-title = Mapa případů
cases-map-lead = Na mapě je { $placed } z { $all } případů. Ostatní nemají přesnou adresu a jsou jen v tabulce.
cases-map-cut = Zobrazujeme nejvýš { $most }, zpřesněte filtr.
cases-map-caption = Případy v městských obvodech. Větší bod s číslem je případ po termínu.
cases-map-table = Tytéž případy v tabulce

cases-calendar-title = Kalendář: { $month }
cases-calendar-lead =
    { $count ->
        [0] V tomto měsíci nic nekončí.
        [one] V tomto měsíci končí { $count } lhůta.
        [few] V tomto měsíci končí { $count } lhůty.
        [many] V tomto měsíci končí { $count } lhůty.
       *[other] V tomto měsíci končí { $count } lhůt.
    }
cases-calendar-turn = Měsíce
cases-calendar-now = Tento měsíc
cases-calendar-week = Týden
cases-calendar-week-short = týd.
cases-calendar-more = a ještě { $count }
cases-calendar-list = Seznam
cases-calendar-empty = Lhůty sem přidají úkoly, případy a opatření s termínem.
cases-month = { $month } { $year }
cases-month-1 = leden
cases-month-2 = únor
cases-month-3 = březen
cases-month-4 = duben
cases-month-5 = květen
cases-month-6 = červen
cases-month-7 = červenec
cases-month-8 = srpen
cases-month-9 = září
cases-month-10 = říjen
cases-month-11 = listopad
cases-month-12 = prosinec
cases-weekday-1 = pondělí
cases-weekday-2 = úterý
cases-weekday-3 = středa
cases-weekday-4 = čtvrtek
cases-weekday-5 = pátek
cases-weekday-6 = sobota
cases-weekday-7 = neděle
cases-holiday-new-year = Den obnovy samostatného českého státu, Nový rok
cases-holiday-good-friday = Velký pátek
cases-holiday-easter-monday = Velikonoční pondělí
cases-holiday-labour = Svátek práce
cases-holiday-victory = Den vítězství
cases-holiday-cyril = Den slovanských věrozvěstů Cyrila a Metoděje
cases-holiday-hus = Den upálení mistra Jana Husa
cases-holiday-wenceslas = Den české státnosti
cases-holiday-republic = Den vzniku samostatného československého státu
cases-holiday-freedom = Den boje za svobodu a demokracii
cases-holiday-christmas-eve = Štědrý den
cases-holiday-christmas = 1. svátek vánoční
cases-holiday-stephen = 2. svátek vánoční
cases-feed-title = Lhůty v mém kalendáři
cases-feed-lead = Tajnou adresu vložte do svého kalendáře jako odběr. Obsahuje jen číslo, druh a termín, nikdy místo ani jméno. Nová adresa zneplatní tu předchozí.
cases-feed-make = Vytvořit novou adresu
cases-feed-end = Zrušit odběr
cases-feed-made = Adresa je připravena. Zkopírujte si ji teď, znovu ji neukážeme.
cases-feed-address = Adresa odběru
cases-feed-name = Okrsek – moje lhůty
cases-feed-item = { $number } { $kind }: { $what }

cases-help-title = Jak pracovat rychleji
cases-help-lead = Klávesy fungují, když právě nepíšete do pole.
cases-help-script = Jednopísmenné zkratky se dají vypnout v okně, které otevře klávesa otazník. Bez JavaScriptu nefungují, všechno ostatní ano.
cases-key-search = přejít do hledání
cases-key-down = další řádek
cases-key-up = předchozí řádek
cases-key-open = otevřít řádek
cases-key-help = přehled kláves
cases-key-leave = zavřít okno nebo návrhy
cases-help-work = Co se vám neztratí
cases-help-drafts = Rozepsaný poznatek i úpravu si systém pamatuje. Můžete odejít a vrátit se.
cases-help-conflict = Když tentýž záznam upraví někdo jiný, ukážeme obě znění vedle sebe a rozhodnete vy.
cases-help-undo = Vybrané kroky lze do deseti minut vrátit tlačítkem nahoře na stránce případu.
cases-help-mention = V komentáři napište zavináč a zkratku orgánu, například @mestska-policie. Jeho koordinátor dostane upozornění.

# Proč to nejde
refusal-cases-refused = Takto to nejde.
refusal-cases-conflict = Někdo záznam mezitím změnil. Nic jsme nezapsali, otevřete ho prosím znovu.
refusal-cases-moved = Někdo záznam mezitím změnil. Nic jsme nezapsali. Podívejte se, jak to teď vypadá, a rozhodněte znovu.
refusal-body-not-competent = Tento orgán takový úkol dělat nemůže. Vyberte jiný.
refusal-body-same = Vyberte jiný orgán než ten, který to už má.
refusal-body-sees-no-comments = Zmíněný orgán komentáře tohoto případu nevidí. Zpřístupněte mu je, nebo zmínku vynechte.
refusal-body-unknown = Takový orgán neznáme. Vyberte ho ze seznamu.
refusal-case-closed = Případ je uzavřený. Nejdřív ho znovu otevřete.
refusal-case-forgotten = Texty tohoto případu už byly po uplynutí lhůty vymazány, proto ho nejde měnit. Pokud se věc opakuje, založte nový případ.
refusal-words-of-origin = Popište, co se děje, ne odkud lidé jsou: „{ $words }“ sem nepatří. Nic se neztratilo, stačí větu napsat jinak.
refusal-field-choice = Vyberte jednu z nabízených možností.
refusal-field-date = Datum napište jako 1. 3. 2026.
refusal-field-flag = Zaškrtněte ano, nebo nechte prázdné.
refusal-field-needed = Tento údaj je potřeba vyplnit.
refusal-field-number = Napište číslo, například 1 500.
refusal-field-too-long = Text je příliš dlouhý. Zkraťte ho.
refusal-field-unknown = Tento údaj k případu nepatří.
refusal-file-bomb = Dokument by se rozbalil na příliš mnoho dat. Nic z něj jsme neuložili. Uložte ho znovu jako PDF a pošlete to.
refusal-file-broken = Soubor je poškozený nebo neúplný. Nic z něj jsme neuložili. Zkuste ho uložit znovu a poslat ještě jednou.
refusal-file-empty = Soubor je prázdný. Vyberte jiný.
refusal-file-kind = Takový druh souboru nepřijímáme. Pošlete obrázek, PDF, dokument (DOCX, XLSX, ODT, ODS) nebo prostý text.
refusal-file-too-large = Soubor je příliš velký, může mít nejvýš { $most } MB. Zmenšete ho nebo rozdělte.
refusal-file-too-many-pixels = Obrázek je příliš velký, může mít nejvýš { $most } milionů bodů. Zmenšete ho a pošlete znovu.
refusal-file-two-kinds = K souboru je připojeno ještě něco jiného. Nic z něj jsme neuložili. Uložte dokument znovu a pošlete ho samotný.
refusal-file-with-scripts = Dokument obsahuje makra nebo skripty. Nic z něj jsme neuložili. Uložte ho bez nich a pošlete znovu.
refusal-legal-basis-needed = Uveďte právní základ, například § 12 správního řádu.
refusal-no-owner = Nikdo teď takové případy nekoordinuje. Obraťte se na správce.
refusal-person-not-here = Tento člověk ve vašem orgánu nepracuje.
refusal-place-not-on-earth = Místo nemá platnou polohu.
refusal-purpose-needed = Napište účel, proč orgán údaje potřebuje.
refusal-reason-needed = Napište důvod.
refusal-share-ended = Konec sdílení musí být v budoucnosti.
refusal-subject-needed = Vyberte objekt, kterého se případ týká.
refusal-subject-unknown = Takový objekt neznáme.
refusal-task-ended = Úkol už skončil.
refusal-task-kind-unknown = Takový úkol k tomuto druhu případu nepatří.
refusal-task-needed = Vyberte aspoň jeden úkol.
refusal-task-unknown = Takový úkol v případu není.
refusal-tasks-open = Nejdřív musí skončit všechny úkoly.
refusal-text-too-long = Text je příliš dlouhý. Zkraťte ho.
refusal-text-too-short = Text je příliš krátký. Napište aspoň několik slov.
refusal-too-many-files = Případ už má příloh dost. Nepotřebné odeberte.
refusal-too-many-filters = Uložených filtrů je příliš mnoho. Některý smažte.
refusal-too-many-measures = Opatření je příliš mnoho na jeden případ.
refusal-too-many-tasks = Úkolů je příliš mnoho na jeden případ.
refusal-transition-not-possible = Tento krok teď udělat nejde. Podívejte se, jak případ vypadá.
refusal-type-unknown = Takový druh případu neznáme.
refusal-undo-too-late = Vrátit krok lze jen do deseti minut a jen ten poslední.
refusal-unit-unknown = Takový útvar neznáme.
