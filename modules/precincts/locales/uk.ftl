# Дільниці: від адреси до людей, які за неї відповідають.

precincts-door = Моя дільниця

## Шари
layer-municipal-precinct = Дільниці міської поліції
layer-state-police = Райони Поліції ЧР
layer-district = Міські округи
layer-one-municipal-precinct = дільниця міської поліції
layer-one-state-police = район Поліції ЧР
layer-one-district = міський округ
post-municipal-precinct = Дільничний міської поліції
post-state-police = Поліцейський Поліції ЧР
post-district = Голова міського округу
body-municipal-precinct = Міська поліція
body-state-police = Поліція Чеської Республіки
body-district = Управа міського округу

## Початок
home-title = Хто відповідає за вашу вулицю?
home-lead = Напишіть адресу. Ми покажемо дільничного міської поліції, поліцейського та голову округу, які за неї відповідають.
home-how = Як це працює
home-how-text = Кожна адреса лежить у трьох територіях, що не залежать одна від одної: дільниця міської поліції, район Поліції ЧР і міський округ. Кожну шукаємо окремо і кажемо, що вирішило.
home-all = Усі дільниці, райони та округи
home-no-register = Реєстр адрес ще не завантажено. Адміністратор завантажує його командою «okrsek import addresses».

## Пошук
search-label = Адреса, вулиця або місце
search-hint = Наприклад: { $example }. Діакритичні знаки не потрібні.
search-locate = Використати моє місцезнаходження
search-locating = Визначаємо місцезнаходження…
search-locate-failed = Місцезнаходження визначити не вдалося. Напишіть, будь ласка, адресу.
search-empty-title = Напишіть, що ви шукаєте
search-empty = Впишіть у поле адресу або вулицю.
search-nothing-title = «{ $query }» не знайдено
search-nothing = У реєстрі немає такої адреси чи вулиці. Спробуйте лише назву вулиці або інше написання. Якщо справа термінова, телефонуйте одразу.
search-choose-title = Яку адресу ви маєте на увазі?
search-choose = Підходить кілька місць. Оберіть одне.
search-number-title = Номера { $number } тут у реєстрі немає
search-number = Найближчі номери на тій самій вулиці:
search-reversed-title = Номери, мабуть, переставлені
search-reversed = Ці два номери не належать одному будинку. Навпаки вони існують:
search-outside-title = «{ $said }» не тут
search-outside = Шукаємо лише в { $city }. Тут схоже ось що:
search-postcode-title = Самого індексу замало
search-postcode = Один індекс зазвичай має кілька дільниць. Допишіть вулицю і номер.
search-entrances-title = Будинок із кількома входами
search-entrances = Ви написали два входи. Обидва є в реєстрі:
search-cut = Текст дуже довгий; прочитано лише його початок.

## Як адресу знайдено
matched-full = За повним номером.
matched-orientation = За орієнтаційним номером.
matched-descriptive = Лише за описовим номером; орієнтаційного ви не вказали.
matched-evidence = За реєстраційним номером.
matched-reversed = За переставленою парою номерів.
matched-other-letter = За номером; літера інша.
matched-nearest = Найближчий номер у реєстрі.
matched-name = За назвою.
matched-code = За кодом адресного місця.
matched-point = За місцем на карті; найближча адреса за { $metres } м.
corrected-diacritics = «{ $from }» читаємо як «{ $to }» (діакритика).
corrected-typo = «{ $from }» читаємо як «{ $to }» (описка).
corrected-declension = «{ $from }» читаємо як «{ $to }» (відмінок).
corrected-abbreviation = «{ $from }» читаємо як «{ $to }» (скорочення).
corrected-completed = «{ $from }» доповнено до «{ $to }».
corrected-missing = Додано слово «{ $word }».
corrected-ignored = Слово «{ $word }» не використано.
corrected-order = Слова стоять в іншому порядку.
corrected-joined = Слова читаємо разом як «{ $to }».
corrected-split = Слово читаємо окремо як «{ $to }».
corrected-former = «{ $old }» – колишня назва; сьогодні «{ $now }».
corrected-former-until = «{ $old }» – колишня назва (до { $until } року); сьогодні «{ $now }».
corrected-pair = Номери були у зворотному порядку.
corrected-letter = У реєстрі є номер { $number }.
disagrees-postcode = Індекс { $said } не збігається; у реєстрі { $registered }.
disagrees-postcode-none = У реєстрі при цій адресі немає індексу { $said }.
disagrees-area = Ви написали «{ $said }», але адреса в іншому місці.
disagrees-town = Ви написали «{ $said }»; шукаємо лише в цьому місті.

