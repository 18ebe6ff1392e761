# Правопорушення і злочинність: про що повідомлено, де і коли.

# --- джерела
offences-source = Джерело
offences-source-municipal = Події міської поліції
offences-source-police-map = Карта злочинності Поліції Чеської Республіки
offences-source-police-uk = Злочинність у Сполученому Королівстві (пробні дані)
offences-source-chicago = Злочинність у Чикаго (пробні дані)
offences-counted-municipal = Події, про які хтось повідомив міську поліцію. Подія не є ані правопорушенням, ані правопорушником; до однієї події може належати кілька правопорушень або жодного. Того, що патрулі виявили самі, тут немає: це радше показувало б, куди ходять патрулі.
offences-counted-police-map = Події з карти злочинності Поліції Чеської Республіки за днем, коли про них повідомили або їх записали, а не коли вони сталися. Місця навмисно неточні. Подію кількох категорій враховано один раз, у першій із них. Розкриття з цього джерела обчислити не можна.
offences-counted-police-uk = Події, оприлюднені на data.police.uk за місяцями; точки зсунуто до найближчої точки списку.
offences-counted-chicago = Події, оприлюднені містом Чикаго; останніх семи днів немає, місця округлено до кварталу.
offences-licence-municipal = Дані міської поліції оприлюднює місто.
offences-licence-police-map = Джерело даних: Поліція Чеської Республіки, карта злочинності для громадськості. Комерційне використання заборонено.
offences-licence-police-uk = Містить інформацію державного сектору за ліцензією Open Government Licence v3.0.
offences-licence-chicago = Джерело даних: City of Chicago. Місто застерігає від порівнянь у часі.

# --- місяці та дні
offences-month-1 = січень
offences-month-2 = лютий
offences-month-3 = березень
offences-month-4 = квітень
offences-month-5 = травень
offences-month-6 = червень
offences-month-7 = липень
offences-month-8 = серпень
offences-month-9 = вересень
offences-month-10 = жовтень
offences-month-11 = листопад
offences-month-12 = грудень

# --- висновок
offences-verdict-stable = стабільно
offences-verdict-slight = стабільно з незначною зміною
offences-verdict-rising = зростає
offences-verdict-falling = зменшується
offences-verdict-undecided = не можна визначити
offences-verdict-more = { $verdict }, бракує ще приблизно { $months } міс. даних
offences-change = { $change } (з імовірністю 95 % від { $low } до { $high })
offences-no-ratio = зміну обчислити не можна

# --- перерви рядів
offences-break-none = У цей період спосіб підрахунку не змінювався.
offences-break-method-2016 = новий спосіб обліку злочинів
offences-break-covid = заходи проти ковіду
offences-break-damage-2020 = межу збитку для злочину подвоєно до 10 000 крон, частина крадіжок відтоді є правопорушеннями

