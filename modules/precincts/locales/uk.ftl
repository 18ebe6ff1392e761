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
search-button = Знайти
search-locate = Використати моє місцезнаходження
search-locating = Визначаємо місцезнаходження…
search-locate-failed = Місцезнаходження визначити не вдалося. Напишіть, будь ласка, адресу.
suggest-count = { $count ->
    [0] Нічого не знайдено.
    [one] { $count } пропозиція, обирайте стрілками.
    [few] { $count } пропозиції, обирайте стрілками.
    [many] { $count } пропозицій, обирайте стрілками.
   *[other] { $count } пропозиції, обирайте стрілками.
}
search-title = Пошук: { $query }
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
search-nearby-title = Що поблизу
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
corrected-title = Що ми прочитали інакше
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
answer-official = Офіційний запис
answer-how = Як ми її знайшли
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
answer-holder = Ім’я
answer-deputy = Заступник
answer-territory = Територія
answer-valid = Чинність
answer-valid-from = з { $from }
answer-valid-span = з { $from } до { $to }
answer-source = Джерело
answer-vacant = вакантно
answer-vacant-text = Посаду зараз ніхто не обіймає. Зверніться до відділку.
answer-vacant-no-station = Посаду зараз ніхто не обіймає.
answer-unknown = ім’я тут не ведемо
answer-no-post = Для цієї території немає відомостей про відповідальну особу.
answer-position = Розташування
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
because-no-position = Адреса не має координат, тому її не можна показати на карті.
because-no-layer = Межі цих територій ще не завантажено.
because-outside = Місце лежить поза всіма територіями цього шару.

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
street-nobody = ніхто
street-addresses = Усі адреси на вулиці ({ $count })
range-odd = непарні { $from }–{ $to }
range-even = парні { $from }–{ $to }
range-all = { $from }–{ $to }
range-one = { $from }
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
territory-code = Позначення
territory-name = Назва
territory-addresses = Адрес
territory-post = Відповідальна особа
territory-title = { $territory }
territory-streets-caption = Вулиці на території { $territory }
territory-street = Вулиця
territory-part = Частина міста
territory-map = Карта території { $territory }
territory-edition = Джерело { $source }, чинне з { $from }.
territory-rule-title = Правила, що її визначають

## Відділки
stations-caption = Відділки
station-note = Примітка

## Дані та доступність
data-title = Звідки дані
data-register = Адреси: реєстр RÚIAN (ČÚZK, CC BY 4.0), станом на { $vintage }, адрес { $count }.
data-register-invented = Адреси вигадані, створені програмою для демонстрації.
data-layer = { $layer }: { $source }, чинне з { $from }, територій { $count }.
data-layer-none = { $layer }: не завантажено.
data-layer-register = { $layer }: за реєстром адрес.
data-posts = Відповідальних осіб показуємо як посади, а не як приватних осіб. Контакти публічні й належать посаді.
data-api = Те саме для програм: інтерфейс описано за адресою /api/openapi.json.
data-privacy = Шукані адреси ми не зберігаємо і за відвідувачами не стежимо.

access-title = Заява про доступність
access-text = Сторінки зроблено за WCAG 2.2 AA: ними можна керувати з клавіатури, вони працюють без скриптів, а біля кожної карти й діаграми є таблиця. Перевіряємо їх програмою axe при кожній зміні; перевірки з людьми, які користуються екранним читачем, ще не було.
access-contact = Якщо вам щось заважає, напишіть нам на { $contact }.
access-contact-none = Якщо вам щось заважає, скажіть про це в будь-якому відділку міської поліції.

## Помилки інтерфейсу
api-missing-query = Бракує параметра «q» з текстом пошуку.
api-missing-place = Вкажіть або «address» (код адресного місця), або «lon» і «lat».
api-no-address = У реєстрі немає адресного місця з кодом { $code }.
api-no-register = Реєстр адрес ще не завантажено.
api-no-layer = Шару «{ $layer }» немає. Є: municipal-precinct, state-police, district.
api-outside-country = Точка { $lon }, { $lat } лежить поза Чехією. Тут «lon» від 12 до 19, «lat» від 48 до 52.
page-no-address = Цієї адреси в реєстрі немає. Можливо, її скасовано; знайдіть її, будь ласка, ще раз.
page-no-street = Цієї вулиці в реєстрі немає.
page-no-territory = Такої території немає.
