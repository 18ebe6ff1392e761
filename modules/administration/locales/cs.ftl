## Organy a útvary
adm-bodies = Organy
adm-bodies-lead = Kdo se na bezpečnosti města podílí. Kód orgánu je v adresách a nemění se.
adm-body = Orgán
adm-body-new = Přidat orgán
adm-units = Útvary
adm-units-none = Orgán nemá útvary. Přidejte služebnu nebo oddělení.
adm-unit = Útvar
adm-unit-new = Přidat útvar
adm-whole-body = celý orgán
adm-edit = Upravit
adm-edit-title = Upravit: { $name }
adm-save = Uložit
adm-back = Zpět
adm-choose = Vyberte ze seznamu.
adm-all = vše
adm-filter = Hledat v seznamu
adm-filter-button = Vyhledat
adm-since = od { $from }
adm-from-to = { $from } – { $to }
adm-yes = ano
adm-no = ne

## Funkce
adm-posts = Funkce
adm-posts-lead = Funkce trvá i bez držitele. Funkci spojenou s územím vidí veřejnost.
adm-posts-none = Orgán nemá funkce.
adm-post = Funkce
adm-post-new = Přidat funkci
adm-not-public = veřejnost ji nevidí
adm-vacant = neobsazeno
adm-holder = Držitel
adm-deputy = Zástupce
adm-as = Jako
adm-holdings = Kdo funkci drží a držel
adm-holdings-none = Funkci zatím nikdo nedržel.
adm-holding-new = Obsadit funkci
adm-holding-title = Obsadit: { $post }
adm-holding-button = Obsadit
adm-now = nyní
adm-end = Ukončení
adm-end-button = Ukončit
adm-last-day-of = Poslední den: { $name }

## Lidé
adm-people = Lidé
adm-people-lead = Kdo se přihlašuje, za který orgán a v jaké roli jedná.
adm-person = Osoba
adm-person-new = Přidat osobu
adm-person-new-lead = Založíte účet bez hesla. Potom přidejte roli a pošlete pozvánku.
adm-roles = Role
adm-roles-none = Osoba nemá žádnou roli. Bez role v systému nic neuvidí.
adm-role-new = Přidat roli
adm-role-title = Přidat roli: { $name }
adm-role-lead = Kdo spravuje lidi a role, nesmí mít roli, která vidí obsah případů. Platí to napříč orgány.
adm-role-button = Přidat roli
adm-account = Účet
adm-invite = Poslat pozvánku
adm-invite-lead = Pozvánka je odkaz, kterým si osoba nastaví heslo. Dřívější odkazy přestanou platit.
adm-invited = Odkaz uvidíte jen teď. Předejte ho osobě bezpečnou cestou.
adm-invited-sent = Poslali jsme ho na { $to }.
adm-invitation-subject = Pozvánka do systému Okrsek – { $city }
adm-block = Zablokovat přihlášení
adm-block-lead = Osoba se hned odhlásí a nepřihlásí se, dokud ji neodblokujete. Role a funkce zůstanou.
adm-unblock = Odblokovat přihlášení
adm-unblock-lead = Přihlášení je zablokované.
adm-leave = Osoba odchází
adm-leave-lead = Role a funkce skončí dnešním dnem, funkce zůstanou neobsazené. Jméno zůstane v auditní stopě. Vrátit to nelze.
adm-leave-button = Ukončit účet
adm-has-left = Účet skončil. Jméno zůstává pro auditní stopu.