# --- публічна сторінка
offences-public-title = Правопорушення і злочинність
offences-public-empty = Тут поки нічого немає. Дані з’являться, коли місто вперше їх оприлюднить.
offences-invented = Демонстраційне місто – події вигадані.
offences-all = Усі події
offences-rest = Інше
offences-category = Категорія
offences-show = Показати
offences-month = Місяць
offences-city = Усе місто
offences-territory = Територія
offences-cases-in = Подій у { $year } році
offences-rate = На 1 000 мешканців
offences-interval = Інтервал 95 %
offences-ends = { $low } – { $high }
offences-residents = Мешканців
offences-held = ·
offences-as-table = Те саме в таблиці
offences-unit-month = подій за місяць
offences-chart-description = Кількість подій за місяцями, { $from } – { $to }, з інтервалами 95 %.
offences-chart-note = Смуга навколо лінії – інтервал 95 % випадкових коливань. Пунктирна вертикальна лінія позначає зміну способу підрахунку.
offences-finding = { $what }: за 12 місяців до { $to } повідомлено про { $total }. Порівняно з попередніми 12 місяцями: { $verdict }, { $change }.
offences-finding-short = { $what }: за останні оприлюднені місяці до { $to } повідомлено про { $total }. Для порівняння з попереднім роком даних замало.
offences-finding-held = { $what }: у якомусь місяці їх було так мало, що суму не показуємо.
offences-by-month = Як це змінюється
offences-months-caption = Повідомлені події за місяцями, усе місто
offences-map-finding = { $year } рік: районів із доведено вищим показником, ніж у всьому місті: { $higher }, із доведено нижчим: { $lower }
offences-map-description = Карта районів міста за кількістю повідомлених подій на 1 000 мешканців; ті самі числа є в таблиці під картою.
offences-map-note = Колір відрізняється лише там, де інтервали 95 % району і міста не перекриваються. Показник на мешканця завищує центр, куди люди приїжджають.
offences-tone-lower = доведено нижче, ніж у всьому місті
offences-tone-same = не можна розрізнити
offences-tone-higher = доведено вище
offences-tone-unknown = замало подій, не показуємо
offences-by-district = За районами міста
offences-by-precinct = За дільницями міської поліції
offences-territories-caption = { $what }, { $year } рік
offences-method = Як виникли числа
offences-method-counted = Що рахується
offences-method-held = Чого не показуємо
offences-held-note = Числа від 1 до { $threshold } без одиниці та інші, з яких їх можна було б обчислити, замінює крапка. Із { $cells } чисел приховано { $held }. Суму показуємо лише там, де показуємо все, з чого вона складається.
offences-method-ripe = Коли оприлюднюється
offences-ripe-note = Місяць оприлюднюємо щонайраніше через вісім тижнів і більше не змінюємо, щоб із різниці двох видань нічого не можна було вичитати.
offences-method-rate = Показник на мешканців
offences-rate-note = Кількість на 1 000 мешканців території з точним інтервалом 95 % (розподіл Пуассона).
offences-residents-of = Кількість мешканців: { $sources }.
offences-method-breaks = Зміни в підрахунку
offences-method-licence = Джерело і ліцензія
offences-method-release = Видання
offences-release-line = Видання { $number }, { $at }
offences-api = Ті самі дані для програм (JSON)

# --- відмови
refusal-offences-unreadable = Файл не вдалося прочитати: { $reason }. Нічого не змінено.
refusal-offences-file-unknown = Ми не знаємо цього файлу або він пошкоджений: це не CSV міської поліції, не zip карти злочинності, не книга статистики поліції і не файл data.police.uk чи Чикаго. Нічого не змінено.
refusal-offences-file-no-statistics = { $name } не є книгою ані місяцями відділів, або він пошкоджений. Нічого не змінено.
refusal-offences-file-same-time = { $second } про ту саму територію і ті самі місяці, що й { $first }. Виберіть один. Нічого не змінено.
refusal-offences-file-too-many = У файлі { $name } понад { $most } книг. Розділіть їх. Нічого не змінено.
refusal-offences-known-file = Такий самий файл тут уже є, під назвою «{ $name }». Нічого не змінено.
refusal-offences-decided = Щодо цього файлу хтось уже вирішив. Завантажте сторінку знову.
refusal-offences-unprotected = Числа не вдалося доведено захистити, тому нічого не оприлюднено.
refusal-offences-nothing-ripe = Немає чого оприлюднювати: жоден повний місяць ще не старший за вісім тижнів.
refusal-offences-alarm-step = Із цього стану тривога туди перейти не може. Нічого не змінено.
refusal-offences-changed = Тим часом із тривогою працював хтось інший. Завантажте сторінку знову і спробуйте ще раз.
refusal-offences-months-only = Це джерело подає лише місяці; повторення поблизу з нього не обчислити. Ми нічого не змінили.

offences-topic-lead = скільки подій і де, за районами та місяцями, без точних місць