## Відповідь
answer-title = Хто відповідає за адресу { $address }
answer-address = Адреса
answer-map = Карта околиць адреси { $address }
answer-map-table = Те саме словами: { $territories }.
answer-why = Чому саме вони?
answer-next = Що далі
answer-next-call = Якщо щось відбувається просто зараз, телефонуйте 158 або 156. Не чекайте до завтра.
answer-station = Відділок
answer-seat = Адреса відділку
answer-phone = Телефон
answer-email = Ел. пошта
answer-hours = Години
answer-deputy = Заступник
answer-valid = Дані чинні
answer-stations = Поки що телефонуйте 156 або зверніться до одного з відділків:
answer-valid-from = з { $from }
answer-valid-span = з { $from } до { $to }
answer-source = Джерело
answer-vacant = вакантно
answer-vacant-text = Посаду зараз ніхто не обіймає. Зверніться до відділку.
answer-vacant-no-station = Посаду зараз ніхто не обіймає.
answer-unknown = ім’я тут не ведемо
answer-no-post = Для цієї території немає відомостей про відповідальну особу.
answer-position-none = Адреса не має координат у реєстрі. Вирішили лише вулиця та номер.
answer-code = Код адресного місця
answer-edition = Реєстр адрес станом на { $vintage }

## Чому
because-polygon = Адреса лежить усередині межі «{ $territory }» (карта { $source }, чинна з { $from }).
because-border = Адреса лежить за { $metres } м від межі. Краще перевірте у відділку.
because-on-border = Адреса лежить точно на межі: { $territories }. Перевірте у відділку.
because-rule = Вирішило правило в рядку { $line }: «{ $text }» ({ $source }, чинне з { $from }).
because-specific = Те саме місце загальніше згадує рядок { $line }; перевагу має точніше правило.
because-register = Міський округ записано при адресі в самому реєстрі (станом на { $vintage }).
because-nobody = Жодна територія не охоплює цю адресу. Повідомте нас, будь ласка.
because-conflict = На адресу претендує кілька територій (рядки { $lines }). Повідомте нас, будь ласка.
because-no-position = Адреса не має координат, тому її не можна показати на карті. Зателефонуйте 158 або 156, вам порадять.
because-no-layer = Межі цих територій ще не завантажено.

## Вулиця
street-title = Хто відповідає за вулицю { $street }
street-whole = За всю вулицю відповідають ті самі люди.
street-split-title = Вулицю { $street } поділено
street-split = За різні номери будинків відповідають різні люди. Оберіть свій номер.
street-number = Номер будинку
street-ranges = Хто має які номери
street-ranges-caption = { $layer }: поділ номерів на вулиці { $street }
street-territory = Територія
street-numbers = Номери
street-unplaced = не можна визначити, адреса не має координат
street-nobody = ніхто
street-addresses = Усі адреси на вулиці ({ $count })
range-odd = непарні { $from }–{ $to }
range-even = парні { $from }–{ $to }
range-descriptive = опис. № { $range }
range-evidence = реєстр. № { $range }

## Території
territories-title = Усі дільниці, райони та округи
territories-lead = { $city } поділено трьома незалежними способами. Ось усі вони.
territories-caption = { $layer } – { $count ->
    [one] { $count } територія
    [few] { $count } території
    [many] { $count } територій
   *[other] { $count } території
}
territories-empty = Цей шар ще не завантажено. Адміністратор завантажує його командою «okrsek import territories --layer { $layer } ФАЙЛ».
territory-name = Назва
territory-addresses = Адрес
territory-post = Відповідальна особа
territory-streets-caption = Вулиці на території { $territory }
territory-street = Вулиця
territory-part = Частина міста
territory-map = Карта території { $territory }
territory-edition = Джерело { $source }, чинне з { $from }.
territory-rule-title = Правила, що її визначають

## Відділки
stations-caption = Відділки