## Pole formulářů
adm-field-name-cs = Název česky
adm-field-name-en = Název anglicky
adm-field-name-uk = Název ukrajinsky
adm-field-code = Kód
adm-hint-code = Malá písmena bez diakritiky, číslice, pomlčka nebo tečka: odbor-bezpecnosti
adm-field-kind = Druh orgánu
adm-field-seat = Sídlo
adm-field-email = E-mail
adm-field-phone = Telefon
adm-field-validity = Platnost
adm-field-from = Platí od
adm-field-to = Platí do
adm-hint-to = Poslední den platnosti; prázdné znamená bez konce.
adm-field-parent = Nadřízený útvar
adm-field-unit = Útvar
adm-field-place = Orgán nebo útvar
adm-hint-place = Role v útvaru platí i pro útvary pod ním. Správce, auditor a analytik mají roli pro celý orgán.
adm-field-territory = Území, pro které ji vidí veřejnost
adm-field-person = Osoba
adm-field-person-name = Jméno a příjmení
adm-field-login = Přihlašovací jméno
adm-hint-login = Malá písmena bez diakritiky a tečka: eva.smyslena. Později se nemění.
adm-field-language = Jazyk zpráv
adm-field-deputy = Je zástupce, ne držitel
adm-field-role = Role
adm-field-state = Stav
adm-field-created = Účet založen
adm-field-ended = Účet ukončen
adm-field-reason = Důvod
adm-hint-reason = Co se děje a proč nestačí vaše běžná práva. Přečte si to ten, kdo přístup posoudí.
adm-field-reference = Číslo případu
adm-field-minutes = Na jak dlouho

## Odmítnutí
adm-date-expected = Zadejte datum, třeba 1. 3. 2026.
adm-conflict-lead = Mezitím to změnil někdo jiný. Vaše změna se neuložila a nic se neztratilo.
adm-conflict-theirs = Co je uložené teď
adm-conflict-yours = Vaše znění. Uložením přepíšete to, co je výše.
refusal-adm-conflict = Mezitím to změnil někdo jiný. Nic jsme nezměnili. Otevřete stránku znovu.
refusal-adm-date-expected = Chybí datum posledního dne. Nic jsme nezměnili. Vraťte se a zadejte ho.
refusal-adm-verdict = Vyberte, zda byl přístup oprávněný. Nic jsme nezměnili.
refusal-adm-cannot-invite = Pozvat lze jen osobu, která není zablokovaná a neodešla. Nic jsme nezměnili.
refusal-adm-no-mailbox = Tato osoba už účet používá a nemá u nás e-mailovou adresu, takže jí odkaz nemáme kam poslat. Nic jsme nezměnili. Doplňte adresu, nebo požádejte provozovatele o příkaz okrsek user invite.
refusal-access-bad-code = Kód smí mít malá písmena bez diakritiky, číslice, pomlčku a tečku mezi nimi, nejvýše 60 znaků.
refusal-access-taken-code = Tento kód už někdo má. Zvolte jiný.
refusal-access-empty = Tohle pole nesmí být prázdné.
refusal-access-bad-validity = Poslední den musí být stejný nebo pozdější než první a nesmí měnit minulost.
refusal-access-bad-unit = Útvar sem nepatří: je z jiného orgánu, leží pod tímto útvarem, nebo se role na útvar omezit nedá.
refusal-access-last-administrator = Nikdo jiný by nezbyl, kdo spravuje lidi a role. Nejdřív jmenujte dalšího správce.
refusal-access-separation = Správa rolí se nesnese s rolí, která vidí obsah nebo čte auditní stopu. Jedna osoba nemůže mít obojí.
refusal-access-own-roles = Vlastní role a účet nikdo nemění sám. Požádejte jiného správce.
refusal-access-twice = Osoba to v této době už má.
refusal-access-post-held = Funkci v této době drží někdo jiný. Nejdřív ji ukončete.
refusal-access-person-ended = Účet této osoby skončil.
refusal-access-emergency-length = Mimořádný přístup trvá jednu minutu až jednu hodinu.
refusal-access-emergency-open = Mimořádný přístup už máte otevřený.
refusal-access-emergency-judged = Přístup ještě trvá, už ho někdo posoudil, nebo je váš vlastní. Nic jsme nezměnili.
refusal-access-step-up = Nejdřív potvrďte druhý faktor. Nic jsme nezměnili.
adm-invitation-text =
    Dobrý den, { $name },

    máte účet v systému Okrsek ({ $city }). Přihlašovací jméno: { $login }

    Heslo si nastavíte zde:
    { $link }

    Odkaz platí do { $until } a jen jednou. Pokud o účtu nevíte, zprávu smažte; bez hesla se nikdo nepřihlásí.
