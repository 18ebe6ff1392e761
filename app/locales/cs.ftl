# Příkazová řádka.
cli-about = Okrsek: jedno místo, kde se město stará o svou bezpečnost.
cli-config-flag = Soubor s nastavením (jinak okrsek.toml, je-li tu).
cli-database-flag = Databáze: sqlite:///cesta/okrsek.db nebo postgres://…
cli-listen-flag = Adresa a port, na kterých server poslouchá.
cli-serve = Spustí server.
cli-demo-flag = Do prázdné databáze nejprve postaví ukázkové město.
cli-demo = Postaví ukázkové město v prázdné databázi.
cli-config = Vypíše platné nastavení a odkud každá hodnota pochází.
cli-backup = Zazálohuje databázi SQLite do souboru; server přitom může běžet.
cli-backup-file = Nový soubor zálohy.
cli-import = Nahraje údaje ze souborů.
cli-export = Zapíše údaje do souboru nebo na výstup.
cli-territory = Práce s pravidly území.
cli-audit = Ověření a podepsání auditní stopy.
said-listening = Okrsek běží na { $address } · { $city } · databáze { $database }
said-listening-demo = Ukázkové město – osoby, adresy a události jsou smyšlené.
said-demo-building = Stavím ukázkové město…
said-demo-built = Ukázkové město { $city } je hotové: { $addresses } adres, { $posts } míst.
said-demo-not-empty = Databáze není prázdná; ukázkové město se staví jen do prázdné. Nic jsme nezměnili. Zadejte jinou pomocí --database.
said-demo-other-city = V databázi je město { $city }; --demo jsme vynechali.
said-backup-done = Záloha je v souboru { $file }.
said-no-city = V databázi není žádné město. Nahrajte je: okrsek import city plzen, nebo si postavte ukázkové: okrsek demo.

# Dopisy o případech: jen číslo, druh a odkaz, nikdy obsah.
letter-subject = { $number }: { $happened }
letter-text =
    Dobrý den,

    { $type } { $number }: { $happened }.

    Podrobnosti uvidíte po přihlášení:
    { $link }

    Okrsek, { $city }. Tuto zprávu odeslal program, neodpovídejte na ni.
letter-task-given = čeká na vás nový úkol
letter-mentioned = někdo vás zmínil v komentáři
letter-task-ended = úkol skončil
letter-tasks-ended = všechny úkoly skončily
letter-moved = případ změnil stav
letter-changed = něco se změnilo
letter-measure-given = čeká na vás opatření
letter-measure-moved = opatření změnilo stav
letter-shared = někdo vám zpřístupnil případ
letter-handed-on = úkol byl předán jinému orgánu
letter-commented = přibyl komentář
letter-due = blíží se termín