## Дані
data-title = Звідки дані
data-register = Адреси: реєстр RÚIAN (ČÚZK, CC BY 4.0), станом на { $vintage }, адрес { $count }.
data-register-invented = Адреси вигадані, створені програмою для демонстрації.
data-layer = { $layer }: { $source }, чинне з { $from }, територій { $count }.
data-layer-none = { $layer }: не завантажено.
data-layer-register = { $layer }: за реєстром адрес.
data-posts = Відповідальних осіб показуємо як посади, а не як приватних осіб. Контакти публічні й належать посаді.
data-api = Те саме для програм: інтерфейс описано за адресою /api/openapi.json.
data-privacy = Шукані адреси ми не зберігаємо і за відвідувачами не стежимо.

## Відмови
refusal-no-register = Реєстр адрес ще не завантажено.
refusal-missing-query = Бракує параметра «q» з текстом пошуку.
refusal-long-query = Запит «q» має щонайбільше { $most } знаків.
refusal-bad-limit = Кількість пропозицій «limit» – від 1 до { $most }.
refusal-missing-place = Вкажіть або «address» (код адресного місця), або «lon» і «lat».
refusal-no-address = У реєстрі немає адресного місця з кодом { $code }.
refusal-no-layer = Шару «{ $layer }» немає. Є: municipal-precinct, state-police, district.
refusal-outside-country = Точка { $lon }, { $lat } лежить поза Чехією. Тут «lon» від 12 до 19, «lat» від 48 до 52.
refusal-no-address-near = У радіусі 500 м від цього місця немає жодної адреси міста.

## Дні
day-1 = пн
day-2 = вт
day-3 = ср
day-4 = чт
day-5 = пт
day-6 = сб
day-7 = нд
hours-all-day = цілодобово
street-all = уся вулиця
street-none = без вулиці
station-restricted = закрито для відвідувачів

## Команди
verb-json = Показує відповідь як JSON.
verb-yes = Не питає і одразу підтверджує зміну.
verb-needs-yes = Немає кого спитати. Щоб підтвердити зміну, додайте --yes.
verb-find = Знаходить адресу і всіх, хто за неї відповідає.
verb-find-text = Адреса, вулиця або місце; діакритика не потрібна.
verb-import-addresses = Читає офіційні файли адрес RÚIAN, показує різницю з чинними і питає.
verb-import-addresses-files = Файли .csv, .gz, .zst, .zip або тека; одне місто чи вся країна.
verb-import-date = День, який описує реєстр; інакше з назви файлу або найновішого запису.
verb-import-territories = Читає межі територій (GeoJSON, GML) або правила вулиць і номерів.
verb-import-territories-file = Файл; може бути стиснутий (.gz, .zst, .zip).
verb-import-from = День, від якого території чинні; інакше сьогодні.
verb-import-city = Визначає місто бази даних і читає його відділки, посади та колишні назви вулиць.
verb-import-city-name = Місто з програми (plzen) або тека, як у content/cities.
verb-import-figures = Приймає опубліковані дані (TOML або CSV) як видання їхніх джерел
verb-import-figures-file = Файл із даними; джерела в ньому або в sources.toml поруч
verb-layer = Шар територій.
verb-export-answerable = Записує код території для кожної адреси міста.
verb-export-csv = Записує CSV (іншого вигляду поки немає).
verb-check = Перевіряє файл правил: що охоплює кожен рядок, що неясне і хто лишився без нікого. Нічого не записує.
verb-check-file = Файл правил.

## Імпорт
import-nothing-changed = Нічого не змінено.
import-same = Реєстр такий самий, як чинний. Нічого не змінено.
import-confirm = Завантажити нове видання? [т/Н]
import-not-confirmed = Не підтверджено. Нічого не змінено.
import-saved = Завантажено адрес: { $count }, станом на { $vintage }.
import-read = Прочитано адрес { $count }, відхилено рядків { $refused }, повторень { $repeated }.
import-refused-row = { $file }, рядок { $line }, стовпець { $column }: { $reason }
import-difference = Різниця: нових { $new }, скасованих { $gone }, перейменувань { $renamed }, перенумерованих { $renumbered }, зсунутих { $moved }.
import-renamed = { $from } → { $to } (адрес: { $count })
import-touched = Зміни зачіпають рядків правил: { $count }
import-bad-date = «{ $text }» не є датою; пишеться 2026-01-31. Нічого не змінено.
import-layer-saved = { $layer }: завантажено територій { $count }, чинні з { $from }.
import-overlap = { $first } і { $second } перекриваються на { $area } м².
import-unresolved = Рядків не прочитано: { $count }; вони нічого не охоплюють. Перегляньте: okrsek territory check.
import-coverage = Охоплено { $covered } з { $all } адрес міста.
import-city-saved = Місто { $city }: відділків { $stations }, посад { $posts }.

## Перевірка правил
check-warning = увага
check-unresolved = не прочитано
check-not-utf8 = { $file } не в кодуванні UTF-8.
check-counts = Територій { $territories }, рядків { $lines }: прочитано { $resolved }, перевірити { $warnings }, не прочитано { $unresolved }.
check-no-register = Реєстр адрес не завантажено; адреси не перевірено.
check-covered = Охоплено { $covered } з { $all } адрес.
check-letters-in = Рядок { $line }, { $street }: діапазон охоплює і { $numbers }, хоч їх не називає.
check-letters-out = Рядок { $line }, { $street }: не охоплює { $numbers }; якщо має, допишіть їх.
check-taken = Рядок { $winner } точніший за рядок { $loser } і забирає в нього адрес: { $count }.
check-registration = Адрес із реєстраційним номером, пропущених рядками з парними чи непарними: { $count }.
check-overlap = Рядки { $lines } претендують на ті самі адреси ({ $count }).
check-nobody = Без нікого: { $street } (адрес: { $count }).
territory-against-parity = номер { $number } не відповідає парності переліку, його пропущено
territory-bound-against-parity = межа { $number } не відповідає парності; беремо лише відповідні номери
territory-perhaps-descriptive = { $number } значно більше за інші; чи не č. p.?
territory-letter-already-spanned = { $number } уже в діапазоні
territory-pair-perhaps-turned = пара { $house }/{ $orientation } схожа на переставлену; читаємо, як написано
territory-numbers-without-mark = номери без «č.»; читаємо їх так
territory-parity-ends = далі діапазон без парності; беремо обидві
territory-parity-taken-over = діапазон без парності переймає попередню
territory-system-taken-over = вид номера перейнято з попереднього
territory-exception-ends = виняток тут закінчується
territory-read-as-descriptive = «č.» у частині міста читаємо як č. p.
territory-marked-but-understood = рядок позначено як невиразний, але його зрозуміли
territory-stage-dependent = говорить про класи чи ступінь школи; нічого не охоплює
territory-marked = рядок позначено як невиразний; нічого не охоплює
territory-not-understood = текст «{ $text }» незрозумілий; рядок нічого не охоплює
territory-number-missing = бракує номера; рядок нічого не охоплює
territory-street-missing = бракує назви вулиці; рядок нічого не охоплює
territory-area-missing = бракує назви території; рядок нічого не охоплює
territory-range-reversed = діапазон іде назад ({ $from }–{ $to }); рядок нічого не охоплює
territory-roman-range = діапазон римських цифр іде назад або задовгий; рядок нічого не охоплює
territory-number-too-large = номер завеликий; рядок нічого не охоплює
territory-parity-reach-unclear = неясно, куди сягає парність; рядок нічого не охоплює
territory-parity-list-unclear = неясно, чи всі номери, чи лише діапазон; рядок нічого не охоплює
territory-exception-reach-unclear = неясно, куди сягає виняток; рядок нічого не охоплює
territory-exception-in-exception = виняток у винятку; рядок нічого не охоплює
territory-segment-by-crossings = від перехрестя до перехрестя; номери має визначити людина, рядок нічого не охоплює
territory-said-missing = сам текст каже, що вулиці немає; рядок нічого не охоплює
territory-line-too-long = рядок задовгий; нічого не охоплює
territory-rule-without-title = правило стоїть перед першою назвою; нічого не охоплює
territory-street-outside-area = вулиця «{ $name }» лежить в іншому місці; рядок її не охоплює
territory-spelled-otherwise = «{ $name }» у реєстрі написано «{ $registered }»
territory-same-name = вулиць «{ $name }» тут { $streets }; рядок охоплює всі
territory-matches-nothing = рядок не охоплює жодної адреси
territory-under-stage-heading = стоїть під заголовком для одного ступеня школи; охоплює те, що каже, незалежно від ступеня
territory-unknown-street = у реєстрі немає вулиці «{ $name }»; найближчі назви: { $nearest }
territory-unknown-area = у реєстрі немає території «{ $name }»; рядок нічого не охоплює
territory-street-read-as-descriptive = вулиця не має орієнтаційних номерів; «č.» читаємо як č. p.
territory-no-orientation-numbers = вулиця не має орієнтаційних номерів; рядок у ній нічого не охоплює
territory-some-without-orientation = адрес без орієнтаційного номера: { $doors }; рядок їх не охоплює
territory-above-highest = номер { $number } більший за найвищий на вулиці ({ $highest }){ $descriptive ->
    [true] ; але č. p. { $number } там є
   *[other] {""}
}
territory-pair-not-in-register = пари { $house }/{ $orientation } у реєстрі немає{ $turned ->
    [true] , переставлена є
   *[other] {""}
}
territory-file-malformed = файл не вдалося прочитати: { $detail }
territory-file-not-territories = у файлі немає територій
territory-file-no-features = у файлі немає жодного об’єкта
territory-file-empty-geometry = об’єкт не має форми
territory-file-not-a-polygon = об’єкт – «{ $kind }», потрібна площа
territory-file-ring-too-short = контур має лише { $points } точок
territory-file-ring-not-closed = контур не замкнений
territory-file-not-a-number = координата не є числом
territory-file-odd-coordinates = непарна кількість координат
territory-file-axes-swapped = осі, мабуть, переставлені ({ $lon }, { $lat }); спершу довгота, потім широта
territory-file-looks-like-krovak = координати схожі на S-JTSK ({ $x }, { $y }), але файл цього не вказує
territory-file-coordinate-system = система координат «{ $name }» невідома
territory-file-outside-envelope = точка { $lon }, { $lat } лежить поза Чехією
territory-file-no-code = територія не має позначення
territory-file-duplicate-code = позначення «{ $code }» трапляється двічі
territory-file-too-deep = файл надто вкладений
territory-file-too-large = файл завеликий

## Чому файл або рядок не прийнято
fault-open = { $file }: не вдалося відкрити ({ $cause }).
fault-damaged = { $file }: пошкоджений або обрізаний після { $read } розпакованих байтів ({ $cause }).
fault-archive = { $file }: архів ZIP не читається ({ $cause }).
fault-bomb = { $file }: розпакувався б у понад { $limit } байтів; такий файл відхиляємо.
fault-empty-folder = { $file }: у теці немає файлів .csv, .gz, .zst чи .zip.
fault-empty-file = { $file }: файл порожній.
fault-nothing-left = Не прийнято жодної адреси, відхилено рядків: { $count }.
fault-not-utf8 = { $file }, рядок { $line }: файл не в кодуванні UTF-8.
fault-not-text = { $file }, рядок { $line }, стовпець { $column }: файл не є текстом (байт { $byte }).
fault-twice = { $file }: дві території мають позначення «{ $code }».
fault-no-territory = { $file }: у файлі немає жодної території.
fault-at-feature = об’єкт { $number }
fault-at-line = рядок { $line }
fault-csv-empty = файл порожній.
fault-csv-utf8 = файл у UTF-8; офіційні файли адрес у windows-1250.
fault-csv-header = рядок { $line }: заголовок не офіційний, потрібно 19 стовпців (бракує { $missing }).
fault-csv-missing = Бракує: { $columns }.
fault-csv-unexpected = Невідомі: { $columns }.
fault-csv-repeated = Двічі: { $columns }.
row-fields = полів { $found } замість { $expected }
row-too-long = рядок має { $bytes } байтів, стільки не має жодна адреса
row-broken-off = файл уривається посеред рядка
row-missing = бракує значення
row-not-a-number = «{ $text }» не є числом
row-out-of-range = число { $text } поза межами
row-unknown-kind = «{ $text }» – ні č.p., ні č.ev.
row-not-a-letter = «{ $text }» не є літерою номера
row-not-a-date = «{ $text }» не є датою
row-not-text = байт { $text } не є текстом
row-utf8 = UTF-8 у файлі windows-1250
row-not-finite = координата не є скінченним числом
row-axes-swapped = координати Y та X, мабуть, переставлені ({ $y }, { $x })
row-axes-negative = координати від’ємні ({ $y }, { $x }); реєстр подає їх додатними
row-degrees = координати схожі на градуси ({ $y }, { $x }); реєстр подає метри
row-outside-country = координати ({ $y }, { $x }) лежать поза Чехією
